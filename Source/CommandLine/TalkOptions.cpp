#include "TalkOptions.h"

#include "CommandLineError.h"
#include "FileChecks.h"
#include "ListedNames.h"
#include "StandardStreams.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace parlando
{

namespace
{

/** A choice by its name, in any case. */
template <typename Choice>
CLI::Validator oneOf (const std::map<std::string, Choice>& choices)
{
    const auto choose = [choices] (std::string& text) -> std::string
    {
        const auto found = choices.find (CLI::detail::to_lower (text));

        if (found != choices.end())
        {
            text = std::to_string (static_cast<int> (found->second));
            return {};
        }

        std::vector<std::string> names;

        for (const auto& choice : choices)
            names.push_back (choice.first);

        return "'" + text + "' is none of " + listed (names);
    };
    return {choose, {}};
}

/** Of the engine, in Hz. */
constexpr int lowestRate = 8'000, highestRate = 384'000;

/** In seconds: eleven days. */
constexpr double longest = 1.0e6;

constexpr auto agentGroup = "Agent";

void addSetupOptions (CLI::App& app, TalkOptions& options)
{
    constexpr auto group = agentGroup;
    app.add_option ("--voice", options.voice, "The agent's voice; 'parlando voices' lists them")
        ->type_name ("NAME")
        ->group (group);
    app.add_option ("--language", options.language, "The agent's language, such as en-US")
        ->type_name ("CODE")
        ->group (group);
    app.add_option ("--system", options.system, "The system instruction, or @FILE to read it from there")
        ->type_name ("TEXT|@FILE")
        ->group (group);
    app.add_option ("--temperature", options.temperature, "From 0 (sober) to 2 (wild)")
        ->check (CLI::Range (0.0, 2.0))
        ->type_name ("NUMBER")
        ->group (group);
    app.add_option ("--config", options.config, "The setup as JSON, every field of it; other options override it")
        ->type_name ("FILE.json")
        ->group (group);
}

void addAgentOptions (CLI::App& app, TalkOptions& options)
{
    constexpr auto group = agentGroup;
    addSetupOptions (app, options);
    app.add_option ("--tool", options.tools, "A tool that the agent may use (repeatable)")
        ->type_name ("NAME")
        ->take_all()
        ->allow_extra_args (false)
        ->group (group);
    app.add_option ("--tool-command", options.toolCommands,
                    "A program as a tool (repeatable): JSON on its standard input and output; it declares itself when "
                    "called with --declaration")
        ->type_name ("NAME=PATH")
        ->take_all()
        ->allow_extra_args (false)
        ->group (group);
    app.add_option ("--text", options.texts, "A typed turn (repeatable); each waits for the answer to the one before")
        ->type_name ("TEXT")
        ->take_all()
        ->allow_extra_args (false)
        ->group (group);
    app.add_option ("--image", options.images, "A JPEG or PNG file to show before the first typed turn (repeatable)")
        ->type_name ("FILE")
        ->take_all()
        ->allow_extra_args (false)
        ->group (group);
    app.add_option ("--video-frames", options.videoFrames, "A folder of JPEG or PNG files to show, one a second")
        ->type_name ("FOLDER")
        ->group (group);
}

void addLoudnessOption (CLI::App& app, TalkOptions& options)
{
    app.add_option_function<std::string> (
           "--loudness",
           [&options] (const std::string& text)
           {
               options.loudness = 0.0;

               if (text == "off")
                   return;

               const auto isNumber = CLI::detail::lexical_cast (text, options.loudness);

               // No comparison holds for what is not a number.
               if (! isNumber ||
                   ! (options.loudness >= VoiceLeveller::softest && options.loudness <= VoiceLeveller::loudest))
                   throw CLI::ValidationError ("--loudness",
                                               "'" + text + "' is neither off nor from -40 to -10 LUFS, such as -16");
           },
           "Bring the agent's voice to this loudness: -23, -18, -16, -14 or any from -40 to -10 LUFS [off]")
        ->type_name ("LUFS|off")
        ->group ("Sound");
}

void addSpeechOptions (CLI::App& app, TalkOptions& options)
{
    static const std::map<std::string, EchoMode> echoes{
        {"off", EchoMode::never}, {"auto", EchoMode::automatic}, {"on", EchoMode::always}};
    static const std::map<std::string, BargeInMode> steps{
        {"off", BargeInMode::off}, {"gentle", BargeInMode::gentle}, {"quick", BargeInMode::quick}};
    app.add_option ("--echo", options.echo,
                    "Take the agent's voice out of the microphone: off, auto (where an echo is heard), on [auto with "
                    "microphone and speakers]")
        ->transform (oneOf (echoes))
        ->type_name ("off|auto|on")
        ->group ("Sound");
    app.add_option (
           "--barge-in", options.bargeIn,
           "How soon the agent makes way for who begins to speak: off (when the service says so), gentle, quick "
           "[gentle with a microphone]")
        ->transform (oneOf (steps))
        ->type_name ("off|gentle|quick")
        ->group ("Sound");
    static const std::map<std::string, MicrophoneCleaning> cleanings{{"off", MicrophoneCleaning::none},
                                                                     {"noise", MicrophoneCleaning::noise},
                                                                     {"level", MicrophoneCleaning::level},
                                                                     {"both", MicrophoneCleaning::both}};
    app.add_option ("--clean-up", options.cleaning,
                    "Suppress the noise of what the agent hears, bring speech to a level, or both [off]")
        ->transform (oneOf (cleanings))
        ->type_name ("off|noise|level|both")
        ->group ("Sound");
    static const std::map<std::string, TalkOptions::TurnDetector> detectors{
        {"service", TalkOptions::TurnDetector::service}, {"local", TalkOptions::TurnDetector::local}};
    app.add_option ("--turn-detection", options.turnDetector,
                    "Who finds out when you begin and end to speak: service, or local, which learns from your pauses "
                    "and hears an end sooner [service]")
        ->transform (oneOf (detectors))
        ->type_name ("service|local")
        ->group ("Sound");
}

void addSoundOptions (CLI::App& app, TalkOptions& options)
{
    constexpr auto group = "Sound";
    static const std::map<std::string, TalkOptions::Pace> paces{{"realtime", TalkOptions::Pace::realtime},
                                                                {"fast", TalkOptions::Pace::fast}};
    app.add_option ("--input", options.input, "What the agent hears instead of the microphone: a sound file, or a pipe")
        ->type_name ("FILE|-")
        ->group (group);
    app.add_option ("--format", options.format,
                    "--input is raw: s16le:16000:1 and the like (encoding, rate [16000], channels [1])")
        ->type_name ("ENCODING:RATE:CHANNELS")
        ->group (group);
    app.add_option ("--output", options.output, "Where the agent's voice goes instead of the speakers: WAV, or a pipe")
        ->type_name ("FILE.wav|-")
        ->group (group);
    app.add_option ("--output-format", options.outputFormat,
                    "--output is raw: s16le:24000 and the like (encoding, rate [24000])")
        ->type_name ("ENCODING:RATE")
        ->group (group);
    app.add_option ("--conversation", options.conversation, "Keep both voices: the person left, the agent right")
        ->type_name ("FILE.wav|-")
        ->group (group);
    app.add_option ("--input-device", options.inputDevice, "The microphone; 'parlando devices' lists them")
        ->type_name ("NAME")
        ->group (group);
    app.add_option ("--output-device", options.outputDevice, "The speakers; 'parlando devices' lists them")
        ->type_name ("NAME")
        ->group (group);
    app.add_option_function<std::string> (
           "--input-channel",
           [&options] (const std::string& text)
           {
               const auto channels = InputChannels::parse (text);

               if (! channels)
                   throw CLI::ValidationError ("--input-channel", "'" + text +
                                                                      "' is neither a channel, such as 7, nor a range, "
                                                                      "such as 3-4");

               options.inputChannels = *channels;
           },
           "Which channel of the file or microphone is heard, from 1, or a range [whichever speaks]")
        ->type_name ("N|N-M")
        ->group (group);
    addLoudnessOption (app, options);
    addSpeechOptions (app, options);
    app.add_flag ("--no-audio", options.noAudio, "Open no sound card")->group (group);
    app.add_option ("--sample-rate", options.sampleRate, "Of the engine, in Hz [the input's; else the device's; 48000]")
        ->check (CLI::Range (lowestRate, highestRate))
        ->type_name ("HZ")
        ->group (group);
    app.add_option ("--block-size", options.blockSize,
                    "Samples in a block [the device's, 480; 40 ms of a file; 2048 with --pace fast]")
        ->check (CLI::Range (16, 8192))
        ->type_name ("SAMPLES")
        ->group (group);
    app.add_option ("--pace", options.pace, "How fast files run: realtime or fast [realtime]")
        ->transform (oneOf (paces))
        ->type_name ("PACE")
        ->group (group);
}

void addConversationOptions (CLI::App& app, TalkOptions& options)
{
    constexpr auto group = "Conversation";
    static const std::map<std::string, Keeps> kept{
        {"words", Keeps::words}, {"voice", Keeps::wordsAndVoice}, {"everything", Keeps::everything}};
    app.add_option ("--transcript", options.transcript, "Keep what was said; the ending chooses the form")
        ->type_name ("FILE.srt|.vtt|.txt|.json|-")
        ->group (group);
    app.add_option ("--history", options.history,
                    "Go on with the conversation kept there, if there is one, and keep it")
        ->type_name ("FILE.json|FOLDER")
        ->group (group);
    app.add_option ("--keep", options.keep,
                    "Keep the conversation in a new folder in this one, while it goes on: words and the agent's voice")
        ->type_name ("FOLDER")
        ->group (group);
    app.add_option ("--keep-what", options.keepWhat,
                    "What is kept: words, voice (words and the agent's voice) or everything [voice]")
        ->transform (oneOf (kept))
        ->type_name ("WHAT")
        ->group (group);
    auto* wire = app.add_flag ("--keep-wire", options.keepWire,
                               "Keep there what a bug report needs, without secrets and sound: 'parlando replay' runs "
                               "it again")
                     ->group (group);
    app.add_flag ("--keep-wire-voice", options.keepWireVoice, "The same, with the sound of both voices")
        ->needs (wire)
        ->group (group);
    app.add_option ("--report", options.report, "Keep the figures of the conversation")
        ->type_name ("FILE.json|-")
        ->group (group);
    app.add_option ("--events", options.events, "Write each event as a line of JSON, as soon as it is there")
        ->type_name ("FILE|-")
        ->group (group);
    app.add_option ("--duration", options.duration, "End this many seconds after the agent is ready")
        ->check (CLI::Range (0.001, longest))
        ->type_name ("S")
        ->group (group);
    app.add_option ("--linger", options.linger,
                    "End after this much silence, once files and typed turns are through [4]")
        ->check (CLI::Range (0.0, longest))
        ->type_name ("S")
        ->group (group);
    app.add_option ("--cap-tokens", options.capTokens, "End once so many tokens were used; warns at 80 %")
        ->check (CLI::Range (std::int64_t{1}, std::int64_t{1'000'000'000'000}))
        ->type_name ("N")
        ->group (group);
    app.add_option ("--cap-cost", options.capCost, "End once so much was spent, by estimate; warns at 80 %")
        ->check (CLI::Range (0.0001, longest))
        ->type_name ("USD")
        ->group (group);
    app.add_option ("--prices", options.prices, "A price table for the estimates [the built-in one]")
        ->type_name ("FILE.json")
        ->group (group);
    app.add_flag ("--no-reconnect", options.noReconnect, "End with the connection, instead of going on with another")
        ->group (group);
    auto* verbose = app.add_flag ("-v,--verbose", options.verbose, "Tell more: thoughts, tokens, every latency");
    verbose->group (group);
    app.add_flag ("-q,--quiet", options.quiet, "Tell nothing but what went wrong")->excludes (verbose)->group (group);
}

/** The protocol's texts are UTF-8. */
void requireUtf8 (const TalkOptions& options)
{
    const auto require = [] (const char* option, const std::string& text)
    {
        if (! isUtf8 (text))
            throw UsageError (std::string (option) + ": the text is not UTF-8; check the terminal's encoding.");
    };

    for (const auto& text : options.texts)
        require ("--text", text);

    require ("--model", options.service.model);
    require ("--voice", options.voice.value_or (""));
    require ("--language", options.language.value_or (""));
    require ("--system", options.system.value_or (""));
}

} // namespace

void TalkOptions::addTo (CLI::App& app)
{
    addSoundOptions (app, *this);
    addAgentOptions (app, *this);
    addConversationOptions (app, *this);
    service.addTo (app);
}

void TalkOptions::addSetupTo (CLI::App& app) { addSetupOptions (app, *this); }

void TokenOptions::addTo (CLI::App& app)
{
    constexpr auto group = "Token";
    constexpr int longestLife = 20 * 3600 - 1;
    app.add_option ("--uses", uses, "How many sessions it may begin; 0: any number [1]")
        ->check (CLI::Range (0, 1'000'000))
        ->type_name ("N")
        ->group (group);
    app.add_option ("--expires-in", expiresIn, "Nothing is taken after so long [1800]")
        ->check (CLI::Range (1, longestLife))
        ->type_name ("S")
        ->group (group);
    app.add_option ("--new-session-within", newSessionsWithin, "No session begins after so long [60]")
        ->check (CLI::Range (1, longestLife))
        ->type_name ("S")
        ->group (group);
    app.add_flag ("--lock", isLocked, "Whoever has it talks to the agent of these options, and no other")
        ->group (group);
    app.add_option ("--lock-field", lockedFields,
                    "Fix this field of the setup alone, such as generationConfig.temperature (repeatable)")
        ->type_name ("FIELD")
        ->take_all()
        ->allow_extra_args (false)
        ->group (group);
    agent.addSetupTo (app);
    agent.service.addTo (app);
}

bool TalkOptions::wantsDevices() const { return wantsMicrophone() || wantsSpeakers(); }

bool TalkOptions::wantsMicrophone() const
{
    const auto isAlone = input.empty() && output.empty() && (outputDevice || texts.empty());
    return ! noAudio && (inputDevice || isAlone);
}

bool TalkOptions::wantsSpeakers() const
{
    const auto isAlone = input.empty() && output.empty() && (inputDevice || texts.empty());
    return ! noAudio && (outputDevice || isAlone);
}

void TalkOptions::check() const
{
    if (noAudio && (inputDevice || outputDevice))
        throw UsageError ("--input-device and --output-device open a sound card, and --no-audio opens none; give one "
                          "kind.");

    if (inputDevice && ! input.empty())
        throw UsageError ("--input-device and --input are two things to hear; give one of them.");

    if (pace == Pace::fast && wantsDevices())
        throw UsageError ("--pace fast runs files, not sound cards; give --input FILE.wav, --output FILE.wav or "
                          "--no-audio.");

    if (format && input.empty())
        throw UsageError ("--format says how raw sound is written that --input reads; give both, or --output-format.");

    if (outputFormat && output.empty())
        throw UsageError ("--output-format says how --output writes raw sound; give both.");

    if (const auto raw = rawOutput(); raw && sampleRate && raw->sampleRate != *sampleRate)
        throw UsageError ("--output-format and --sample-rate name different rates; give one of them.");

    if (! inputChannels.isAll() && input.empty() && ! wantsDevices())
        throw UsageError ("--input-channel chooses a channel of --input or of the microphone; give one of them.");

    if (echo.value_or (EchoMode::never) != EchoMode::never && ! (wantsMicrophone() && wantsSpeakers()))
        throw UsageError ("--echo takes the agent's voice out of a microphone beside loudspeakers, and this opens no "
                          "sound card for both; leave it out.");

    requireUtf8 (*this);
    requireUsableFiles (*this);
}

EchoMode TalkOptions::chosenEcho() const
{
    return echo.value_or (wantsMicrophone() && wantsSpeakers() ? EchoMode::automatic : EchoMode::never);
}

BargeInMode TalkOptions::chosenBargeIn() const
{
    return bargeIn.value_or (wantsMicrophone() ? BargeInMode::gentle : BargeInMode::off);
}

std::optional<RawFormat> TalkOptions::rawInput() const
{
    if (! format)
        return {};

    auto raw = parseRawFormat (*format, "--format");
    raw.sampleRate = raw.sampleRate > 0 ? raw.sampleRate : 16'000;
    return raw;
}

std::optional<RawFormat> TalkOptions::rawOutput() const
{
    if (! outputFormat)
        return {};

    auto raw = parseRawFormat (*outputFormat, "--output-format");

    if (raw.channels != 1)
        throw UsageError ("--output-format: the agent's voice has one channel; leave the channels out.");

    if (raw.sampleRate == 0)
        raw.sampleRate = sampleRate.value_or (24'000);

    if (raw.sampleRate < lowestRate || raw.sampleRate > highestRate)
        throw UsageError ("--output-format: give a sample rate between 8,000 and 384,000 Hz.");

    return raw;
}

bool TalkOptions::usesStandardOutput() const
{
    const auto files = {&output, &conversation, &transcript, &report, &history, &events};
    return std::any_of (files.begin(), files.end(), [] (const auto* path) { return isStandardOutput (*path); });
}

} // namespace parlando
