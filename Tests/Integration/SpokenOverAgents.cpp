// A person who coughs or speaks while an agent does, from the microphone's samples to what is heard, in virtual time.

#include "Support/FileFolder.h"
#include "Support/VirtualService.h"
#include "Support/VirtualStudio.h"

#include <parlando_archive/parlando_archive.h>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <random>

using namespace parlando;
using namespace parlando::testing;

namespace
{
constexpr int rate = 16'000;
constexpr std::size_t answerLength = 8 * 24'000;

// A person of pocketsphinx-testdata.
std::vector<float> spoken (double from, double to)
{
    std::ifstream file ("/usr/share/pocketsphinx/test/data/goforward.raw", std::ios::binary);
    const std::vector<char> bytes ((std::istreambuf_iterator<char> (file)), {});
    std::vector<float> samples;
    for (auto i = static_cast<std::size_t> (from * rate); i < static_cast<std::size_t> (to * rate); ++i)
    {
        std::int16_t sample = 0;
        if (2 * i + 1 < bytes.size())
            std::memcpy (&sample, bytes.data() + 2 * i, 2);
        samples.push_back (static_cast<float> (sample) / 32'768.0f);
    }
    return samples;
}

bool isPersonThere() { return ! spoken (0.0, 0.1).empty() && spoken (0.5, 1.0) != std::vector<float> (rate / 2); }

// Noise that is never silent, so that each gap in it is one that was made.
std::vector<std::int16_t> answer()
{
    std::mt19937 random (11);
    std::vector<std::int16_t> samples (answerLength);
    for (auto& sample : samples)
        sample = static_cast<std::int16_t> (4'000 + static_cast<int> (random() % 4'000));
    return samples;
}

// Answers a typed turn at once, three times faster than it is heard, and says that it was interrupted 640 ms after the
// microphone became loud.
struct Interruptible
{
    void operator() (ServiceScript::Connection& connection, const nlohmann::json& message)
    {
        if (message.contains ("clientContent"))
        {
            const auto sound = answer();
            for (std::size_t at = 0; at < sound.size(); at += 960)
                connection.sendBinary (ServiceScript::audio (std::span (sound).subspan (at, 960)));
            connection.sendBinary (ServiceScript::content ("generationComplete"));
            return;
        }
        const auto input = message.value ("realtimeInput", nlohmann::json::object());
        if (! input.contains ("audio"))
            return;
        const auto& data = input["audio"]["data"].get_ref<const std::string&>();
        const auto isLoud = std::count (data.begin(), data.end(), 'A') < static_cast<int> (data.size() / 2);
        if (framesSince == 0 && ! isLoud)
            return;
        if (++framesSince == 32)
        {
            connection.sendBinary (ServiceScript::content ("interrupted"));
            connection.sendBinary (ServiceScript::content ("turnComplete"));
            if (understands)
                connection.sendBinary (R"({"serverContent":{"inputTranscription":{"text":"Go forward ten meters"}}})");
        }
    }

    bool understands = false;
    int framesSince = 0;
};

struct Talk
{
    explicit Talk (BargeInMode mode, bool understands = false, ConversationOptions options = VirtualStudio::options())
        : service (time, {}, Interruptible{understands, 0}),
          studio (time, service.server, transcribing (std::move (options)), rate)
    {
        studio.agent.audio().setBargeInMode (mode);
        REQUIRE (studio.untilReady());
        studio.agent.sendText ("Tell me everything");
        REQUIRE (studio.until ([this] { return studio.agent.isSpeaking(); }));
        listen (std::vector<float> (2 * rate));
    }

    static ConversationOptions transcribing (ConversationOptions options)
    {
        options.agent.transcribesPerson = true;
        return options;
    }

