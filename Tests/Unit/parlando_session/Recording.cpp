#include "Recording.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <utility>

namespace parlando::testing
{

namespace
{

const std::filesystem::path folder = std::string (PARLANDO_FIXTURES) + "/recorded";

nlohmann::json expectations()
{
    std::ifstream file (folder / "expected.json");
    REQUIRE (file);
    return nlohmann::json::parse (file);
}

std::vector<nlohmann::json> linesOf (const std::string& name)
{
    std::ifstream file (folder / (name + ".jsonl"));
    REQUIRE (file);
    std::vector<nlohmann::json> lines;

    for (std::string line; std::getline (file, line);)
        lines.push_back (nlohmann::json::parse (line));

    return lines;
}

Recording read (const std::string& name, nlohmann::json expected)
{
    Recording recording{name, {}, std::move (expected)};

    for (auto& line : linesOf (name))
    {
        auto& added = recording.lines.emplace_back();
        added.isServer = line["dir"] == "server";
        added.message = std::move (line["json"]);

        if (line["t_ms"].is_number())
            added.time = Milliseconds (line["t_ms"].get<Milliseconds::rep>());
    }

    return recording;
}

std::string modelOf (const std::string& name)
{
    static constexpr std::pair<std::string_view, std::string_view> models[]{
        {"gemini-3.8-live-extended-thinking", "gemini-3.8-live-extended-thinking"},
        {"gemini-3.8-live", "gemini-3.8-live"},
        {"gemini-3.5-transcribe-live", "gemini-3.5-transcribe-live"},
        {"gemini-3.1-flash-live", "gemini-3.1-flash-live-preview"},
        {"gemini-2.5-native-audio", "gemini-2.5-flash-native-audio-preview-09-2025"}};

    for (const auto& [prefix, model] : models)
        if (name.starts_with (prefix))
            return std::string (model);

    FAIL ("no model is known for " << name);
    return {};
}

bool wantsManualActivity (const Recording& recording)
{
    for (const auto& line : recording.lines)
        if (! line.isServer && memberOf (line.message, "realtimeInput", "realtime_input").contains ("activityStart"))
            return true;

    return false;
}

} // namespace

nlohmann::json memberOf (const nlohmann::json& message, const std::string& camel, const std::string& snake)
{
    for (const auto& name : {camel, snake})
        if (const auto found = message.find (name); found != message.end())
            return *found;

    return {};
}

Setup Recording::setup() const
{
    if (lines.front().message.contains ("setup"))
        return Setup::fromJson (lines.front().message["setup"]);

    Setup setup;
    setup.model = modelOf (name);
    setup.inputAudioTranscription.emplace();
    setup.outputAudioTranscription.emplace();

    if (wantsManualActivity (*this))
        setup.realtimeInputConfig.emplace().automaticActivityDetection.emplace().disabled = true;

    const auto waits = name.find ("barge-in") != std::string::npos;

    for (const auto& tool : expected["tools"])
        setup.addFunctionDeclarations ({{.name = tool["name"],
                                         .description = "A tool",
                                         .behavior = waits ? Behavior::blocking : Behavior::nonBlocking}});

    return setup;
}

Transcript Recording::history() const
{
    Transcript earlier;

    for (const auto& line : lines)
    {
        const auto content = memberOf (line.message, "clientContent", "client_content");

        if (line.isServer || content.is_null() || content.value ("turnComplete", true))
            continue;

        for (const auto& turn : content["turns"])
        {
            auto& entry = earlier.entries.emplace_back();
            entry.id = earlier.entries.size();
            entry.speaker = turn["role"] == "user" ? Speaker::person : Speaker::agent;
            entry.turn = entry.speaker == Speaker::agent ? 1 : 0;
            entry.text = turn["parts"][0]["text"];
            entry.final = true;
        }
    }

    return earlier;
}

std::vector<Recording> allRecordings()
{
    const auto files = expectations()["files"];
    std::vector<Recording> recordings;

    for (const auto& [name, expected] : files.items())
        recordings.push_back (read (name, expected));

    REQUIRE (recordings.size() == 32);
    return recordings;
}

std::vector<RecordedClose> allRecordedCloses()
{
    const auto texts = linesOf ("closes");
    const auto expected = expectations();
    std::vector<RecordedClose> closes;

    for (const auto& each : expected["closes"])
    {
        const auto& line = each["line"];
        closes.push_back ({each["code"],
                           line.is_null()
                               ? each["begins"].get<std::string>()
                               : texts.at (line.get<std::size_t>())["json"]["close"]["reason"].get<std::string>(),
                           each["wasReady"], each["client"], each["sentenceNames"]});
    }

    REQUIRE (closes.size() == 25);
    return closes;
}

} // namespace parlando::testing
