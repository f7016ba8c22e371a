// What becomes of an answer whose connection goes while it is said: it is heard once, and whole.

#include "Network.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace parlando;
using namespace std::chrono_literals;
using namespace parlando::testing;

namespace
{

constexpr auto generationComplete = R"({"serverContent":{"generationComplete":true}})";

struct Story : Network
{
    explicit Story (const char* model = "gemini-2.5-flash-native-audio-preview-12-2025")
        : Network{ScriptedConversation (withModel (model))}
    {
        conversation.begin();
        conversation.server (handleOne);
        conversation.run (12s);
    }

    static GeminiOptions withModel (const char* model)
    {
        GeminiOptions options;
        options.setup.model = model;
        return options;
    }

    void ask() { conversation.handle (input::Text{"Tell me a story"}); }

    /** So much of a voice: words of 400 ms with pauses of 200 ms, beginning with a pause. */
    void voice (int milliseconds)
    {
        std::vector<std::uint8_t> bytes;

        for (int i = 0; i < milliseconds * 24; ++i, ++spoken)
        {
            const auto isWord = spoken / 24 % 600 >= 200;
            const auto sample = static_cast<std::uint16_t> (
                static_cast<std::int16_t> (isWord ? 8000.0 * std::sin (0.05 * spoken + 1e-6 * spoken * spoken) : 0.0));
            bytes.insert (bytes.end(),
                          {static_cast<std::uint8_t> (sample & 255), static_cast<std::uint8_t> (sample >> 8)});
        }

        conversation.server (ScriptedConversation::audioBytes (bytes));
    }

    void words (const std::string& text)
    {
        conversation.server (R"({"serverContent":{"outputTranscription":{"text":")" + text + R"("}}})");
    }

    /** The first half of an answer. */
    void beginAnswer()
    {
        ask();
        voice (1500);
        words ("Once there was a small");
        conversation.isDry = false;
    }

    void cut()
    {
        lose();
        accept();
    }

    std::string allSaid() const
    {
        std::string all;

        for (const auto& input : conversation.sent)
            if (! input.contains ("setup"))
                all += input.dump();

        return all;
    }

    std::size_t times (const std::string& words) const
    {
        const auto all = allSaid();
        std::size_t count = 0;

        for (auto at = all.find (words); at != std::string::npos; at = all.find (words, at + 1))
            ++count;

        return count;
    }

    int spoken = 0;
};

} // namespace

TEST_CASE ("Heard once: an answer that has come whole is asked for by nobody again, however its connection ends")
{
    Story story;
    story.beginAnswer();
    story.words (" theatre.");
    story.conversation.server (generationComplete);
    story.cut();
    story.conversation.run (60s);

    CHECK (story.times ("Tell me a story") == 1);
    CHECK (story.conversation.told<SessionWarning>().empty());
    CHECK (story.conversation.told<WatchdogFired>().empty());
    REQUIRE (story.conversation.told<TurnComplete>().size() == 1);
    CHECK (story.conversation.told<TurnComplete>()[0].reason.empty());
    CHECK (std::count (story.conversation.log.begin(), story.conversation.log.end(), "silence") == 0);
}

TEST_CASE ("Heard once: while an answer that has come whole is being heard the connection is free to be replaced")
{
    Story story;
    story.beginAnswer();
    story.conversation.server (R"({"goAway":{"timeLeft":"50s"}})");
    story.conversation.run (1s);
    CHECK (story.closed() == 0);
    story.conversation.server (generationComplete);
    story.conversation.run (20ms);
    CHECK (story.closed() == 1);
    story.lose (1000);
    story.accept();
    story.conversation.run (60s);
    CHECK (story.times ("Tell me a story") == 1);
    CHECK (story.conversation.told<SessionWarning>().empty());
}

