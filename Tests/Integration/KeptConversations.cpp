// A conversation that is kept while it goes on, in virtual time.

#include "Aviary.h"

#include <parlando_archive/parlando_archive.h>

#include <Support/FileFolder.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** Counts what a tap hears. */
struct CountingTap final : ConversationTap
{
    void began (Instant, Instant) override { order += "began "; }
    void told (const SessionEvent& event, Instant) override
    {
        order += std::holds_alternative<SessionReady> (event) ? "ready " : "";
        ++events;
    }
    void wrote (const TranscriptEntry& entry) override
    {
        CHECK (entry.final);
        last[entry.id] = entry;
    }
    void agentVoice (std::uint64_t, std::span<const std::int16_t> samples, int sampleRate) override
    {
        came += samples.size();
        rate = sampleRate;
    }
    void agentHeard (const HeardVoice& voice) override { heard.push_back (voice); }
    void microphone (std::span<const std::int16_t> samples, int sampleRate, Instant) override
    {
        captured += samples.size();
        hearingRate = sampleRate;
    }

    std::string order;
    std::size_t events = 0;
    std::uint64_t came = 0, captured = 0;
    int rate = 0, hearingRate = 0;
    std::vector<HeardVoice> heard;
    std::map<std::uint64_t, TranscriptEntry> last;
};

std::string textOf (const Transcript& transcript)
{
    std::string text;

    for (const auto& entry : transcript.entries)
        text += std::to_string (entry.id) + ":" + entry.text + "|";

    return text;
}

} // namespace

