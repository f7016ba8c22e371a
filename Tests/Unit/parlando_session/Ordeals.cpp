// Conversations on networks that fail in every way, by a seed.

#include "Network.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>
#include <set>

using namespace parlando;
using namespace std::chrono_literals;
using namespace parlando::testing;

namespace
{

/** A conversation on a network that fails in every way, by a seed. 100 ms a step. */
class Ordeal
{
public:
    struct Odds
    {
        int loss, refusal, silence; /**< One in so many: losses each step, the others each attempt. 0: never. */
    };

    Ordeal (std::uint32_t seed, Odds wanted)
        : odds (wanted), random (seed), network{ScriptedConversation (seeded (seed))},
          conversation (network.conversation)
    {
        conversation.begin();
        conversation.server (handleOne);
    }

    void run (Milliseconds time)
    {
        for (Milliseconds gone{}; gone < time && ! isOver(); gone += 100ms)
            step();
    }

    void finish()
    {
        if (isOver())
            return;

        conversation.handle (input::Stop{});

        if (live > 0)
            network.lose (1000);
    }

    bool isOver() const { return conversation.session.state() == SessionState::ended; }

    int frames = 0, calls = 0, texts = 0, mostLive = 1;

private:
    static GeminiOptions seeded (std::uint32_t seed)
    {
        GeminiOptions options;
        options.seed = seed;
        return options;
    }

    bool oneIn (int chance) { return chance > 0 && std::uniform_int_distribution (1, chance) (random) == 1; }

    void step()
    {
        conversation.advance (100ms);
        ++steps;
        speak();
        conversation.tick (true);
        followLine();
        answerRequests();

        if (isReady && steps % 6000 == 5999)
            conversation.server (R"({"goAway":{"timeLeft":"50s"}})");
        else if (isReady && oneIn (odds.loss))
            lose (oneIn (2) ? 1006 : 1011);
        else if (isReady && oneIn (300))
            call();
        else if (oneIn (900))
            conversation.handle (input::Text{"t" + std::to_string (texts++)});
    }

    /** Now and then a second in which the person speaks; a frame stands for all of a second. */
    void speak()
    {
        if (steps % 10 != 0)
            return;

        const std::vector<std::int16_t> frame (320, oneIn (3) ? std::int16_t (4000) : std::int16_t (0));
        conversation.microphone (frame);
        ++frames;
    }

    void followLine()
    {
        if (conversation.closed > closes)
        {
            closes = conversation.closed;
            lose (1000);
        }

        if (conversation.opened > opens)
        {
            opens = conversation.opened;
            mostLive = std::max (mostLive, ++live);
            isConnecting = true;
        }
        else if (isConnecting)
        {
            isConnecting = false;
            answer();
        }
    }

    /** Once there is a connection that stands. */
    void answerRequests()
    {
        auto isAsked = false;

        for (; isReady && seen < conversation.sent.size(); ++seen)
            isAsked = isAsked || conversation.sent[seen].contains ("clientContent") ||
                      conversation.sent[seen].contains ("toolResponse");

        if (isAsked)
            conversation.server (R"({"serverContent":{"modelTurn":{"parts":[{"text":"yes"}]},"turnComplete":true}})");
    }

    void answer()
    {
        if (oneIn (odds.refusal))
            return lose (1006);

        conversation.handle (input::ConnectionOpened{});

        if (oneIn (odds.silence))
            return;

        conversation.server (R"({"setupComplete":{}})");
        conversation.server (handleOne);
        isReady = true;
    }

    void lose (int code)
    {
        isReady = isConnecting = false;
        --live;
        network.lose (code);
    }

    void call()
    {
        const auto id = "c" + std::to_string (calls++);
        conversation.server (R"({"toolCall":{"functionCalls":[{"id":")" + id + R"(","name":"slow"}]}})");

        if (oneIn (2))
            conversation.handle (input::ToolFinished{{id, "slow", 1, false, false}});
    }

    Odds odds;
    std::mt19937 random;
    std::size_t opens = 1, closes = 0;
    int live = 1, steps = 0;
    std::size_t seen = 0;
    bool isReady = true, isConnecting = false;
    Network network;

public:
    ScriptedConversation& conversation;
};

/** Where every sample of the microphone went, and every call and text. */
void checkNothingLost (Ordeal& ordeal)
{
    auto& conversation = ordeal.conversation;
    const auto kept = conversation.session.microphoneSamplesSent() + conversation.session.microphoneSamplesDropped();
    CHECK (kept == static_cast<std::uint64_t> (ordeal.frames) * 320);
    CHECK (conversation.told<ToolAnswered>().size() == static_cast<std::size_t> (ordeal.calls));
    CHECK (conversation.told<SessionEnded>().size() == 1);
    CHECK (ordeal.mostLive == 1);
}

/** Every text counts once: one without an answer may have been sent again. */
std::size_t arrivedTexts (const ScriptedConversation& conversation)
{
    std::set<std::string> texts;

    for (const auto& content : conversation.sentWith ("clientContent"))
        for (const auto& turn : content.value ("turns", nlohmann::json::array()))
            texts.insert (turn["parts"][0]["text"].get<std::string>());

    return texts.size();
}

/** With a sanitizer's checks a day takes as long as two minutes of ours. */
#ifdef __SANITIZE_ADDRESS__
constexpr std::uint32_t shrunk = 4;
#else
constexpr std::uint32_t shrunk = 1;
#endif

} // namespace

TEST_CASE (
    "A day with a goAway every ten minutes and a loss every three: no speech, call or text is lost, one socket at a "
    "time")
{
    Ordeal day (1, {1800, 0, 0});
    day.run (24h / shrunk);
    REQUIRE_FALSE (day.isOver());
    day.finish();

    checkNothingLost (day);
    CHECK (day.conversation.opened > 400 / shrunk);
    CHECK (day.conversation.session.microphoneSamplesDropped() == 0);
    CHECK (arrivedTexts (day.conversation) == static_cast<std::size_t> (day.texts));

    for (const auto& resumed : day.conversation.told<SessionResumed>())
        CHECK (resumed.contextKept);
}

TEST_CASE (
    "A thousand conversations on networks that lose, refuse and fall silent: every sample is sent or counted, every "
    "call ends once, one socket at a time")
{
    for (std::uint32_t seed = 1; seed <= 1000 / shrunk; ++seed)
    {
        CAPTURE (seed);
        Ordeal ordeal (seed, {100, 3, 5});
        ordeal.run (1min);
        ordeal.finish();
        checkNothingLost (ordeal);
    }
}
