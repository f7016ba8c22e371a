// A day with a service that sends as much as it can of everything.

#include "Support/ServiceScript.h"
#include "Support/VirtualServer.h"
#include "Support/VirtualStudio.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdio>
#include <optional>
#include <thread>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

/** Memory that is given out, where that can be known. */
std::optional<std::size_t> heapInUse()
{
#if defined(__GLIBC__) && ! defined(__SANITIZE_ADDRESS__) && ! defined(__SANITIZE_THREAD__)
    const auto figures = ::mallinfo2();
    return figures.uordblks + figures.hblkhd;
#else
    return {};
#endif
}

/** A sound card of which a block is a second. */
class SlowCard final : public BlockClock
{
public:
    Instant run (Instant now) override
    {
        if (now >= due && engine != nullptr)
        {
            float* outputs[] = {block.data()};
            engine->process (nullptr, 0, outputs, 1, static_cast<int> (block.size()));
            due = now + 1s;
        }

        return due;
    }

    bool isPaced() const override { return true; }

    AudioEngine* engine = nullptr;

private:
    Instant due{};
    std::vector<float> block = std::vector<float> (24'000);
};

/** Takes every setup, and then sends what it is told to. */
class HostileService
{
public:
    explicit HostileService (VirtualTime& time) : server (time, callbacks()) {}

    void send (std::string text)
    {
        if (auto* connection = server.find (current))
            connection->sendBinary (std::move (text));
    }

    void send (const nlohmann::json& message) { send (message.dump()); }

private:
    MessageServer::Callbacks callbacks()
    {
        MessageServer::Callbacks made;
        made.received = [this] (MessageServer::Connection& connection, std::string_view text, bool)
        {
            current = connection.id;

            if (text.starts_with (R"({"setup")"))
                connection.sendBinary (R"({"setupComplete":{"sessionId":")" + std::string (1'000, 's') + R"("}})");
        };
        return made;
    }

    int current = 0;

public:
    VirtualServer server;
};

/** Five minutes of it: every few hours more voice than may wait, and of all else as much as fits. */
void attack (HostileService& service, int round)
{
    using nlohmann::json;
    const auto text = [] (std::size_t bytes) { return std::string (bytes, 'w'); };
    const auto id = "id" + std::to_string (round) + "." + text (900) + ".";
    const auto content = [] (json inside) { return json{{"serverContent", std::move (inside)}}; };
    const std::vector<std::int16_t> second (24'000, 1'000);
    static const auto voice = ServiceScript::audio (second);

    for (int i = 0; i < (round % 48 == 0 ? 660 : 1); ++i)
        service.send (voice);

    service.send (content ({{"inputTranscription", {{"text", text (256 * 1024)}, {"finished", true}}}}));
    service.send (content ({{"interimInputTranscription", {{"text", text (64 * 1024)}}}}));
    service.send (content ({{"outputTranscription", {{"text", text (256 * 1024)}}}}));
    service.send (content ({{"modelTurn",
                             {{"parts",
                               {{{"text", text (64 * 1024)}, {"thought", true}},
                                {{"executableCode", {{"language", "NEW"}, {"code", text (9'000)}}}},
                                {{"unknownPart", text (9'000)}}}}}},
                            {"groundingMetadata", {{"webSearchQueries", {text (9'000), text (9'000)}}}},
                            {"urlContextMetadata", {{"urlMetadata", {{{"retrievedUrl", text (900)}}}}}}}));

    for (int i = 0; i < 10; ++i)
    {
        const auto call = id + std::to_string (i);
        service.send (json{
            {"toolCall",
             {{"functionCalls",
               {{{"id", call}, {"name", i % 2 == 0 ? "hangs" : text (900)}, {"args", {{"all", text (20'000)}}}}}}}}});
        service.send (json{{"toolCallCancellation", {{"ids", {"unknown" + call}}}}});
    }

    service.send (
        json{{"usageMetadata",
              {{"totalTokenCount", 1}, {"promptTokensDetails", {{{"modality", text (900)}, {"tokenCount", 1}}}}}},
             {"sessionResumptionUpdate", {{"newHandle", id + text (60'000)}, {"resumable", true}}},
             {"nobodyKnows", text (9'000)}});
    service.send (
        content ({{"turnComplete", true}, {"turnCompleteReason", "NEW_" + id}, {"interactionStatus", "NEW"}}));

    if (round % 7 == 0)
        service.send (ServiceScript::content ("interrupted"));

    if (round % 12 == 11)
        service.send (std::string (R"({"goAway":{"timeLeft":"20s"}})"));

    if (round % 60 == 59)
        service.send (std::string (15u << 20, ' ') + R"({"serverContent":{}})");
}

} // namespace

TEST_CASE ("A day with a service that sends as much as it can of everything takes less than 100 MB")
{
    VirtualTime time;
    HostileService service (time);
    SlowCard card;
    auto options = VirtualStudio::options();
    options.agent.transcribesAgent = options.agent.transcribesPerson = true;
    options.blockClock = &card;
    FunctionDeclaration hanging;
    hanging.name = "hangs";
    options.tools.add (makeTool (
        hanging,
        [] (const nlohmann::json&, ToolContext& context)
        {
            while (! context.stop.stop_requested())
                std::this_thread::sleep_for (5ms);

            return 1;
        },
        std::chrono::hours (24)));

    std::size_t warnings = 0, events = 0;
    VirtualAgent agent (time, service.server, std::move (options),
                        [&] (const SessionEvent& event)
                        {
                            ++events;
                            warnings += std::holds_alternative<SessionWarning> (event) ? 1 : 0;
                        });
    agent.waitForTools (false);
    agent.audio().prepare (24'000, 24'000);
    card.engine = &agent.audio();
    agent.connect();
    time.pass (1s);
    REQUIRE (agent.state() == SessionState::ready);

    const auto before = heapInUse();
    std::size_t most = 0;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    constexpr int rounds = 12;
#else
    constexpr int rounds = 24 * 12;
#endif

    for (int round = 0; round < rounds; ++round)
    {
        attack (service, round);
        time.pass (5min);

        if (const auto now = heapInUse(); now && before)
        {
            const auto taken = *now - std::min (*now, *before);
            most = std::max (most, taken);

            if (round % 24 == 23)
                std::printf ("after %2d h: %5.1f MB in use, %5.1f MB at the most\n", (round + 1) / 12,
                             static_cast<double> (taken) / 1e6, static_cast<double> (most) / 1e6);
        }
    }

    CHECK (agent.state() != SessionState::ended);
    CHECK (most < 100'000'000);
    CHECK (events > static_cast<std::size_t> (rounds));
    CHECK (agent.report().turns.size() >= static_cast<std::size_t> (rounds) - 10);
    CHECK_FALSE (agent.transcript().entries.empty());
}
