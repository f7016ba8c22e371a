// What a session makes of closes: by the texts of the real service, before and after it was ready.

#include "Network.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

using namespace parlando;
using namespace std::chrono_literals;
using namespace parlando::testing;

namespace
{

struct Close
{
    int code = 0;
    std::string reason;
};

/** The recorded close whose text holds `words`. */
Close recorded (const std::string& words)
{
    std::ifstream file (std::string (PARLANDO_FIXTURES) + "/recorded/closes.jsonl");
    std::vector<Close> found;

    for (std::string line; std::getline (file, line);)
    {
        const auto close = nlohmann::json::parse (line)["json"]["close"];

        if (const auto reason = close["reason"].get<std::string>(); reason.find (words) != std::string::npos)
            found.push_back ({close["code"].get<int>(), reason});
    }

    REQUIRE (found.size() == 1);
    return found[0];
}

void lose (Network& network, const Close& close) { network.lose (close.code, close.reason); }

/** A session that was ready a while ago, and can be resumed. */
struct Ready : Network
{
    Ready()
    {
        conversation.begin();
        conversation.server (handleOne);
        conversation.run (40s);
    }

    SessionState state() const { return conversation.session.state(); }
    std::string error() const { return conversation.told<SessionEnded>().at (0).error; }
};

struct NeverReady : Network
{
    NeverReady()
    {
        conversation.handle (input::Start{});
        conversation.handle (input::ConnectionOpened{});
    }

    std::string errorAfter (const Close& close)
    {
        lose (close.code, close.reason);
        REQUIRE (conversation.session.state() == SessionState::ended);
        CHECK (opened() == 1);
        CHECK (conversation.told<SessionEnded>().size() == 1);
        CHECK (conversation.told<SessionEnded>()[0].closeCode == close.code);
        CHECK (conversation.told<SessionEnded>()[0].closeReason == close.reason);
        return conversation.told<SessionEnded>()[0].error;
    }
};

bool holds (const std::string& text, const std::string& words) { return text.find (words) != std::string::npos; }

std::string withoutStop (const std::string& words) { return words.substr (0, words.find_last_not_of ('.') + 1); }

} // namespace

TEST_CASE ("C96, C97: an idle connection's end and the limit's resume with the handle, and nobody is told of an error")
{
    const auto* const words =
        GENERATE ("The operation was aborted.", "after receiving a GoAway signal", "The operation was cancelled.");
    Ready network;
    lose (network, recorded (words));
    CHECK (network.opened() == 2);
    network.accept();
    CHECK (network.lastSetup()["sessionResumption"]["handle"] == "one");
    CHECK (network.state() == SessionState::ready);
    REQUIRE (network.conversation.told<SessionReconnecting>().size() == 1);
    CHECK (network.conversation.told<SessionReconnecting>()[0].error.empty());
    CHECK (network.conversation.told<SessionWarning>().empty());
}

TEST_CASE ("C72, C97: a close at the limit is known by half of its text, and its words are reported all the same")
{
    Ready network;
    network.lose (1008, "CONNECTION ABORTED because the client failed to close the connec");
    network.accept();
    CHECK (network.lastSetup()["sessionResumption"]["handle"] == "one");
    CHECK (network.conversation.told<SessionReconnecting>()[0].error.empty());
    CHECK (network.conversation.told<SessionReconnecting>()[0].closeCode == 1008);
    CHECK (holds (network.conversation.told<SessionReconnecting>()[0].closeReason, "CONNECTION ABORTED"));
}

TEST_CASE ("C97: the service's own faults at the limit and near tools resume, in words")
{
    const auto* const words = GENERATE ("StartStep status", "Failed to run inference", "Internal error encountered.");
    Ready network;
    lose (network, recorded (words));
    network.untilOpened (2);
    network.accept();
    CHECK (network.lastSetup()["sessionResumption"]["handle"] == "one");
    CHECK (holds (network.conversation.told<SessionReconnecting>()[0].error, withoutStop (words)));
}

