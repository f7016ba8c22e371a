#include "Support/HostileJson.h"
#include "Support/SmallStack.h"

#include "Network.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace parlando::testing
{

namespace
{

std::string spoken (const std::string& text)
{
    return R"({"serverContent":{"outputTranscription":{"text":")" + text + R"("}}})";
}

/** A conversation of two entries; the agent's first turn was cut after half of it. */
struct Evening : Network
{
    Evening()
    {
        conversation.begin();
        conversation.advance (Milliseconds (1000));
        conversation.handle (input::Text{"Tell a story"});
        conversation.advance (Milliseconds (500));
        conversation.server (R"({"serverContent":{"modelTurn":{"parts":[{"text":"A story, then.","thought":true}]}}})");
        conversation.server (spoken ("Once upon a time there was a fox"));
        conversation.server (ScriptedConversation::audio (24'000));
        conversation.handle (input::PlayoutBegan{conversation.now, 1});
        conversation.advance (Milliseconds (500));
        conversation.server (R"({"serverContent":{"interrupted":true}})");
        conversation.handle (input::PlayoutStopped{conversation.now, 1, {12'000, 12'000, true}});
        conversation.server (turnComplete);
    }

    std::string kept() const { return toJsonText (conversation.session.transcript()); }
};

/** The refusal of `json` with one of its places changed. */
std::string refusal (nlohmann::json json, const char* pointer, nlohmann::json value)
{
    json[nlohmann::json::json_pointer (pointer)] = std::move (value);

    try
    {
        readTranscript (json.dump());
    }
    catch (const std::invalid_argument& problem)
    {
        return problem.what();
    }

    return "none";
}

} // namespace

TEST_CASE ("An entry tells how much of its turn was heard, and where it lies among all samples that were played")
{
    Evening evening;
    evening.conversation.server (spoken ("Yes?"));
    evening.conversation.handle (input::PlayoutStopped{evening.conversation.now, 2, {6'000, 0, false}});

    const auto& entries = evening.conversation.session.transcript().entries;
    REQUIRE (entries.size() == 3);
    CHECK (entries[1].samplesHeard == 12'000);
    CHECK (entries[1].samplesReceived == 24'000);
    CHECK (entries[1].interrupted);
    CHECK (heardText (entries[1]) == "Once upon a time");
    CHECK (entries[2].playedBegin == 12'000);
    CHECK (entries[2].playedEnd == 18'000);
    CHECK (heardText (entries[2]) == "Yes?");
}

TEST_CASE ("Thoughts are kept apart from what was said (C55)")
{
    Evening evening;
    const auto& transcript = evening.conversation.session.transcript();
    REQUIRE (transcript.thoughts.size() == 1);
    CHECK (transcript.thoughts[0].text == "A story, then.");
    CHECK (transcript.thoughts[0].turn == 1);

    for (const auto& entry : transcript.entries)
        CHECK (entry.text.find ("then") == std::string::npos);
}

TEST_CASE (
    "A conversation that was kept is gone on with: the service is told what was heard, before anything else (C94)")
{
    GeminiOptions options;
    options.earlier = readTranscript (Evening().kept());
    Network later{ScriptedConversation (std::move (options))};
    later.conversation.handle (input::Text{"Go on"});
    later.conversation.begin();

    CHECK (later.lastSetup()["historyConfig"]["initialHistoryInClientContent"] == true);
    const auto contents = later.conversation.sentWith ("clientContent");
    REQUIRE (contents.size() == 2);
    REQUIRE (contents[0]["turns"].size() == 3);
    CHECK (contents[0]["turns"][2]["role"] == "user"); // a note: who has the last word is asked nothing
    CHECK (contents[0]["turns"][0]["role"] == "user");
    CHECK (contents[0]["turns"][1]["parts"][0]["text"] == "Once upon a time");
    CHECK (contents[0]["turnComplete"] == true);
    CHECK (contents[1]["turns"][0]["parts"][0]["text"] == "Go on");

    later.conversation.server (handleOne);
    later.lose();
    later.untilOpened (2);
    later.accept();
    CHECK_FALSE (later.lastSetup().contains ("historyConfig"));
    CHECK (later.conversation.sentWith ("clientContent").size() == 3); // the question that has no answer, again
}

TEST_CASE ("C94: a service that knows no historyConfig is told with the instruction what was said")
{
    constexpr auto unknownName =
        "Invalid JSON payload received. Unknown name \"historyConfig\" at 'setup': Cannot find field.";
    GeminiOptions options;
    options.setup.model = "gemini-3.1-flash-live-preview";
    options.setup.setSystemInstruction ("Be brief.");
    options.earlier = readTranscript (Evening().kept());
    Network later{ScriptedConversation (std::move (options))};
    auto& conversation = later.conversation;
    conversation.handle (input::Start{});
    conversation.handle (input::ConnectionOpened{});
    REQUIRE (later.lastSetup().contains ("historyConfig"));
    later.lose (1007, unknownName);
    REQUIRE (later.opened() == 2);

    SECTION ("and takes that")
    {
        later.accept();
        CHECK (conversation.session.state() == SessionState::ready);
        CHECK_FALSE (later.lastSetup().contains ("historyConfig"));
        CHECK (conversation.sentWith ("clientContent").empty());
        const auto parts = later.lastSetup()["systemInstruction"]["parts"];
        REQUIRE (parts.size() == 2);
        CHECK (parts[0]["text"] == "Be brief.");
        CHECK_THAT (parts[1]["text"].get<std::string>(),
                    Catch::Matchers::ContainsSubstring ("Person: Tell a story\nYou: Once upon a time\n"));
    }

    SECTION ("or refuses that as well: it is over")
    {
        conversation.handle (input::ConnectionOpened{});
        later.lose (1007, unknownName);
        CHECK (conversation.session.state() == SessionState::ended);
    }
}

TEST_CASE ("Of an earlier answer that is too long the service is told what was said last, in whole characters (C94)")
{
    auto kept = nlohmann::json::parse (Evening().kept());
    std::string story = "むかし";

    for (int i = 0; i < 5'000; ++i)
        story += "路面電車";

    kept["entries"][1]["text"] = story + "。";
    kept["entries"][1]["interrupted"] = false;
    GeminiOptions options;
    options.earlier = readTranscript (kept.dump());
    Network later{ScriptedConversation (std::move (options))};
    later.conversation.begin();

    const auto turns = later.conversation.sentWith ("clientContent").at (0)["turns"];
    REQUIRE (turns.size() == 2); // and the person's word that ends it
    CHECK (turns[1]["role"] == "user");
    const auto told = turns[0]["parts"][0]["text"].get<std::string>();
    CHECK (turns[0]["role"] == "model");
    CHECK (story.substr (story.size() - 300) + "。" == told.substr (told.size() - 303));
    CHECK (told.size() > 30'000);
    CHECK (told.size() <= 32 * 1024);
}

TEST_CASE ("Ids, turns, times and played samples of a conversation that is gone on with count on")
{
    GeminiOptions options;
    options.earlier = readTranscript (Evening().kept());
    ScriptedConversation later (std::move (options));
    later.begin();
    later.advance (Milliseconds (250));
    later.handle (input::Text{"Go on"});
    later.server (spoken ("The fox"));
    later.handle (input::PlayoutStopped{later.now, 2, {6'000, 0, false}});

    CHECK (later.told<TurnStarted>().at (0).turn == 2);
    const auto json = nlohmann::json::parse (toJsonText (later.session.transcript()))["entries"];
    REQUIRE (json.size() == 4);
    CHECK (json[0]["startSeconds"] == 1.0);
    CHECK (json[1]["endSeconds"] == 2.0);
    CHECK (json[2]["id"] == 3);
    CHECK (json[2]["startSeconds"] == 2.25);
    CHECK (json[3]["turn"] == 2);
    CHECK (json[3]["playedBegin"] == 12'000);
    CHECK (json[3]["playedEnd"] == 18'000);
    CHECK (json[1]["turn"] == 1);
    CHECK (json[1]["samplesHeard"] == 12'000);
}

TEST_CASE ("What is kept and read again is the same")
{
    const auto kept = Evening().kept();
    CHECK (toJsonText (readTranscript (kept)) == kept);
    CHECK (readTranscript (R"({"entries":[]})").entries.empty());
}

TEST_CASE ("What is no conversation is refused with its place, and nothing of it is taken")
{
    using Catch::Matchers::ContainsSubstring;
    const auto json = nlohmann::json::parse (Evening().kept());

    CHECK_THAT (refusal (json, "/entries/0/id", 7), ContainsSubstring ("1, 2, 3"));
    CHECK_THAT (refusal (json, "/entries/1/speaker", "dog"), ContainsSubstring ("entries[1].speaker"));
    CHECK_THAT (refusal (json, "/entries/1/startSeconds", -1), ContainsSubstring ("entries[1].startSeconds"));
    CHECK_THAT (refusal (json, "/entries/1/endSeconds", 1e300), ContainsSubstring ("entries[1].endSeconds"));
    CHECK_THAT (refusal (json, "/entries/1/text", 3), ContainsSubstring ("entries[1].text"));
    CHECK_THAT (refusal (json, "/entries/1/text", std::string (300'000, 'a')), ContainsSubstring ("256 kB"));
    CHECK_THAT (refusal (json, "/entries/1/turn", -1), ContainsSubstring ("entries[1].turn"));
    CHECK_THAT (refusal (json, "/entries/1/typed", "yes"), ContainsSubstring ("entries[1].typed"));
    CHECK_THAT (refusal (json, "/thoughts/0", nullptr), ContainsSubstring ("thoughts[0]"));
    CHECK_THAT (refusal (json, "/entries", "none"), ContainsSubstring ("entries must be a list"));
    CHECK_THROWS_AS (readTranscript ("{}"), std::invalid_argument);
    CHECK_THROWS_AS (readTranscript ("not json"), std::invalid_argument);
    CHECK (refusal (json, "/entries/1/text", "other") == "none");
}

TEST_CASE ("A history of nested brackets is refused, on a small stack")
{
    const auto refusal = [] (const std::string& text)
    {
        try
        {
            readTranscript (text);
        }
        catch (const std::invalid_argument& problem)
        {
            return std::string (problem.what());
        }

        return std::string ("taken");
    };

    onSmallStack (
        [&]
        {
            for (const auto& deep : deepValues())
                for (const auto* before : {R"({"entries":)", R"({"entries":[],"more":)", R"({"entries":[{"text":)"})
                    CHECK (refusal (before + deep + "}") ==
                           "This is no conversation to go on with: it is nested more than 100 deep.");
        });
}

TEST_CASE ("A history of a million values is read")
{
    constexpr std::uint64_t most = 60'000;
    Transcript transcript;

    for (std::uint64_t id = 1; id <= most; ++id)
    {
        TranscriptEntry entry;
        entry.id = id;
        entry.text = "Yes.";
        transcript.entries.push_back (entry);
        transcript.thoughts.push_back ({id, {}, "Yes?"});
    }

    const auto read = readTranscript (nlohmann::json::parse (toJsonText (transcript)).dump());
    CHECK (read.entries.size() == most);
    CHECK (read.thoughts.size() == most);
}

} // namespace parlando::testing
