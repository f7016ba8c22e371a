#include "TalkSetup.h"

#include "Assets.h"
#include "CommandLineError.h"
#include "GivenFile.h"
#include "ListedNames.h"
#include "ServiceAccess.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <stdexcept>

namespace parlando
{
namespace
{

using Json = nlohmann::json;

/** What --config holds; an envelope as it travels on the wire is taken off. */
Json readConfig (const std::string& path)
{
    auto [config, problem] = readJson (readText (path, "--config"));

    if (! problem.empty())
        throw UsageError ("--config: " + path + " " + problem);

    if (config.is_object() && config.size() == 1 && config.contains ("setup"))
        config = Json (std::move (config["setup"]));

    if (! config.is_object())
        throw UsageError ("--config: " + path + " must hold a JSON object, the setup of the protocol.");

    return std::move (config);
}

/** What is on unless the configuration has its own word on it; null there turns it off (protocol section 2.10). */
void addDefaults (gemini::Setup& setup, const Json& config)
{
    const auto says = [&config] (const char* camelCase, const char* snakeCase)
    { return config.contains (camelCase) || config.contains (snakeCase); };

    if (! says ("inputAudioTranscription", "input_audio_transcription"))
        setup.inputAudioTranscription.emplace();

    if (! says ("outputAudioTranscription", "output_audio_transcription"))
        setup.outputAudioTranscription.emplace();

    if (! says ("sessionResumption", "session_resumption"))
        setup.sessionResumption.emplace();

    if (! says ("contextWindowCompression", "context_window_compression"))
        setup.contextWindowCompression.emplace().slidingWindow.emplace();
}

gemini::Setup readSetup (const std::string& path)
{
    const auto config = path.empty() ? Json::object() : readConfig (path);

    try
    {
        auto setup = gemini::Setup::fromJson (config);
        addDefaults (setup, config);
        return setup;
    }
    catch (const std::invalid_argument& problem)
    {
        throw UsageError ("--config: " + path + ": " + problem.what());
    }
}

void setVoice (gemini::Setup& setup, const std::string& name)
{
    if (gemini::findVoice (name) == nullptr && ! gemini::mayBeLibraryVoice (name))
        throw UsageError ("--voice: there is no voice called '" + name + "'; did you mean " +
                          std::string (gemini::nearestVoice (name).name) + "? 'parlando voices' lists all.");

    setup.setVoice (name);
}

/** TEXT, or what @FILE holds, without the line breaks at its end. */
std::string instructionOf (const std::string& given)
{
    if (given.empty() || given.front() != '@')
        return given;

    auto text = readText (given.substr (1), "--system");

    if (! isUtf8 (text))
        throw UsageError ("--system: " + given.substr (1) + " is not UTF-8 text; save it as UTF-8.");

    text.erase (text.find_last_not_of ("\r\n") + 1);
    return text;
}

} // namespace

gemini::Setup makeSetup (const TalkOptions& options)
{
    auto setup = readSetup (options.config);

    if (! options.service.model.empty())
        setup.model = options.service.model;

    setup.vertex = gemini::vertexOf (endpointOf (options.service));

    if (options.voice)
        setVoice (setup, *options.voice);

    if (options.language)
        setup.setLanguage (*options.language);

    if (options.system)
        setup.setSystemInstruction (instructionOf (*options.system));

    if (options.temperature)
        setup.generationConfig.temperature = *options.temperature;

    if (const auto found = problems (setup); ! found.empty())
        throw UsageError (found.front());

    return setup;
}

TurnDetection takeTurnDetection (const TalkOptions& options, gemini::Setup& setup)
{
    TurnDetection turns;

    if (options.turnDetector == TalkOptions::TurnDetector::service)
        return turns;

    if (! setup.realtimeInputConfig)
        setup.realtimeInputConfig.emplace();

    auto& detection = setup.realtimeInputConfig->automaticActivityDetection;
    turns.isOff = turns.isLocal = true;
    turns.patience = detection ? detection->silenceDurationMs : std::nullopt;
    detection.emplace().disabled = true;
    return turns;
}

PriceTable makePrices (const TalkOptions& options, const std::string& model)
{
    auto prices = PriceTable::parse (assets::prices());

    if (! options.prices.empty())
    {
        try
        {
            prices = PriceTable::parse (readText (options.prices, "--prices"));
        }
        catch (const std::invalid_argument& problem)
        {
            throw UsageError ("--prices: " + options.prices + ": " + problem.what());
        }
    }

    if (options.capCost && ! prices.knows (model))
        throw UsageError ("--cap-cost: the prices of " + model +
                          " are not known; give --cap-tokens, or a table with "
                          "--prices FILE.json.");

    return prices;
}

ToolRegistry makeTools (const std::vector<std::string>& names, const std::vector<std::string>& commands,
                        const std::vector<std::string>& passed)
{
    ToolRegistry tools;

    for (const auto& name : names)
    {
        std::shared_ptr<Tool> tool = makeBuiltInTool (name);

        if (tool == nullptr)
            throw UsageError ("--tool: there is no tool called '" + name + "'; give " + listed (builtInToolNames()) +
                              ".");

        if (tools.find (name) == nullptr)
            tools.add (std::move (tool));
    }

    for (const auto& command : commands)
    {
        const auto equals = command.find ('=');

        if (equals == std::string::npos || equals == 0 || equals + 1 == command.size())
            throw UsageError ("--tool-command: '" + command + "' is not NAME=PATH.");

        try
        {
            tools.add (makeCommandTool (command.substr (0, equals), {command.substr (equals + 1)}, passed));
        }
        catch (const std::invalid_argument& problem)
        {
            throw UsageError ("--tool-command: " + std::string (problem.what()));
        }
    }

    return tools;
}

} // namespace parlando