TEST_CASE ("C97: a normal close is the connection's end and not the session's, also without a handle")
{
    const auto code = GENERATE (1000, 1001);
    const auto hasHandle = GENERATE (false, true);
    Network network;
    network.conversation.begin();

    if (hasHandle)
        network.conversation.server (handleOne);

    network.conversation.run (40s);
    network.lose (code);
    network.untilOpened (2);
    network.accept();
    REQUIRE (network.conversation.told<SessionResumed>().size() == 1);
    CHECK (network.conversation.told<SessionResumed>()[0].contextKept == hasHandle);
    CHECK (network.conversation.told<SessionReconnecting>()[0].error.empty());
}

TEST_CASE ("C98: an unknown 1008 resumes a connection that was ready, and is fatal with its text on one that never was")
{
    const auto* const words = GENERATE ("Voice stream was reset.", "Policy check 17 failed.", "");
    Ready ready;
    ready.lose (1008, words);
    CHECK (ready.opened() == 2);
    ready.accept();
    CHECK (ready.lastSetup()["sessionResumption"]["handle"] == "one");

    NeverReady never;
    CHECK (holds (never.errorAfter ({1008, words}), withoutStop (words)));
}

TEST_CASE ("C26, C68: what refuses a setup ends the attempt, with the service's words and what to do")
{
    const auto [words, named] = GENERATE (
        Catch::Generators::table<const char*, const char*> ({{"API key not valid", "check the key"},
                                                             {"unregistered callers", "give a key"},
                                                             {"models/no-such-model", "check the model's name"},
                                                             {"bogusField", "misspelled or misplaced"},
                                                             {"proactivity", "proactivity"},
                                                             {"transparent", "transparent"},
                                                             {"invalid argument", "a value of the setup is wrong"},
                                                             {"Precondition check failed", "does not have a feature"},
                                                             {"Thinking level is not", "thinking settings"},
                                                             {"Thinking level must", "thinking settings"},
                                                             {"Thinking level MINIMAL", "MINIMAL"},
                                                             {"BLOCKING function calls", "NON_BLOCKING"},
                                                             {"(TEXT)", "audio as the one response modality"},
                                                             {"Unsupported language code", "another language"},
                                                             {"used too many times", "make a new token"}}));
    const auto close = recorded (words);
    NeverReady network;
    const auto error = network.errorAfter (close);
    CAPTURE (error);
    CHECK (holds (error, named));
    CHECK (holds (error, withoutStop (close.reason)));
}

TEST_CASE ("C26: a close of 1000 before the setup was taken names the model, the key's access to it and the region")
{
    NeverReady network;
    const auto error = network.errorAfter ({1000, ""});
    CHECK (holds (error, "gemini-3.8-live"));
    CHECK (holds (error, "key"));
    CHECK (holds (error, "region"));
}

TEST_CASE ("C99: a token that is used up ends the session, asks for a new one and is not tried again")
{
    Ready network;
    network.lose();
    network.conversation.handle (input::ConnectionOpened{});
    lose (network, recorded ("used too many times"));
    CHECK (network.state() == SessionState::ended);
    CHECK (holds (network.error(), "make a new token"));
    network.conversation.run (1min);
    CHECK (network.opened() == 2);
}

TEST_CASE ("A setup's value that is found wrong once the connection was ready is tried on a new session, once")
{
    const auto* const words = GENERATE ("invalid argument", "Precondition check failed");
    Ready network;
    lose (network, recorded (words));
    network.untilOpened (2);
    network.accept();
    CHECK (network.lastSetup()["sessionResumption"] == nlohmann::json::object());
    CHECK_FALSE (network.conversation.told<SessionResumed>()[0].contextKept);
    network.conversation.run (1s);
    lose (network, recorded (words));
    CHECK (network.state() == SessionState::ended);
    CHECK (holds (network.error(), recorded (words).reason.substr (0, 20)));
}

TEST_CASE ("A context that is exhausted every hour is begun anew every hour")
{
    Ready network;

    for (std::size_t hour = 0; hour < 5; ++hour)
    {
        lose (network, recorded ("invalid argument"));
        network.untilOpened (hour + 2);
        network.accept();
        network.conversation.run (60min);
    }

    CHECK (network.state() == SessionState::ready);
}

TEST_CASE ("A handle that the service does not know is given up for a new session, as often as that comes to pass")
{
    Ready network;

    for (std::size_t time = 0; time < 3; ++time)
    {
        network.lose();
        network.untilOpened (network.opened() + (time == 0 ? 0 : 1));
        network.conversation.handle (input::ConnectionOpened{});
        lose (network, recorded ("session not found"));
        network.untilOpened (network.opened() + 1);
        network.accept();
        CHECK (network.lastSetup()["sessionResumption"] == nlohmann::json::object());
        network.conversation.server (handleOne);
        network.conversation.run (10s);
    }

    CHECK (network.state() == SessionState::ready);
}