TEST_CASE ("Heard once: a turn that the service goes on with after it was resumed is one turn and one entry")
{
    Story story;
    story.beginAnswer();
    story.cut();
    story.conversation.run (300ms);
    story.voice (500);
    story.words (" theatre.");
    story.conversation.server (generationComplete);
    story.conversation.server (turnComplete);
    story.conversation.run (60s);

    CHECK (story.times ("Tell me a story") == 1);
    CHECK (story.conversation.told<TurnStarted>().size() == 1);
    CHECK (story.conversation.told<TurnComplete>().size() == 1);
    REQUIRE (story.conversation.session.transcript().entries.size() == 2);
    CHECK (story.conversation.session.transcript().entries[1].text == "Once there was a small theatre.");
    CHECK (story.conversation.log.back() == "end 1");
}

TEST_CASE ("Heard once, C94: the rest of an answer is asked for with what was asked and what was heard of it")
{
    SECTION ("as turns where the model takes them")
    {
        Story story;
        story.beginAnswer();
        story.cut();
        story.conversation.run (1100ms);
        const auto asked = story.conversation.sentWith ("clientContent").back();
        CHECK (asked["turnComplete"] == true);
        REQUIRE (asked["turns"].size() == 3);
        CHECK (asked["turns"][0]["role"] == "user");
        CHECK (asked["turns"][0]["parts"][0]["text"] == "Tell me a story");
        CHECK (asked["turns"][1]["role"] == "model");
        CHECK (asked["turns"][1]["parts"][0]["text"] == "Once there was a small");
        CHECK (asked["turns"][2]["role"] == "user");
        CHECK (story.conversation.told<SessionWarning>().empty());
    }

    SECTION ("as one text where it does not")
    {
        Story story ("gemini-3.1-flash-live-preview");
        story.beginAnswer();
        story.cut();
        story.conversation.run (1100ms);
        CHECK (story.conversation.sentWith ("clientContent").empty());
        const auto text = story.conversation.sentWith ("realtimeInput").back()["text"].get<std::string>();
        CHECK (text.find ("Tell me a story") != std::string::npos);
        CHECK (text.find ("Once there was a small") != std::string::npos);
    }

    SECTION ("a new session knows the rest from its history")
    {
        Story story;
        story.beginAnswer();
        story.lose();
        story.conversation.handle (input::ConnectionOpened{});
        story.lose (1008, "BidiGenerateContent session not found");
        story.untilOpened (3);
        story.accept();
        const auto told = story.conversation.sentWith ("clientContent");
        REQUIRE (told.size() == 3); // what was typed, the history, the request
        CHECK (told[1].dump().find ("Once there was a small") != std::string::npos);
        REQUIRE (told[2]["turns"].size() == 1);
        CHECK (told[2].dump().find ("Tell me a story") == std::string::npos);
        CHECK (told[2].dump().find ("Once there was a small") != std::string::npos);
    }

    SECTION ("by its length where nobody wrote the words down")
    {
        Story story;
        story.ask();
        story.voice (4500);
        story.cut();
        story.conversation.run (1100ms);
        CHECK (story.allSaid().find ("first 4 s") != std::string::npos);
    }
}

TEST_CASE ("Heard once: a network that breaks again and again in one answer loses none of it")
{
    Story story;
    story.beginAnswer();

    for (int i = 0; i < 5; ++i)
    {
        story.lose();
        story.untilOpened (story.opened() + (i == 0 ? 0 : 1));
        story.accept();
        story.conversation.run (1100ms);
        story.voice (1500);
        story.words (" piece " + std::to_string (i));
    }

    CHECK (story.conversation.told<SessionWarning>().empty());
    CHECK (story.times ("Tell me a story") == 6);
    CHECK (story.times ("up to: \\\" piece 3\\\"") == 1);
}

TEST_CASE ("Heard once: who asks something else meanwhile is answered that, and nothing is asked twice")
{
    Story story;
    story.beginAnswer();
    story.lose();
    story.conversation.handle (input::Text{"Stop. What time is it?"});
    story.accept();
    story.conversation.run (3s);
    const auto asked = story.conversation.sentWith ("clientContent");
    CHECK (asked.back().dump().find ("What time is it?") != std::string::npos);
    CHECK (story.times ("What time is it?") == 1);
}