TEST_CASE ("A tap hears all of a conversation, with its sound, in the order in which it happens")
{
    const auto tap = std::make_shared<CountingTap>();
    auto options = withParrot();
    options.taps.push_back (tap);
    Aviary aviary (std::move (options));
    auto& studio = aviary.studio;
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("Hello there");
    REQUIRE (aviary.isAnswered (1));
    studio.agent.disconnect();
    REQUIRE (studio.untilEnded());

    CHECK (tap->order == "began ready ");
    CHECK (tap->rate == 48'000);
    CHECK (tap->hearingRate == 24'000);
    CHECK (tap->captured > 0);
    REQUIRE (tap->heard.size() == 1);
    CHECK (tap->heard[0].heard + tap->heard[0].discarded == tap->came);
    CHECK (tap->heard[0].ended > tap->heard[0].began);

    const auto transcript = studio.agent.transcript();
    REQUIRE (tap->last.size() == transcript.entries.size());

    for (const auto& entry : transcript.entries)
    {
        CHECK (tap->last[entry.id].text == entry.text);
        CHECK (tap->last[entry.id].samplesHeard == entry.samplesHeard);
    }
}

TEST_CASE ("What a tap throws ends the conversation with its sentence, as a listener's does")
{
    struct Failing final : ConversationTap
    {
        void began (Instant, Instant) override {}
        void told (const SessionEvent&, Instant) override {}
        void wrote (const TranscriptEntry&) override {}
        void agentVoice (std::uint64_t, std::span<const std::int16_t>, int) override
        {
            throw std::runtime_error ("no tape");
        }
        void agentHeard (const HeardVoice&) override {}
        void microphone (std::span<const std::int16_t>, int, Instant) override {}
    };

    auto options = withParrot();
    options.taps.push_back (std::make_shared<Failing>());
    Aviary aviary (std::move (options));
    REQUIRE (aviary.studio.untilReady());
    aviary.studio.agent.sendText ("Hello");
    CHECK_THROWS_WITH (aviary.studio.until ([] { return false; }, 0.0f, 5s), ContainsSubstring ("no tape"));
}

TEST_CASE ("A conversation is kept with what was said, done and heard, and is gone on with in the same folder")
{
    const FileFolder place;
    std::string folder, before;
    ToolRegistry tools;
    FunctionDeclaration count;
    count.name = "count";
    tools.add (makeTool (count, [] (const nlohmann::json&) { return 42; }));
    {
        const auto archive = std::make_shared<ConversationArchive> (Keeps::everything, place / "Parlando", "Hello");
        auto options = withParrot (tools);
        options.taps.push_back (archive);
        Aviary aviary (std::move (options));
        auto& studio = aviary.studio;
        REQUIRE (studio.untilReady());
        studio.agent.sendText ("Hello there");
        REQUIRE (aviary.isAnswered (1));
        studio.agent.sendText ("use count");
        REQUIRE (studio.until ([&] { return ! studio.told<ToolAnswered>().empty(); }));
        REQUIRE (aviary.isAnswered (2));
        studio.pass (1s);
        studio.agent.disconnect();
        REQUIRE (studio.untilEnded());
        archive->finish();
        CHECK (archive->problem().empty());
        folder = archive->folder();
        before = textOf (studio.agent.transcript());
    }

    const auto journal = FileFolder().read (folder + "/conversation.jsonl");
    CHECK (std::filesystem::exists (folder + "/agent-0001.wav"));
    CHECK (std::filesystem::exists (folder + "/person.wav"));
    const auto earlier = readConversation (folder);
    CHECK (earlier.problem.empty());
    CHECK (textOf (earlier.transcript) == before);
    CHECK (earlier.transcript.entries.back().samplesHeard > 0);

    const auto archive =
        std::make_shared<ConversationArchive> (Keeps::everything, ConversationFolder::open (folder), earlier);
    auto options = withParrot();
    options.taps.push_back (archive);
    options.earlier = earlier.transcript;
    Aviary aviary (std::move (options));
    REQUIRE (aviary.studio.untilReady());
    aviary.studio.agent.sendText ("And again");
    REQUIRE (aviary.isAnswered (1));
    aviary.studio.agent.disconnect();
    REQUIRE (aviary.studio.untilEnded());
    archive->finish();
    const auto kept = readConversation (folder);
    CHECK (kept.problem.empty());
    CHECK (kept.parts == 2);
    CHECK (textOf (kept.transcript) == textOf (aviary.studio.agent.transcript()));
    CHECK_THAT (textOf (kept.transcript), ContainsSubstring (before) && ContainsSubstring ("And again"));
}

TEST_CASE ("An answer that was interrupted is kept whole, and what was heard of it is told apart")
{
    const FileFolder place;
    const auto archive = std::make_shared<ConversationArchive> (Keeps::wordsAndVoice, place / "Parlando", "Hello");
    auto options = withParrot();
    options.taps.push_back (archive);
    Aviary aviary (std::move (options));
    auto& studio = aviary.studio;
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("One two three four five six seven eight nine ten");
    REQUIRE (studio.until ([&] { return studio.agent.isSpeaking() && ! studio.heardSamples().empty(); }));
    studio.pass (100ms);
    studio.agent.interrupt();
    studio.pass (1s);
    studio.agent.disconnect();
    REQUIRE (studio.untilEnded());
    archive->finish();

    const auto kept = readConversation (archive->folder()).transcript;
    const auto whole = studio.agent.transcript();
    REQUIRE (kept.entries.size() == 2);
    CHECK (kept.entries[1].interrupted);
    CHECK (kept.entries[1].samplesHeard == whole.entries[1].samplesHeard);
    CHECK (heardText (kept.entries[1]) == heardText (whole.entries[1]));
    CHECK (std::filesystem::file_size (archive->folder() + "/agent-0001.wav") >
           80 + 2 * kept.entries[1].samplesReceived);
}

TEST_CASE ("C5: no secret comes into the folder, neither by what the service repeats nor by what a tool answers")
{
    const FileFolder place;
    const std::string key = "AIzaSyA1234567890abcdefghijklmnopqrstuv";
    const auto archive = std::make_shared<ConversationArchive> (Keeps::everything, place / "Parlando", "Hello");
    ToolRegistry tools;
    FunctionDeclaration leak;
    leak.name = "leak";
    tools.add (makeTool (leak, [&key] (const nlohmann::json&) { return nlohmann::json{{"found", key}}; }));
    auto options = withParrot (tools);
    options.taps.push_back (archive);
    options.credential = Credential (key);
    Aviary aviary (std::move (options));
    REQUIRE (aviary.studio.untilReady());
    aviary.studio.agent.sendText ("Say " + key);
    REQUIRE (aviary.isAnswered (1));
    aviary.studio.agent.sendText ("use leak");
    REQUIRE (aviary.isAnswered (2));
    aviary.studio.agent.disconnect();
    REQUIRE (aviary.studio.untilEnded());
    archive->finish();

    std::size_t looked = 0;

    for (const auto& file : std::filesystem::recursive_directory_iterator (place / "Parlando"))
    {
        CHECK (file.path().string().find (key) == std::string::npos);

        if (! file.is_regular_file())
            continue;

        ++looked;
        const auto bytes = FileFolder().read (file.path().string());
        CHECK_FALSE (bytes.empty());
        CHECK (bytes.find (key) == bytes.npos);
        CHECK (bytes.find (key.substr (0, 16)) == bytes.npos);
    }

    CHECK (looked >= 2);
}
