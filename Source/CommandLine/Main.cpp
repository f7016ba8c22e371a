#include "CommandLineError.h"
#include "Commands.h"
#include "PrintableText.h"
#include "StandardStreams.h"

#include <CLI/CLI.hpp>
#include <parlando_auth/Redactor.h>

#include <csignal>
#include <cstdio>
#include <exception>

namespace
{

constexpr auto examples = R"(Examples:
  parlando talk                                      talk through microphone and speakers
  parlando talk --tool calculator --voice Puck       … to a voice of your choice that can reckon
  parlando talk --input speech.wav --output agent.wav --transcript talk.srt
                                                     … through files
  ffmpeg -i talk.mp4 -f wav - | parlando talk --input - --output - | aplay
                                                     … through pipes
  parlando talk --text "Say hello"                   type instead of talking
  parlando talk --endpoint ws://127.0.0.1:8080       … to a rehearsal service, which needs no key
  parlando export "Parlando/2026-11-28 14.03 Talk" --as wav,srt
                                                     make files of a kept conversation for others
  parlando key set                                   keep your key on this machine
  parlando doctor                                    find out what is missing

The key comes from GOOGLE_API_KEY, then GEMINI_API_KEY, then --api-key-file, then from where
'parlando key set' keeps it.)";

/** Who gives a key as an argument is not to see it told. */
void report (const char* problem)
{
    const auto text = parlando::Redactor().redact (problem);
    std::fprintf (stderr, "parlando: %s\n", parlando::printable (text).c_str());
}

/** What CLI11 says about a wrong command line, as one sentence that says what to do. */
int refuse (const CLI::ParseError& error)
{
    std::string problem = error.what();

    if (const auto twice = problem.find (": At Most 1 required"); twice != std::string::npos)
        problem = problem.substr (0, twice) + " is given more than once; give it once";

    while (! problem.empty() && (problem.back() == '\n' || problem.back() == '.'))
        problem.pop_back();

    report ((problem + "; 'parlando --help' and 'parlando talk --help' show what there is.").c_str());
    return static_cast<int> (parlando::ExitCode::usage);
}

/** What the commands were given. */
struct Given
{
    parlando::TalkOptions talk;
    parlando::ExportOptions exported;
    parlando::TokenOptions token;
    parlando::ServiceOptions doctor, voices, models;
    std::string record;
    bool fromLibrary = false, allModels = false;
};

parlando::ExitCode run (CLI::App& app, const Given& given)
{
    if (app.got_subcommand ("talk"))
        return parlando::talk (given.talk);

    if (app.got_subcommand ("export"))
        return parlando::exportConversation (given.exported);

    if (app.got_subcommand ("replay"))
        return parlando::replay (given.record);

    if (app.got_subcommand ("token"))
        return parlando::makeToken (given.token);

    if (const auto* key = app.get_subcommand ("key"); app.got_subcommand (key))
        return key->got_subcommand ("set")      ? parlando::setKey()
               : key->got_subcommand ("remove") ? parlando::removeKey()
                                                : parlando::tellKey();

    if (app.got_subcommand ("voices"))
        return parlando::listVoices (given.voices, given.fromLibrary);

    if (app.got_subcommand ("models"))
        return parlando::listModels (given.models, given.allModels);

    if (app.got_subcommand ("devices"))
        return parlando::listDevices();

    return parlando::examine (given.doctor);
}

int runCommand (int argumentCount, char** arguments)
{
    CLI::App app ("A live spoken conversation with Gemini, from the command line.", "parlando");
    app.set_version_flag ("--version", "parlando " PARLANDO_VERSION);
    app.footer (examples);
    app.require_subcommand (1);

    Given given;
    auto* talk = app.add_subcommand ("talk", "Hold a conversation through a sound card, files or typed turns");
    given.talk.addTo (*talk);
    talk->footer (examples);
    given.exported.addTo (*app.add_subcommand (
        "export", "Make sound files for a host, subtitles and marks of a conversation that was kept"));
    app.add_subcommand ("replay",
                        "Run a conversation that was kept with --keep-wire again, and say whether it is the same")
        ->add_option ("folder", given.record, "The folder of the conversation, or the wire.jsonl in it")
        ->type_name ("FOLDER")
        ->required();
    given.token.addTo (*app.add_subcommand ("token", "Make an ephemeral token, for a machine that is to have no key"));
    auto* key = app.add_subcommand ("key", "Keep your key on this machine: in the keyring, or in a file that is yours");
    key->require_subcommand (1);
    key->add_subcommand ("set", "Keep the key that is typed, or piped in");
    key->add_subcommand ("remove", "Forget it");
    key->add_subcommand ("where", "Say where a key comes from");
    auto* voices = app.add_subcommand ("voices", "List the agent's voices");
    given.voices.addTo (*voices);
    voices->add_flag ("--library", given.fromLibrary,
                      "Those of the service's library for this key, which 3.8 speaks with");
    auto* models = app.add_subcommand ("models", "List the service's models that hold live conversations");
    given.models.addTo (*models);
    models->add_flag ("--all", given.allModels, "The others as well");
    app.add_subcommand ("devices", "List microphones and speakers");
    given.doctor.addTo (*app.add_subcommand ("doctor", "Check key, clock, name lookup, proxy, TLS and model"));

    try
    {
        app.parse (argumentCount, arguments);
    }
    catch (const CLI::ParseError& error)
    {
        return error.get_exit_code() == 0 ? app.exit (error) : refuse (error);
    }

    return static_cast<int> (run (app, given));
}

} // namespace

int main (int argumentCount, char** arguments)
{
    parlando::openStandardStreams();

    // A reader that goes away (… | head) must not kill a conversation whose files are still to be closed.
    std::signal (SIGPIPE, SIG_IGN);

    // A file that has reached the largest size that is allowed must not either (ulimit -f).
    std::signal (SIGXFSZ, SIG_IGN);

    try
    {
        return runCommand (argumentCount, arguments);
    }
    catch (const parlando::UsageError& error)
    {
        report (error.what());
        return static_cast<int> (parlando::ExitCode::usage);
    }
    catch (const std::exception& error)
    {
        report (error.what());
        return static_cast<int> (parlando::ExitCode::failed);
    }
}
