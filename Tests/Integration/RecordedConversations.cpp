// A conversation whose wire is recorded and that is run again, in virtual time.

#include "Aviary.h"
#include "Support/VirtualRehearsal.h"
#include "Support/VirtualService.h"

#include <parlando_archive/JournalLine.h>
#include <parlando_archive/parlando_archive.h>

#include <Support/FileFolder.h>
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <fstream>
#include <random>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** Where a conversation is kept with its wire, of the sort that a test needs. */
struct Keeping
{
    explicit Keeping (bool withVoice = false)
        : archive (std::make_shared<ConversationArchive> (Keeps::words, place / "kept", "Talk")), voice (withVoice)
    {
    }

    ConversationOptions recording (ConversationOptions options) const
    {
        options.taps.push_back (archive);
        options.recorder = std::make_shared<WireRecord> (archive, voice);
        return options;
    }

    std::string record() const
    {
        archive->finish();
        CHECK (archive->problem().empty());
        std::ifstream file (archive->folder() + "/wire.jsonl", std::ios::binary);
        return {std::istreambuf_iterator<char> (file), {}};
    }

    const FileFolder place;
    const std::shared_ptr<ConversationArchive> archive;
    const bool voice;
};

ReplayResult replayed (const std::string& record, const Provider& provider = *gemini::geminiLive())
{
    WireReader reader (record);
    return SessionReplay (reader, provider).run();
}

std::string describe (const ReplayResult& result)
{
    return result.note + result.problem + (result.first ? result.first->sentence : std::string());
}

/** A turn of something like a voice: loud and soft, never quite the same. */
std::vector<std::int16_t> voice (int samples)
{
    std::mt19937 random (7);
    std::vector<std::int16_t> made (static_cast<std::size_t> (samples));

    for (std::size_t i = 0; i < made.size(); ++i)
    {
        const auto loudness = static_cast<int> (i / 2400 * 7919 % 6000) + 40;
        made[i] = static_cast<std::int16_t> (static_cast<int> (random() % 1000) * loudness / 500 - loudness);
    }

    return made;
}

