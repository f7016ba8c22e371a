// What the conversation's driver does with a network that fails at any of its steps.

#include "Support/VirtualService.h"
#include "Support/VirtualStudio.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace parlando;
using namespace parlando::testing;
using Failure = VirtualTransport::Failure;

namespace
{

/** Answers "reckon" by way of a tool, says goAway before it answers "move on", and answers all else at once. */
class Answering
{
public:
    explicit Answering (VirtualTime& time)
        : service (
              time,
              [] (auto& connection, const auto&)
              { connection.sendBinary (R"({"sessionResumptionUpdate":{"newHandle":"one","resumable":true}})"); },
              [this] (auto& connection, const auto& message) { take (connection, message); })
    {
    }

    static constexpr std::size_t answerLength = 12'000; // samples

    VirtualService service;

private:
    void take (ServiceScript::Connection& connection, const nlohmann::json& message)
    {
        const auto text = message.dump();

        if (message.contains ("toolResponse"))
            return answer (connection);

        if (message.contains ("realtimeInput") && ! message["realtimeInput"].contains ("text"))
            return;

        if (text.find ("reckon") != std::string::npos)
            return connection.sendBinary (R"({"toolCall":{"functionCalls":[{"id":"call-)" + std::to_string (++calls) +
                                          R"(","name":"calculator","args":{"expression":"6*7"}}]}})");

        if (text.find ("move on") != std::string::npos)
            connection.sendBinary (R"({"goAway":{"timeLeft":"10s"}})");

        answer (connection);
    }

    static void answer (ServiceScript::Connection& connection)
    {
        connection.sendBinary (ServiceScript::audio (std::vector<std::int16_t> (answerLength, 8'000)));
        connection.sendBinary (ServiceScript::content ("generationComplete"));
        connection.sendBinary (ServiceScript::content ("turnComplete"));
    }

    int calls = 0;
};

ConversationOptions withCalculator()
{
    ToolRegistry tools;
    tools.add (makeBuiltInTool ("calculator"));
    return VirtualStudio::options (std::move (tools));
}

/** A conversation with all that a transport is asked for: three requests, a tool call, a hand-over, and another voice.
    None of the requests vanishes without a word. False where it ended before. */
bool converse (VirtualStudio& studio)
{
    constexpr Milliseconds patience (180'000);
    studio.agent.audio().setMicrophoneMuted (true);
    const auto ended = [&] { return ! studio.told<SessionEnded>().empty(); };
    const auto heard = [&]
    {
        std::uint64_t samples = 0;

        for (const auto& turn : studio.agent.report().turns)
            samples += turn.samplesHeard;

        return samples;
    };

    for (const std::string words : {"reckon", "move on", "and then?"})
    {
        const auto before = heard();
        const auto warnings = studio.told<SessionWarning>().size();
        studio.agent.sendText (words);
        INFO ("asked: " << words);
        const auto isAnswered = [&]
        {
            return (heard() >= before + Answering::answerLength && ! studio.agent.isSpeaking()) ||
                   studio.told<SessionWarning>().size() > warnings; // or the person is told to ask again
        };
        REQUIRE (studio.until ([&] { return ended() || isAnswered(); }, 0.0f, patience));

        if (ended())
            return false;

        studio.pass (Milliseconds (2'000)); // the gap in which a connection is replaced
    }

    auto options = withCalculator();
    options.agent.voice = "Puck";
    studio.agent.stage (options.agent, options.tools);
    studio.pass (Milliseconds (2'000));
    REQUIRE (studio.until (
        [&] { return ended() || (! studio.agent.hasStaged() && studio.agent.state() == SessionState::ready); }, 0.0f,
        patience));
    return ! ended();
}

} // namespace

TEST_CASE ("A network that fails at any one step: the conversation goes on, or ends with a sentence")
{
    const auto how = GENERATE (Failure::breaks, Failure::hangs);
    int goneOn = 0, step = 0;

    for (auto wasReached = true; wasReached;)
    {
        VirtualTime time;
        Answering answering (time);
        VirtualStudio studio (time, answering.service.server, withCalculator());
        studio.agent.connect();
        studio.agent.transport().failAt (++step, how);
        INFO ((how == Failure::breaks ? "breaks" : "hangs") << " at step " << step);

        const auto isGoingOn = converse (studio);
        wasReached = studio.agent.transport().steps() >= step;
        const auto wasReady = ! studio.told<SessionReady>().empty();
        CHECK (isGoingOn == wasReady); // once ready, it outlives its connections
        goneOn += isGoingOn ? 1 : 0;

        // What was not to fail took all of it: a hand-over, and another for the voice.
        if (! wasReached)
            CHECK (studio.agent.report().connections.size() == 3);

        studio.agent.disconnect();
        REQUIRE (studio.until ([&] { return ! studio.agent.isRunning(); }, 0.0f, Milliseconds (3'000)));
        REQUIRE (studio.told<SessionEnded>().size() == 1);
        CHECK (studio.told<SessionEnded>()[0].error.empty() == isGoingOn);
    }

    CHECK (goneOn == step - 4); // to connect, to stand, to send the setup, to be ready
}
