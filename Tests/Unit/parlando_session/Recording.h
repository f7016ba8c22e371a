#pragma once

#include "Support/GeminiSession.h"

#include <parlando_session/parlando_session.h>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace parlando::testing
{

/** One line of a recording. */
struct RecordedLine
{
    bool isServer = false;
    std::optional<Milliseconds> time; /**< Since the recording began; absent: 20 ms after the line before. */
    nlohmann::json message;
};

/** A session of the real service, and what must come of it (Tests/Fixtures/recorded). */
struct Recording
{
    std::string name;
    std::vector<RecordedLine> lines;
    nlohmann::json expected;

    /** The recorded setup; where there is none, one for the model in the file's name: both transcriptions, and the
        functions that are called. */
    Setup setup() const;

    /** What the recorded client gave as history, as a conversation to go on with. */
    Transcript history() const;

    bool beginsWithSetup() const { return expected["begins"] == "setup"; }
};

/** By name. */
std::vector<Recording> allRecordings();

/** A close of the real service, and what a client must do about it. */
struct RecordedClose
{
    int code = 0;
    std::string reason;
    bool wasReady = false; /**< Whether setupComplete had come. */
    std::string client;    /**< What it is to do. */
    std::vector<std::string> sentenceNames;
};

std::vector<RecordedClose> allRecordedCloses();

/** `message[name]` by its camelCase or snake_case name; null where there is none. */
nlohmann::json memberOf (const nlohmann::json& message, const std::string& camel, const std::string& snake);

} // namespace parlando::testing