/** Speaks for 2 s at each typed turn; a second one interrupts what is being said. */
void speak (ServiceScript::Connection& connection, const nlohmann::json& message)
{
    if (! message.contains ("clientContent"))
        return;

    connection.sendBinary (R"({"serverContent":{"interrupted":true}})");
    connection.sendBinary (R"({"serverContent":{"outputTranscription":{"text":"Well "}}})");
    const auto sound = voice (48'000);

    for (std::size_t at = 0; at < sound.size(); at += 960)
        connection.sendBinary (ServiceScript::audio (std::span (sound).subspan (at, 960)));

    connection.sendBinary (R"({"serverContent":{"outputTranscription":{"text":"said."}}})");
    connection.sendBinary (ServiceScript::content ("generationComplete"));
    connection.sendBinary (ServiceScript::content ("turnComplete"));
}

/** Two typed turns, the second into the answer to the first. */
std::string recordOfInterruption (bool withVoice = false)
{
    const Keeping keeping (withVoice);
    VirtualTime time;
    VirtualService service (time, {}, speak);
    auto options = keeping.recording (VirtualStudio::options());
    options.agent.transcribesAgent = true;
    VirtualStudio studio (time, service.server, std::move (options));
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("Hello");
    REQUIRE (studio.until ([&] { return studio.agent.isSpeaking(); }, 0.1f));
    studio.pass (Milliseconds (700));
    studio.agent.sendText ("And now?");
    studio.pass (Milliseconds (4'000));
    studio.agent.disconnect();
    REQUIRE (studio.untilEnded());
    return keeping.record();
}

/** The same lines with numbers and checksums as if they had been written like that, without those that are dropped. */
template <typename Change>
std::string rewritten (const std::string& record, Change&& change)
{
    std::istringstream lines (record);
    std::string result;
    std::uint64_t number = 0;

    for (std::string line; std::getline (lines, line);)
    {
        auto content = nlohmann::json::parse (line);
        content.erase ("crc");
        content.erase ("n");

        if (change (content))
            result += makeJournalLine (++number, journalContent (content));
    }

    return result;
}

} // namespace

TEST_CASE ("A conversation with an interruption is recorded, and is the same when it is run again")
{
    const auto withVoice = GENERATE (false, true);
    const auto record = recordOfInterruption (withVoice);
    const auto result = replayed (record);
    INFO (describe (result));
    CHECK_FALSE (result.first);
    CHECK (describe (result).empty());
    CHECK (result.replayed.turns == 2);
    CHECK (result.replayed.words == 1 + 2 + 2 + 2); // typed, and what was said to it
    CHECK (result.replayed.samplesHeard + result.replayed.samplesUnheard == 96'000);
    CHECK (result.replayed.samplesUnheard > 0);
    CHECK (result.recorded.samplesHeard == result.replayed.samplesHeard);
    CHECK (result.recorded.messages == result.replayed.messages);
    CHECK (result.length > 4s);
}

TEST_CASE ("A conversation with a tool, through a goAway, is the same when it is run again")
{
    const Keeping keeping;
    VirtualTime time;
    LineFaults faults;
    faults.goAwayAfter = Milliseconds (11'000);
    faults.timeLeft = Milliseconds (5'000);
    RehearsalService::Options rehearsal;
    Scenario scenario (faults);
    rehearsal.scenario = scenario;
    VirtualRehearsal service (time, rehearsal);
    ToolRegistry tools;
    tools.add (makeBuiltInTool ("calculator"));
    auto options = keeping.recording (VirtualStudio::options (std::move (tools)));
    options.agent.transcribesAgent = true;
    VirtualStudio studio (time, service.server(), std::move (options));
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("what is seventeen times three");
    REQUIRE (studio.until ([&] { return studio.told<SessionResumed>().size() == 1; }));
    studio.pass (Milliseconds (3'000));
    studio.agent.disconnect();
    REQUIRE (studio.untilEnded());

    const auto record = keeping.record();
    const auto result = replayed (record);
    INFO (describe (result));
    CHECK (describe (result).empty());
    CHECK (result.replayed.connections == 2);
    CHECK (result.replayed.toolCalls == 1);
    CHECK (result.replayed.samplesHeard > 0);
    CHECK_THAT (record, ContainsSubstring ("handle-1"));
}

TEST_CASE ("A conversation that is gone on with is run again with what was said before")
{
    const Keeping keeping;
    Aviary first;
    REQUIRE (first.studio.untilReady());
    first.studio.agent.sendText ("One");
    REQUIRE (first.isAnswered (1));

    auto options = keeping.recording (withParrot());
    options.earlier = readTranscript (toJsonText (first.studio.agent.transcript()));
    Aviary second (std::move (options));
    REQUIRE (second.studio.untilReady());
    second.studio.agent.sendText ("Two");
    REQUIRE (second.isAnswered (1));
    second.studio.agent.disconnect();
    REQUIRE (second.studio.untilEnded());

    const auto record = keeping.record();
    const auto result = replayed (record, *parrot());
    INFO (describe (result));
    CHECK (describe (result).empty());
    CHECK (result.replayed.turns == 1);

    // Of another service nothing could be said.
    CHECK_THROWS_WITH (replayed (record), ContainsSubstring ("The record is of a session with"));
}

TEST_CASE ("Where a record is changed, running it again says where it differs")
{
    const auto record = recordOfInterruption();
    std::uint64_t line = 0, changed = 0;

    const auto changedOnce = [&] (auto&& matches, auto&& change)
    {
        line = changed = 0;
        return replayed (rewritten (record,
                                    [&] (nlohmann::json& content)
                                    {
                                        ++line;

                                        if (changed > 0 || ! matches (content))
                                            return true;

                                        changed = line;
                                        return change (content);
                                    }));
    };
    const auto says = [] (const char* words)
    {
        return [words] (const auto& content)
        { return content.contains ("in") && content.dump().find (words) != std::string::npos; };
    };

    SECTION ("a message of the service is dropped")
    {
        const auto result = changedOnce (says ("said."), [] (auto&) { return false; });
        REQUIRE (result.first);
        CHECK (result.first->line + 2 == changed); // what came of it is read as of the input before
        CHECK_THAT (result.first->sentence, ContainsSubstring ("said."));
    }

    SECTION ("a word is another")
    {
        const auto result = changedOnce (says ("Well "),
                                         [] (auto& content)
                                         {
                                             content["json"]["serverContent"]["outputTranscription"]["text"] = "Bell ";
                                             return true;
                                         });
        REQUIRE (result.first);
        CHECK (result.first->line == changed);
        CHECK_THAT (result.first->sentence, ContainsSubstring ("Well ") && ContainsSubstring ("Bell "));
        CHECK (result.recorded.words == result.replayed.words);
    }

    SECTION ("more was heard of a turn")
    {
        const auto result = changedOnce (says ("playoutStopped"),
                                         [] (auto& content)
                                         {
                                             content["heard"] = content["heard"].template get<int>() + 1;
                                             return true;
                                         });
        REQUIRE (result.first);
        CHECK_THAT (result.first->sentence, ContainsSubstring ("turn 1 left the output"));
        CHECK (result.recorded.samplesHeard == result.replayed.samplesHeard + 1);
    }
}

TEST_CASE ("A record that was cut off counts as far as it goes, and one that is damaged as far as it can be read")
{
    const auto record = recordOfInterruption();
    const auto half = record.find ('\n', record.size() / 2);

    SECTION ("cut off at the end of a line")
    {
        const auto result = replayed (record.substr (0, half + 1));
        CHECK (describe (result).empty());
    }

    SECTION ("cut off in a line, as where the program was killed")
    {
        const auto result = replayed (record.substr (0, half + 20));
        CHECK_FALSE (result.first);
        CHECK (result.problem.empty());
        CHECK_THAT (result.note, ContainsSubstring ("is torn"));
    }

    SECTION ("a line is damaged")
    {
        auto changed = record;
        changed[half + 60] = '~';
        const auto result = replayed (changed);
        CHECK_FALSE (result.first);
        CHECK_THAT (result.problem, ContainsSubstring ("is damaged"));
        CHECK (result.inputs > 0);
    }

    SECTION ("a line is missing")
    {
        const auto result = replayed (record.substr (0, half + 1) + record.substr (record.find ('\n', half + 1) + 1));
        CHECK_FALSE (result.first);
        CHECK_THAT (result.problem, ContainsSubstring ("is missing"));
    }

    SECTION ("it is full")
    {
        const auto lines = static_cast<std::uint64_t> (
            std::count (record.begin(), record.begin() + static_cast<std::ptrdiff_t> (half), '\n'));
        const auto result =
            replayed (record.substr (0, half + 1) + makeJournalLine (lines + 2, R"({"event":"end","why":"full"})"));
        CHECK (result.problem.empty());
        CHECK_THAT (result.note, ContainsSubstring ("64 MB"));
    }
}

TEST_CASE ("What is no record of the wire, or one of another version, is refused with a sentence")
{
    CHECK_THROWS_WITH (WireReader (""), ContainsSubstring ("no record of the wire"));
    CHECK_THROWS_WITH (WireReader ("hello\n"), ContainsSubstring ("no record of the wire"));
    CHECK_THROWS_WITH (WireReader (makeJournalLine (1, R"({"event":"opened","format":"parlando conversation"})")),
                       ContainsSubstring ("no record of the wire"));
    CHECK_THROWS_WITH (WireReader (makeJournalLine (1, R"({"event":"opened","format":"parlando wire","version":2})")),
                       ContainsSubstring ("another version of Parlando") && ContainsSubstring ("use that version"));
    CHECK_THROWS_WITH (WireReader (makeJournalLine (1, R"({"event":"opened","format":"parlando wire","version":1})")),
                       ContainsSubstring ("has no endpoint"));
}
