#include "ReportFile.h"

#include "LeftFile.h"

#include <sys/resource.h>

namespace parlando
{
namespace
{

nlohmann::json textOrNull (const std::string& text) { return text.empty() ? nlohmann::json() : nlohmann::json (text); }

/** The value at `pointer` of a setup, null where there is none. */
nlohmann::json valueAt (const nlohmann::json& setup, const char* pointer)
{
    const nlohmann::json::json_pointer path (pointer);
    return setup.contains (path) ? setup.at (path) : nlohmann::json();
}

double inSeconds (const timeval& time)
{
    return static_cast<double> (time.tv_sec) + static_cast<double> (time.tv_usec) * 1.0e-6;
}

nlohmann::json processFigures()
{
    rusage usage = {};
    ::getrusage (RUSAGE_SELF, &usage);

#if defined(__APPLE__)
    constexpr std::int64_t memoryUnit = 1;
#else
    constexpr std::int64_t memoryUnit = 1024;
#endif

    return {{"cpuSeconds", inSeconds (usage.ru_utime) + inSeconds (usage.ru_stime)},
            {"peakMemoryBytes", static_cast<std::int64_t> (usage.ru_maxrss) * memoryUnit}};
}

} // namespace

nlohmann::json settingsOf (const TalkOptions& options, const LiveAgent::Options& agent)
{
    auto asked = gemini::setupOf (agent.agent);
    asked.vertex = gemini::vertexOf (agent.endpoint);
    const auto setup = asked.toJson();
    const auto seconds = options.duration ? nlohmann::json (*options.duration) : nlohmann::json();

    return {{"endpoint", agent.provider->shownUrlOf (agent.endpoint)},
            {"model", valueAt (setup, "/model")},
            {"voice", valueAt (setup, "/generationConfig/speechConfig/voiceConfig/prebuiltVoiceConfig/voiceName")},
            {"language", valueAt (setup, "/generationConfig/speechConfig/languageCode")},
            {"temperature", valueAt (setup, "/generationConfig/temperature")},
            {"tools", agent.tools.names()},
            {"input", textOrNull (options.input)},
            {"format", textOrNull (options.format.value_or (""))},
            {"output", textOrNull (options.output)},
            {"outputFormat", textOrNull (options.outputFormat.value_or (""))},
            {"conversation", textOrNull (options.conversation)},
            {"transcript", textOrNull (options.transcript)},
            {"typedTurns", options.texts.size()},
            {"prices", {{"currency", agent.prices.currency()}, {"asOf", agent.prices.asOf()}}},
            {"pace", options.pace == TalkOptions::Pace::fast ? "fast" : "realtime"},
            {"durationSeconds", seconds},
            {"lingerSeconds", options.linger}};
}

void writeReport (const std::string& path, const ConversationReport& report, const nlohmann::json& settings,
                  const Redactor& redactor)
{
    auto json = toJson (report);
    json["version"] = PARLANDO_VERSION;
    json["settings"] = settings;
    json["process"] = processFigures();
    redactor.redactTexts (json);
    leaveFile (path, json.dump (2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

} // namespace parlando
