#include "ScriptedConversation.h"

#include "Support/Text.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

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