    void listen (const std::vector<float>& microphone)
    {
        constexpr auto block = static_cast<std::size_t> (VirtualStudio::blockSize);
        for (std::size_t at = 0; at < microphone.size(); at += block)
        {
            std::vector<float> input (block), output (block);
            std::copy_n (microphone.begin() + static_cast<std::ptrdiff_t> (at),
                         std::min (block, microphone.size() - at), input.begin());
            const float* inputs[] = {input.data()};
            float* outputs[] = {output.data()};
            studio.agent.audio().process (inputs, 1, outputs, 1, static_cast<int> (block));
            studio.heard.insert (studio.heard.end(), output.begin(), output.end());
            time.pass (std::chrono::nanoseconds (1'000'000'000LL * VirtualStudio::blockSize / rate));
        }
    }

    void pass (double seconds) { listen (std::vector<float> (static_cast<std::size_t> (seconds * rate))); }

    [[nodiscard]] std::vector<VoiceYield> yields() const
    {
        std::vector<VoiceYield> all;
        for (const auto& each : studio.told<VoiceYielded>())
            all.push_back (each.how);
        return all;
    }

    // Seconds of silence after the first sound, before the last.
    [[nodiscard]] double silence() const
    {
        const auto isSound = [] (float sample) { return sample != 0.0f; };
        const auto begin = std::find_if (studio.heard.begin(), studio.heard.end(), isSound);
        const auto end = std::find_if (studio.heard.rbegin(), studio.heard.rend(), isSound).base();
        return static_cast<double> (std::count (begin, end, 0.0f)) / rate;
    }

    VirtualTime time;
    VirtualService service;
    VirtualStudio studio;
};

using Yields = std::vector<VoiceYield>;
} // namespace

TEST_CASE ("A cough that the service takes for an interruption stops nobody: the answer is heard to its last sample")
{
    if (! isPersonThere())
        SKIP ("needs pocketsphinx-testdata");
    Talk talk (BargeInMode::quick);
    talk.listen (spoken (0.55, 0.95));
    talk.pass (12.0);

    CHECK (talk.yields() == Yields{VoiceYield::ducked, VoiceYield::held, VoiceYield::none});
    CHECK (talk.studio.told<Interrupted>().empty());
    const auto turns = talk.studio.agent.report().turns;
    REQUIRE (turns.size() == 1);
    CHECK (turns[0].samplesHeard == answerLength);
    CHECK (turns[0].samplesDiscarded == 0);
    CHECK (talk.silence() > 0.5);
    CHECK (talk.silence() < 3.2);
}

TEST_CASE ("Who speaks over the agent interrupts it, and hears it fall silent before the service says so")
{
    if (! isPersonThere())
        SKIP ("needs pocketsphinx-testdata");
    Talk talk (BargeInMode::quick, true);
    const auto before = talk.studio.heard.size();
    talk.listen (spoken (0.55, 2.2));
    const auto sound = [&] (double from, double to)
    {
        const auto begin = talk.studio.heard.begin() + static_cast<std::ptrdiff_t> (before);
        return std::count_if (begin + static_cast<std::ptrdiff_t> (from * rate),
                              begin + static_cast<std::ptrdiff_t> (to * rate),
                              [] (float sample) { return sample != 0.0f; });
    };
    CHECK (sound (0.0, 0.04) > 0);
    CHECK (sound (0.35, 0.6) == 0); // the service says so after 640 ms
    talk.pass (8.0);
    CHECK (talk.studio.told<Interrupted>().size() == 1);
    const auto turns = talk.studio.agent.report().turns;
    REQUIRE (turns.size() == 1);
    CHECK (turns[0].samplesHeard < 3 * 24'000);
    CHECK (turns[0].samplesHeard + turns[0].samplesDiscarded == answerLength);
}

TEST_CASE ("Switched off, the service alone interrupts, a cough as well")
{
    if (! isPersonThere())
        SKIP ("needs pocketsphinx-testdata");
    Talk talk (BargeInMode::off);
    talk.listen (spoken (0.55, 0.95));
    talk.pass (8.0);
    CHECK (talk.yields().empty());
    CHECK (talk.studio.told<Interrupted>().size() == 1);
}

TEST_CASE ("Muting, and push-to-talk that is let go, do not leave the agent held")
{
    if (! isPersonThere())
        SKIP ("needs pocketsphinx-testdata");
    Talk talk (BargeInMode::quick);
    talk.listen (spoken (0.55, 0.95));
    REQUIRE (talk.yields().back() == VoiceYield::held);
    talk.studio.agent.audio().setMicrophoneMuted (true);
    talk.pass (0.1);
    CHECK (talk.yields().back() == VoiceYield::none);
    talk.pass (9.0);
    CHECK (talk.studio.agent.report().turns[0].samplesHeard == answerLength);
}

TEST_CASE ("A conversation in which somebody coughs is recorded, and is the same when it is run again")
{
    if (! isPersonThere())
        SKIP ("needs pocketsphinx-testdata");
    const FileFolder place;
    const auto archive = std::make_shared<ConversationArchive> (Keeps::words, place / "kept", "Talk");
    auto options = VirtualStudio::options();
    options.taps.push_back (archive);
    options.recorder = std::make_shared<WireRecord> (archive, true);
    Talk talk (BargeInMode::quick, false, std::move (options));
    talk.listen (spoken (0.55, 0.95));
    talk.pass (12.0);
    talk.studio.agent.disconnect();
    REQUIRE (talk.studio.untilEnded());
    archive->finish();

    std::ifstream file (archive->folder() + "/wire.jsonl", std::ios::binary);
    WireReader reader (std::string (std::istreambuf_iterator<char> (file), {}));
    const auto result = SessionReplay (reader, *gemini::geminiLive()).run();
    INFO (result.note << result.problem << (result.first ? result.first->sentence : std::string()));
    CHECK_FALSE (result.first);
    CHECK (result.problem.empty());
    CHECK (result.replayed.samplesHeard == answerLength);
    CHECK (result.recorded.samplesHeard == result.replayed.samplesHeard);
}
