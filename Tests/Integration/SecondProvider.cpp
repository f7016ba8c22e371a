// A service of another kind, behind the same seam: whatever the product does with one it does with the other.

#include "Aviary.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;

TEST_CASE ("A service of another kind is spoken to in its own words, and heard at its own rate")
{
    Aviary aviary;
    auto& studio = aviary.studio;
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("Pretty Polly");
    REQUIRE (aviary.isAnswered (1));

    CHECK (aviary.bird.linesWith ("SAY") == std::vector<std::string>{"Pretty Polly"});
    const auto transcript = studio.agent.transcript();
    REQUIRE (transcript.entries.size() == 2);
    CHECK (transcript.entries[0].text == "Pretty Polly");
    CHECK (heardText (transcript.entries[1]) == "Pretty Polly");

    const auto report = studio.agent.report();
    REQUIRE (report.turns.size() == 1);
    CHECK (report.turns[0].sampleRate == 48'000);
    CHECK (report.turns[0].samplesReceived == 9'600);
    CHECK (report.turns[0].samplesHeard == 9'600);
    CHECK (report.usage.total == 7);
}

TEST_CASE ("The microphone leaves at the rate of its service, and comes back from a parrot as it was")
{
    Aviary aviary;
    auto& studio = aviary.studio;
    REQUIRE (studio.untilReady());
    const auto before = studio.agent.report().microphoneSamplesCaptured;
    studio.until ([&, end = aviary.time.now() + 2s] { return aviary.time.now() >= end; }, 0.25f);
    const auto captured = studio.agent.report().microphoneSamplesCaptured - before;
    CHECK (captured >= 47'500);
    CHECK (captured <= 48'500);
    CHECK (studio.agent.report().microphoneRate == 24'000);

    // A second without a frame is a pause.
    studio.heard.clear();
    studio.agent.audio().setMicrophoneMuted (true);
    REQUIRE (aviary.isAnswered (1));
    CHECK (aviary.bird.samplesHeard() >= captured);
    const auto loud = std::count_if (studio.heard.begin(), studio.heard.end(),
                                     [] (float value) { return std::abs (value - 0.25f) < 0.01f; });
    CHECK (loud > 90'000); // of 2 s at 48 kHz
}

TEST_CASE ("A service of another kind calls tools, and is told their outcome")
{
    FunctionDeclaration count;
    count.name = "count";
    ToolRegistry tools;
    tools.add (makeTool (count, [] (const nlohmann::json&) { return 42; }));
    Aviary aviary (withParrot (tools));
    auto& studio = aviary.studio;
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("use count");
    REQUIRE (aviary.isAnswered (1));

    CHECK_THAT (aviary.bird.linesWith ("HELLO").front(), ContainsSubstring (R"("tools":["count"])"));
    const auto answered = studio.told<ToolAnswered>();
    REQUIRE (answered.size() == 1);
    CHECK (answered[0].name == "count");
    CHECK_THAT (aviary.bird.linesWith ("RESULT").front(), ContainsSubstring ("42"));
}

TEST_CASE ("A service of another kind is interrupted in its own words")
{
    Aviary aviary;
    aviary.bird.holdReplies (true);
    auto& studio = aviary.studio;
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("one two three four five six seven eight nine ten");
    REQUIRE (studio.until ([&] { return studio.agent.isSpeaking(); }));
    studio.pass (300ms);
    studio.agent.interrupt();
    REQUIRE (aviary.isAnswered (1));

    CHECK (aviary.bird.linesWith ("SHUSH").size() == 1);
    const auto report = studio.agent.report();
    CHECK (report.turns[0].samplesHeard < report.turns[0].samplesReceived);
    CHECK (aviary.bird.linesWith ("UPTO") ==
           std::vector<std::string>{"1 " + std::to_string (report.turns[0].samplesHeard)});
}

TEST_CASE ("A connection is replaced at the age that its service has, and the next one is told what was said")
{
    Aviary aviary;
    auto& studio = aviary.studio;
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("Remember me");
    REQUIRE (aviary.isAnswered (1));
    studio.pass (58s);
    CHECK (studio.told<SessionReconnecting>().empty());
    studio.pass (10s);

    CHECK (studio.told<SessionReconnecting>().size() == 1);
    CHECK (studio.agent.state() == SessionState::ready);
    CHECK (aviary.bird.linesWith ("HELLO").size() == 2);
    CHECK (aviary.bird.linesWith ("EARLIER") == std::vector<std::string>{"P Remember me", "A Remember me"});
}

TEST_CASE ("What a service takes on the connection that stands is told there, and another model on another connection")
{
    Aviary aviary;
    auto& studio = aviary.studio;
    REQUIRE (studio.untilReady());
    studio.agent.sendText ("Hello");
    REQUIRE (aviary.isAnswered (1));

    AgentDefinition changed;
    changed.voice = "Kaspar";
    changed.own = {{"feathers", "green"}};
    studio.agent.stage (changed, {});
    studio.pass (6s);
    const auto changes = aviary.bird.linesWith ("CHANGE");
    REQUIRE (changes.size() == 1);
    CHECK_THAT (changes[0], ContainsSubstring ("Kaspar") && ContainsSubstring ("green"));
    CHECK (aviary.bird.linesWith ("HELLO").size() == 1);

    changed.model = "macaw";
    studio.agent.stage (changed, {});
    studio.pass (6s);
    const auto hellos = aviary.bird.linesWith ("HELLO");
    REQUIRE (hellos.size() == 2);
    CHECK_THAT (hellos[1], ContainsSubstring ("macaw"));
    CHECK (aviary.bird.linesWith ("EARLIER").size() == 2);
}

TEST_CASE ("A definition that a service cannot read is refused in a running conversation, which goes on")
{
    Aviary aviary;
    auto& studio = aviary.studio;
    REQUIRE (studio.untilReady());
    AgentDefinition wrong;
    wrong.own = {"no", "object"};
    studio.agent.stage (wrong, {});
    studio.pass (3s);
    const auto changes = studio.told<SetupChange>();
    REQUIRE (changes.size() == 1);
    CHECK (changes[0].step == SetupChange::Step::refused);
    CHECK_THAT (changes[0].error, ContainsSubstring ("must be a JSON object"));
    studio.agent.sendText ("Still there?");
    CHECK (aviary.isAnswered (1));
}

TEST_CASE (
    "A refusal is explained with the advice of its provider, and what is no message of the service with its words")
{
    Aviary aviary;

    SECTION ("a close")
    {
        aviary.bird.refuseWith (4003, "No cracker");
        aviary.studio.agent.connect();
        REQUIRE (aviary.studio.untilEnded());
        const auto ended = aviary.studio.told<SessionEnded>();
        REQUIRE (ended.size() == 1);
        CHECK (ended[0].error == "The service closed the connection (4003): No cracker; bring a cracker.");
    }

    SECTION ("another language")
    {
        REQUIRE (aviary.studio.untilReady());
        aviary.server.post ([&] { aviary.server.find (1)->sendText (R"({"serverContent":{}})"); });
        aviary.studio.pass (100ms);
        const auto warnings = aviary.studio.told<SessionWarning>();
        REQUIRE (warnings.size() == 1);
        CHECK_THAT (warnings[0].text, ContainsSubstring ("a parrot does not speak like that"));
    }
}

namespace
{

/** A studio with a parrot that says nothing of what it is told. */
struct SilentAviary : Aviary
{
    SilentAviary() : Aviary (unacknowledged()) { bird.acknowledgesNothing(); }

    static ConversationOptions unacknowledged()
    {
        auto options = withParrot();
        options.provider = parrot (false);
        return options;
    }
};

} // namespace

TEST_CASE ("A service that acknowledges nothing is presumed to be ready, and talks")
{
    SilentAviary aviary;
    REQUIRE (aviary.studio.untilReady());
    aviary.studio.agent.sendText ("Hello");
    REQUIRE (aviary.isAnswered (1));
    CHECK (aviary.bird.linesWith ("HELLO").size() == 1);
}

TEST_CASE ("A close soon after a presumed start is a refusal, and one later is not")
{
    SilentAviary aviary;
    auto& studio = aviary.studio;

    SECTION ("of the first definition")
    {
        aviary.bird.refuseWith (4003, "No cracker");
        studio.agent.connect();
        REQUIRE (studio.untilEnded());
        CHECK_THAT (studio.told<SessionEnded>().at (0).error, ContainsSubstring ("bring a cracker"));
        CHECK (aviary.bird.linesWith ("HELLO").size() == 1);
    }

    SECTION ("of a staged one, which is put back")
    {
        REQUIRE (studio.untilReady());
        studio.agent.sendText ("Hello");
        REQUIRE (aviary.isAnswered (1));
        aviary.bird.refuseWith (4000, "What bird is that", "dodo");
        AgentDefinition extinct;
        extinct.model = "dodo";
        studio.agent.stage (extinct, {});
        studio.pass (10s);
        const auto changes = studio.told<SetupChange>();
        REQUIRE (changes.size() == 2);
        CHECK (changes[1].step == SetupChange::Step::refused);
        CHECK (studio.agent.state() == SessionState::ready);
        studio.agent.sendText ("Still there?");
        CHECK (aviary.isAnswered (2));
    }

    SECTION ("none, after three seconds")
    {
        REQUIRE (studio.untilReady());
        studio.pass (4s);
        aviary.server.post ([&] { aviary.server.find (1)->close (4000, "off"); });
        studio.pass (1s);
        CHECK (studio.agent.state() == SessionState::ready);
        CHECK (aviary.bird.linesWith ("HELLO").size() == 2);
    }
}

TEST_CASE ("What a message of the service asks for at once is sent at once")
{
    Aviary aviary;
    REQUIRE (aviary.studio.untilReady());
    aviary.server.post ([&] { aviary.server.find (1)->sendText ("PING abc"); });
    aviary.studio.pass (100ms);
    CHECK (aviary.bird.linesWith ("PONG") == std::vector<std::string>{"abc"});
    CHECK (aviary.studio.told<SessionWarning>().empty());
}

TEST_CASE ("What a provider leaves out of a definition is told once")
{
    auto options = withParrot();
    options.agent.temperature = 0.7;
    Aviary aviary (options);
    REQUIRE (aviary.studio.untilReady());
    const auto warnings = aviary.studio.told<SessionWarning>();
    REQUIRE (warnings.size() == 1);
    CHECK_THAT (warnings[0].text, ContainsSubstring ("no temperature"));
}