TEST_CASE ("Heard once: an answer that was interrupted while there was no connection is not asked for")
{
    Story story;
    story.beginAnswer();
    story.lose();
    story.conversation.handle (input::Interrupt{});
    story.accept();
    story.conversation.run (3s);
    CHECK (story.times ("Tell me a story") == 1);
    CHECK (story.conversation.told<TurnComplete>().size() == 1);
}

TEST_CASE (
    "Heard once: an answer to nobody knows what is gone on with by its words alone; without any the person is told")
{
    Story story;
    story.voice (1500);
    const auto hasWords = GENERATE (false, true);

    if (hasWords)
        story.words ("Three bars before");

    story.cut();
    story.conversation.run (1100ms);
    CHECK (story.times ("up to: \\\"Three bars before") == (hasWords ? 1u : 0u));
}

TEST_CASE ("Heard once: a live translation is asked for nothing")
{
    auto options = Story::withModel ("gemini-3.5-live-translate-preview");
    options.setup.generationConfig.translationConfig.emplace().targetLanguageCode = "de";
    Network network{ScriptedConversation (options)};
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.server (R"({"serverContent":{"outputTranscription":{"text":"Guten"}}})");
    conversation.server (ScriptedConversation::audio (48000));
    network.lose();
    network.accept();
    conversation.run (5s);
    CHECK (conversation.sentWith ("clientContent").empty());
    CHECK (conversation.sentWith ("realtimeInput").empty());
}

TEST_CASE ("C64: a goAway with 3 s in the middle of an answer is followed before the cut, between two words")
{
    const auto age = GENERATE (0s, 3s, 6s);
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.run (2s + age);
    Story speaker; // only its voice
    const auto piece = [&]
    {
        speaker.conversation.sent.clear();
        std::vector<std::uint8_t> bytes;

        for (int i = 0; i < 960; ++i, ++speaker.spoken)
        {
            const auto isWord = speaker.spoken / 24 % 600 >= 200;
            bytes.insert (bytes.end(), {0, static_cast<std::uint8_t> (isWord ? (i % 40 < 20 ? 32 : 224) : 0)});
        }

        return ScriptedConversation::audioBytes (bytes);
    };
    conversation.server (piece());
    conversation.isDry = false;
    conversation.server (R"({"goAway":{"timeLeft":"3s"}})");
    const auto told = conversation.now;
    conversation.isPrepared = true;

    while (network.closed() == 0 && conversation.now - told < 4s)
    {
        conversation.server (piece());
        conversation.run (10ms);
    }

    CHECK (network.closed() == 1);
    CHECK (conversation.now - told >= 700ms);
    CHECK (conversation.now - told < 1500ms);

    // What was received ends in a pause.
    REQUIRE (conversation.played.size() > 1440);
    CHECK (std::all_of (conversation.played.end() - 1440, conversation.played.end(),
                        [] (auto sample) { return std::abs (int{sample}) < 300; }));
    const auto& log = conversation.log;
    CHECK (std::find (log.begin(), log.end(), "prepare") < std::find (log.begin(), log.end(), "close 1000"));
}

TEST_CASE ("C64: without a pause the goAway is followed at its last moment, prepared or not")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);
    conversation.run (6s);
    conversation.server (ScriptedConversation::audio (960));
    conversation.isPrepared = GENERATE (false, true);
    conversation.isDry = false;
    conversation.server (R"({"goAway":{"timeLeft":"3s"}})");

    for (int i = 0; i < 130; ++i)
    {
        conversation.server (ScriptedConversation::audioBytes (std::vector<std::uint8_t> (960, 32)));
        conversation.run (10ms);
    }

    CHECK (network.closed() == 0);
    conversation.run (220ms);
    CHECK (network.closed() == 1);
}

TEST_CASE ("A service that gives every connection little time gets another one less and less soon, and never a storm")
{
    Network network;
    auto& conversation = network.conversation;
    conversation.begin();
    conversation.server (handleOne);

    for (int step = 0; step < 600; ++step)
    {
        conversation.server (R"({"goAway":{"timeLeft":"1.5s"}})");
        conversation.run (100ms);

        if (network.closed() == network.opened())
        {
            network.lose (1000);
            network.accept();
        }
    }

    CHECK (network.opened() >= 10);
    CHECK (network.opened() <= 15);
}
