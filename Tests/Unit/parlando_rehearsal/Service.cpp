#include "EarsModel.h"

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <condition_variable>
#include <filesystem>
#include <thread>

using namespace parlando;
using parlando::test::hasModel;
using Json = nlohmann::json;

namespace
{
const std::string path = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";

// A client on a thread of its own: sends the setup, then what it is told, and keeps what comes.
class Client final : WebSocketTransport::Listener
{
public:
    explicit Client (const std::string& url, std::string key = {})
    {
        loop.post (
            [this, url, key = std::move (key)]
            {
                ConnectRequest request;
                request.url = url;
                if (! key.empty())
                    request.headers.emplace_back ("x-goog-api-key", key);
                transport.open (request, *this);
            });
        thread = std::thread ([this] { loop.run(); });
    }
    ~Client() override
    {
        loop.stop();
        thread.join();
    }

    void send (const Json& message)
    {
        loop.post ([this, text = message.dump()] { transport.send (text); });
    }
    void close()
    {
        loop.post ([this] { transport.close (1000, ""); });
    }

    template <typename Condition>
    void wait (Condition condition)
    {
        std::unique_lock lock (mutex);
        REQUIRE (changed.wait_for (lock, std::chrono::seconds (30), [&] { return condition (*this); }));
    }

    std::vector<Json> messages;
    std::optional<CloseReport> closed;

private:
    void transportOpened() override
    {
        transport.send (R"({"setup": {"model": "models/gemini-3.8-live", "outputAudioTranscription": {}}})");
    }
    void transportReceived (std::string_view message, Instant) override
    {
        const std::lock_guard lock (mutex);
        messages.push_back (Json::parse (message));
        changed.notify_all();
    }
    void transportClosed (const CloseReport& report) override
    {
        const std::lock_guard lock (mutex);
        closed = report;
        changed.notify_all();
    }

    std::mutex mutex;
    std::condition_variable changed;
    EventLoop loop;
    BeastTransport transport{loop};
    std::thread thread;
};

bool hasTurnEnd (const Client& client)
{
    for (const auto& message : client.messages)
        if (message.contains ("serverContent") && message["serverContent"].contains ("turnComplete"))
            return true;
    return false;
}
} // namespace

TEST_CASE ("The service answers a client and counts what it received")
{
    if (! hasModel())
        SKIP ("pocketsphinx-en-us is not installed");
    RehearsalService service ({});
    {
        Client client (service.url() + path);
        client.wait ([] (const Client& c) { return ! c.messages.empty(); });
        CHECK (client.messages[0] == Json{{"setupComplete", Json::object()}});
        const std::vector<std::int16_t> silence (1600);
        client.send ({{"realtimeInput",
                       {{"audio", {{"mimeType", "audio/pcm;rate=16000"}, {"data", samplesToBase64 (silence)}}}}}});
        client.send ({{"realtimeInput", {{"text", "hello"}}}});
        client.wait (hasTurnEnd);
        client.close();
        client.wait ([] (const Client& c) { return c.closed.has_value(); });
        CHECK (client.closed->code == 1000);
    }
    const auto counters = service.counters();
    REQUIRE (counters.size() == 1);
    CHECK (counters[0].receivedMessages == 3);
    CHECK (counters[0].receivedAudioSamples == 1600);
    CHECK (counters[0].sentMessages > 20);
}

TEST_CASE ("A service that wants a key closes on another, and never logs either")
{
    if (! hasModel())
        SKIP ("pocketsphinx-en-us is not installed");
    std::mutex mutex;
    std::string log;
    RehearsalService::Options options;
    options.requiredKey = "the-right-one";
    options.log = [&] (const std::string& line)
    {
        const std::lock_guard lock (mutex);
        log += line + "\n";
    };
    {
        RehearsalService service (options);
        Client wrong (service.url() + path + "?key=the-wrong-one");
        wrong.wait ([] (const Client& c) { return c.closed.has_value(); });
        CHECK (wrong.closed->code == 1007);
        CHECK (wrong.closed->reason == "API key not valid. Please pass a valid API key.");
        Client none (service.url() + path);
        none.wait ([] (const Client& c) { return c.closed.has_value(); });
        CHECK (none.closed->code == 1008);
        Client right (service.url() + "/" + path, "the-right-one");
        right.wait ([] (const Client& c) { return ! c.messages.empty(); });
        Client astray (service.url() + "/elsewhere?key=the-right-one");
        astray.wait ([] (const Client& c) { return c.closed.has_value(); });
        CHECK (astray.closed->httpStatus == 404);
    }
    CHECK (log.find ("refused") != std::string::npos);
    CHECK (log.find ("-one") == std::string::npos);
}

TEST_CASE ("A credential is found wherever a client may put it")
{
    const auto [target, header, value, credential] =
        GENERATE (Catch::Generators::table<const char*, const char*, const char*, const char*> (
            {{"", "x-goog-api-key", "abc", "abc"},
             {"?key=abc", "", "", "abc"},
             {"?alt=json&key=a%2Fb", "", "", "a/b"},
             {"Constrained?access_token=auth_tokens/x", "", "", "auth_tokens/x"},
             {"Constrained", "authorization", "Token auth_tokens/x", "auth_tokens/x"},
             {"?monkey=abc", "", "", ""}}));
    LoopbackServer::Request request;
    request.target = path + target;
    request.headers[header] = value;
    const auto access = RehearsalAccess::read (request);
    CHECK (access.apiVersion == "v1beta");
    CHECK (access.credential == credential);
    CHECK (access.check ("").has_value() == std::string (credential).empty());
    CHECK_FALSE (access.check (std::nullopt).has_value());
}
