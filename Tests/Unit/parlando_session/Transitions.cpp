#include "Watched.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>
#include <span>
#include <sstream>
#include <vector>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

std::string documentation()
{
    std::ifstream file (std::string (PARLANDO_FIXTURES) + "/../../docs/architecture.md");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

TEST_CASE ("The diagrams in the documentation are those of the tables")
{
    const auto text = documentation();

    for (const auto& diagram : {diagramOfSession(), diagramOfConnection()})
        if (text.find (diagram) == std::string::npos)
        {
            UNSCOPED_INFO ("docs/architecture.md needs:\n```mermaid\n" + diagram + "```");
            CHECK (text.find (diagram) != std::string::npos);
        }

    CHECK_THAT (text, ContainsSubstring ("stateDiagram-v2"));
}

TEST_CASE ("A session takes no way that is not in the table")
{
    auto state = SessionState::connecting;
    CHECK_THROWS_AS (enter (state, SessionState::ready), std::logic_error);
    CHECK (state == SessionState::connecting);
    enter (state, SessionState::settingUp);
    CHECK (state == SessionState::settingUp);

    auto connection = ConnectionState::replaced;
    CHECK_THROWS_AS (enter (connection, ConnectionState::opening), std::logic_error);
    enter (connection, ConnectionState::none);
    CHECK (connection == ConnectionState::none);
}

TEST_CASE ("Stop and failure end a session wherever it stands, and what comes afterwards changes nothing")
{
    const std::vector<std::function<void (ScriptedConversation&)>> steps{
        [] (auto&) {},
        [] (auto& conversation) { conversation.handle (input::Start{}); },
        [] (auto& conversation) { conversation.handle (input::ConnectionOpened{}); },
        [] (auto& conversation) { conversation.server (R"({"setupComplete":{}})"); },
        [] (auto& conversation) {
            conversation.handle (input::ConnectionClosed{{1006, {}, {}, false}});
        },
        [] (auto& conversation) { conversation.run (Milliseconds (2'000)); },
        [] (auto& conversation) { conversation.handle (input::ConnectionOpened{}); }};

    for (std::size_t reached = 0; reached < steps.size(); ++reached)
        for (const auto fails : {false, true})
        {
            CAPTURE (reached, fails);
            ScriptedConversation conversation;

            for (std::size_t i = 0; i <= reached; ++i)
                steps[i](conversation);

            const auto began = conversation.session.state() != SessionState::disconnected;

            if (fails)
                conversation.handle (input::Fail{"It broke."});
            else
                conversation.handle (input::Stop{});

            conversation.handle (input::ConnectionClosed{{1000, {}, {}, false}});
            CHECK (conversation.session.state() == (began ? SessionState::ended : SessionState::disconnected));
            CHECK (conversation.told<SessionEnded>().size() == (began ? 1 : 0));

            for (const auto& step : std::span (steps).subspan (2))
                step (conversation);

            conversation.handle (input::Text{"anyone?"});
            conversation.handle (input::Interrupt{});
            conversation.person (3, 1000);
            CHECK (conversation.session.state() == (began ? SessionState::ended : SessionState::disconnected));
        }
}

TEST_CASE ("Whatever happens to a session in whatever order, it takes ways of the table alone, and ends once")
{
    using Step = std::function<void (Watched&)>;
    const auto server = [] (const char* json) -> Step { return [json] (auto& it) { it.conversation.server (json); }; };
    const auto agent = [] (double (*sample) (int)) -> Step { return [sample] (auto& it) { it.agent (1200, sample); }; };
    const auto finish = [] (bool endsConversation) -> Step
    {
        return [endsConversation] (auto& it)
        {
            auto& calls = it.conversation.calls;

            if (! calls.empty())
                it.conversation.handle (
                    input::ToolFinished{{calls.back().id, calls.back().name, 1, false, endsConversation}});
        };
    };
    const auto lose = [] (int code) -> Step { return [code] (auto& it) { it.lose (code, "why"); }; };
    const auto pass = [] (Milliseconds time) -> Step { return [time] (auto& it) { it.conversation.run (time); }; };

    const auto call = server (R"({"toolCall":{"functionCalls":[{"id":"a","name":"stop_conversation"}]}})");

    const std::vector<Step> steps{server (R"({"setupComplete":{}})"),
                                  server (handleOne),
                                  server (R"({"goAway":{"timeLeft":"2s"}})"),
                                  call,
                                  server (turnComplete),
                                  server (R"({"serverContent":{"generationComplete":true}})"),
                                  server (R"({"serverContent":{"interrupted":true}})"),
                                  server (R"({"serverContent":{"outputTranscription":{"text":"Once"}}})"),
                                  server ("no JSON"),
                                  agent ([] (int i) -> double { return i % 2; }),
                                  agent ([] (int i) { return 8000.0 * std::sin (0.05 * i); }),
                                  agent (voice),
                                  finish (false),
                                  finish (true),
                                  lose (1000),
                                  lose (1006),
                                  lose (1007),
                                  lose (1011),
                                  pass (Milliseconds (100)),
                                  pass (Milliseconds (3'000)),
                                  pass (Milliseconds (15'000)),
                                  [] (auto& it) { it.type ("Hello"); },
                                  [] (auto& it) { it.speak ("Hello"); },
                                  [] (auto& it) { it.conversation.handle (input::Interrupt{}); },
                                  [] (auto& it) { it.conversation.handle (input::ConnectionOpened{}); },
                                  [] (auto& it)
                                  { it.conversation.unsent = it.conversation.unsent == 0 ? 64u << 20 : 0; },
                                  [] (auto& it)
                                  {
                                      Setup other = modelThatMustAnswer().setup;
                                      other.generationConfig.temperature = it.conversation.opened % 2 == 0 ? 0.5 : 1.5;
                                      it.conversation.handle (staged (std::move (other)));
                                  }};

    for (unsigned seed = 0; seed < 100; ++seed)
    {
        CAPTURE (seed);
        std::mt19937 random (seed);
        Watched watched;

        // Few kinds each time, again and again: what takes several of one to happen happens.
        std::vector<Step> chosen;
        std::sample (steps.begin(), steps.end(), std::back_inserter (chosen), 4, random);

        // A farewell needs two that chance seldom brings together.
        if (seed % 2 == 1)
            chosen.insert (chosen.end(), {call, finish (true)});

        for (int i = 0; i < 40; ++i)
            chosen[random() % chosen.size()](watched);

        watched.conversation.handle (input::Stop{});
        watched.lose (1000);
        CHECK (watched.conversation.session.state() == SessionState::ended);
        CHECK (watched.conversation.told<SessionEnded>().size() == 1);
    }
}
