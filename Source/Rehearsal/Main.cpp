#include <parlando_rehearsal/parlando_rehearsal.h>

#include <CLI/CLI.hpp>

#include <csignal>
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <optional>

namespace
{

// Waits for SIGINT or SIGTERM. Every thread made after the constructor has both blocked, so that only wait() takes
// them.
class EndSignals
{
public:
    EndSignals()
    {
        sigemptyset (&signals);
        sigaddset (&signals, SIGINT);
        sigaddset (&signals, SIGTERM);
        pthread_sigmask (SIG_BLOCK, &signals, nullptr);
    }

    void wait() const
    {
        int which = 0;
        sigwait (&signals, &which);
    }

private:
    sigset_t signals{};
};

void logLine (const std::string& line)
{
    static std::mutex mutex;
    const std::lock_guard lock (mutex);
    std::cerr << "parlando-rehearsal: " << line << '\n';
}

// 24 kHz, 16 bit, mono.
int say (const std::string& text, const std::string& voiceName, const std::string& path)
{
    const auto speech = parlando::Synthesiser().speak (text, voiceName);
    std::string wave = "RIFF????WAVEfmt ";
    const auto number = [&wave] (std::uint32_t value, int bytes)
    {
        for (int i = 0; i < bytes; ++i)
            wave += static_cast<char> ((value >> (8 * i)) & 0xffu);
    };
    const auto size = static_cast<std::uint32_t> (speech.samples.size() * 2);
    for (const auto& [value, bytes] : {std::pair (16u, 4), std::pair (1u, 2), std::pair (1u, 2), std::pair (24000u, 4),
                                       std::pair (48000u, 4), std::pair (2u, 2), std::pair (16u, 2)})
        number (value, bytes);
    wave += "data";
    number (size, 4);
    for (const auto sample : speech.samples)
        number (static_cast<std::uint16_t> (sample), 2);
    for (int i = 0; i < 4; ++i)
        wave[4 + static_cast<std::size_t> (i)] = static_cast<char> (((size + 36) >> (8 * i)) & 0xffu);

    std::ofstream file (path, std::ios::binary);
    if (! file.write (wave.data(), static_cast<std::streamsize> (wave.size())).flush())
        throw std::runtime_error (path + " cannot be written: give a path in a folder that exists and is yours.");
    return 0;
}

// An option in seconds that sets a time of `faults`.
CLI::Option* addTime (CLI::App& app, const std::string& name, auto& time, double least, double most,
                      const std::string& description)
{
    return app
        .add_option_function<double> (
            name,
            [&time] (double seconds) { time = parlando::Milliseconds (static_cast<std::int64_t> (seconds * 1000.0)); },
            description)
        ->check (CLI::Range (least, most))
        ->type_name ("S")
        ->group ("Faults");
}

void addFaultOptions (CLI::App& app, parlando::LineFaults& faults)
{
    using Voice = parlando::LineFaults::Voice;
    static const std::map<std::string, Voice> voices{{"silence", Voice::silence}, {"tone", Voice::tone}};
    constexpr double day = 86400.0;
    constexpr auto group = "Faults";
    addTime (app, "--drop-after", faults.dropAfter, 0.1, day, "Break connections after so long, as a bad network does");
    addTime (app, "--stall-after", faults.stallAfter, 0.1, day, "Neither read nor say anything after so long");
    auto* const warning =
        addTime (app, "--go-away-after", faults.goAwayAfter, 0.1, day, "Tell connections after so long to go away");
    addTime (app, "--time-left", faults.timeLeft, 0.1, 3600.0, "From goAway to the close of who stays [10]")
        ->needs (warning);
    auto* const closing =
        addTime (app, "--close-after", faults.closeAfter, 0.0, day, "Close connections after so long");
    app.add_option ("--close-code", faults.closeCode, "The code to close with")
        ->check (CLI::Range (1000, 4999))
        ->capture_default_str()
        ->group (group)
        ->needs (closing);
    app.add_option ("--close-reason", faults.closeReason, "The reason to close with, at most 123 bytes")
        ->check ([] (const std::string& text) { return text.size() > 123 ? "it is longer than 123 bytes" : ""; },
                 "TEXT")
        ->capture_default_str()
        ->group (group)
        ->needs (closing);
    addTime (app, "--delay", faults.delay, 0.0, 60.0, "Let what is said leave so much later");
    addTime (app, "--jitter", faults.jitter, 0.0, 60.0, "And up to so much more, each message its own");
    app.add_option ("--voice-fault", faults.voice, "Say silence, or a tone that stands, instead of the answer")
        ->transform (CLI::CheckedTransformer (voices, CLI::ignore_case).description (""))
        ->type_name ("silence|tone")
        ->group (group);
    app.add_option ("--spoil-first", faults.connections, "Spoil the first so many connections only [all]")
        ->check (CLI::Range (1, 1000000))
        ->type_name ("N")
        ->group (group);
}

int serve (parlando::RehearsalService::Options options)
{
    const EndSignals signals;
    const parlando::RehearsalService service (std::move (options));
    std::cout << "listening on " << service.url() << std::endl;
    signals.wait();
    return 0;
}

} // namespace

int main (int argc, char** argv)
{
    parlando::RehearsalService::Options options;
    bool verbose = false;
    std::string key;

    CLI::App app (
        "A local service that speaks the Gemini Live protocol: it hears, answers, calls tools and tells a story. "
        "It is not Gemini and says so.");
    app.add_option ("--port", options.port, "Port on 127.0.0.1; 0 takes any free one")->capture_default_str();
    auto* const certificate =
        app.add_option ("--certificate", options.certificateFile, "PEM file: serve wss instead of ws");
    auto* const keyFile = app.add_option ("--key", options.keyFile, "PEM file of the certificate's key");
    certificate->needs (keyFile);
    keyFile->needs (certificate);
    app.add_option ("--model-dir", options.modelFolder, "Folder of pocketsphinx's en-us model")->capture_default_str();
    auto* const requiredKey = app.add_option ("--require-api-key", key, "Refuse clients that show another API key");
    addFaultOptions (app, options.faults);
    app.add_flag ("--verbose", verbose, "Say on standard error what is heard and said");

    std::string text, voiceName, path;
    auto* const sayCommand =
        app.add_subcommand ("say", "Speak a text into a WAV file instead of serving, for trying things out");
    sayCommand->add_option ("text", text)->required();
    sayCommand->add_option ("--output", path, "The file")->required();
    sayCommand->add_option ("--voice", voiceName, "One of Gemini's voice names");
    CLI11_PARSE (app, argc, argv);

    if (requiredKey->count() > 0)
        options.requiredKey = key;
    if (verbose)
        options.log = logLine;
    try
    {
        return sayCommand->parsed() ? say (text, voiceName, path) : serve (std::move (options));
    }
    catch (const std::exception& error)
    {
        std::cerr << "parlando-rehearsal: " << error.what() << '\n';
        return 1;
    }
}