TEST_CASE ("A service that knows no turn to complete is resumed and not nudged so again")
{
    GeminiOptions options;
    options.setup.model = "gemini-2.5-flash-native-audio-preview-12-2025";
    Network network{ScriptedConversation (options)};
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    const nlohmann::json nudge{{"turnComplete", true}};
    const auto nudges = [&]
    {
        const auto sent = conversation.sentWith ("clientContent");
        return std::count (sent.begin(), sent.end(), nudge);
    };
    conversation.handle (input::Text{"Hello?"});
    conversation.run (4'100ms);
    const auto before = nudges();
    lose (network, recorded ("No turn to complete"));
    CHECK (conversation.session.state() == SessionState::reconnecting);
    network.untilOpened (2);
    network.accept();
    conversation.run (9s);
    CHECK (nudges() == before);
}

TEST_CASE ("C100: the third close with the same words right after ready ends the session with them, within 30 s")
{
    const auto [code, reason] = GENERATE (
        Catch::Generators::table<int, const char*> ({{1007, "Request trace id: 4f2a99, [ORIGINAL ERROR] generic::odd"},
                                                     {1008, "The operation was aborted."},
                                                     {1008, "Nobody knows this text"},
                                                     {1011, "Internal error encountered."},
                                                     {1011, "The service is currently unavailable."},
                                                     {1000, ""}}));
    const auto life = GENERATE (0ms, 4'500ms);
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    const auto began = conversation.now;

    for (std::size_t number = 1; conversation.session.state() != SessionState::ended && number < 10; ++number)
    {
        network.untilOpened (number);

        if (number > 1)
            network.accept();

        conversation.run (life);
        network.lose (code, reason);
    }

    CHECK (network.opened() == 3);
    CHECK (conversation.now - began < 30s);
    REQUIRE (conversation.told<SessionEnded>().size() == 1);
    CHECK (conversation.told<SessionEnded>()[0].reason == EndReason::failed);
    CHECK (holds (conversation.told<SessionEnded>()[0].error, *reason == 0 ? "1000" : std::string (reason, 12)));
}

TEST_CASE ("C100: a service that refuses the first word each time, however late that comes, ends the session as well")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();

    for (std::size_t number = 1; conversation.session.state() != SessionState::ended && number < 10; ++number)
    {
        network.untilOpened (number);

        if (number > 1)
            network.accept();

        conversation.run (50s);
        conversation.person (10, 8000);
        network.lose (1007, "Request contains an invalid argument.");
    }

    CHECK (network.opened() <= 3);
    CHECK (holds (conversation.told<SessionEnded>().at (0).error, "invalid argument"));
}

TEST_CASE ("C100: closes with other words, later ones and lost connections are tried on as C69 says")
{
    const auto kind = GENERATE (0, 1, 2);
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);

    for (std::size_t number = 1; number < 6; ++number)
    {
        network.untilOpened (number);

        if (number > 1)
            network.accept();

        conversation.run (kind == 1 ? 6s : 1s);

        if (kind == 2)
            network.lose();
        else
            network.lose (1008, kind == 0 && number % 2 == 0 ? "Some words" : "Other words");
    }

    CHECK (conversation.session.state() == SessionState::reconnecting);
}

TEST_CASE ("C123: a handle that comes unasked is kept, and a drop before the first gives a new session, in words")
{
    GeminiOptions options;
    options.setup.model = "gemini-3.1-flash-live-preview";
    Network network{ScriptedConversation (options)};
    auto& conversation = network.conversation;
    conversation.begin();
    network.lose();
    network.accept();
    CHECK (network.lastSetup()["sessionResumption"] == nlohmann::json::object());
    CHECK_FALSE (conversation.told<SessionResumed>().at (0).contextKept);

    conversation.server (handleOne);
    conversation.run (40s);
    network.lose();
    network.accept();
    CHECK (network.lastSetup()["sessionResumption"]["handle"] == "one");
    CHECK (conversation.told<SessionResumed>().at (1).contextKept);
}
