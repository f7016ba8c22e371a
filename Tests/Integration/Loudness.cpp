// The agent's voice at a loudness, through a whole conversation in virtual time.

#include <Support/VirtualService.h>
#include <Support/VirtualStudio.h>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <numeric>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;
using Catch::Approx;

namespace
{

/** Keeps the voice of all turns. */
struct VoiceTap final : ConversationTap
{
    void began (Instant, Instant) override {}
    void told (const SessionEvent&, Instant) override {}
    void wrote (const TranscriptEntry&) override {}
    void agentVoice (std::uint64_t, std::span<const std::int16_t> samples, int) override
    {
        kept.insert (kept.end(), samples.begin(), samples.end());
    }
    void agentHeard (const HeardVoice& voice) override { heard.push_back (voice); }
    void microphone (std::span<const std::int16_t>, int, Instant) override {}

    std::vector<std::int16_t> kept;
    std::vector<HeardVoice> heard;
};

double loudnessOf (std::span<const std::int16_t> samples)
{
    std::vector<float> floats (samples.size());
    pcmToFloat (samples, floats);
    std::vector<double> hops, blocks;
    WeightedPower (24'000).process (floats, hops);

    for (std::size_t hop = 0; hop + WeightedPower::hopsInBlock <= hops.size(); hop += WeightedPower::hopsBetweenBlocks)
    {
        const auto begin = hops.begin() + static_cast<std::ptrdiff_t> (hop);
        blocks.push_back (std::accumulate (begin, begin + WeightedPower::hopsInBlock, 0.0) /
                          WeightedPower::hopsInBlock);
    }

    return WeightedPower::loudnessOf (WeightedPower::gated (blocks));
}

/** Five seconds of a voice, in messages of 100 ms that all come at once. */
struct LoudnessRig
{
    explicit LoudnessRig (float target)
    {
        spoken = Synthesiser()
                     .speak ("The second verse is a little louder than the first one. Shall I bring it down?", "Kore")
                     .samples;
        for (auto& sample : spoken)
            sample = static_cast<std::int16_t> (sample / 8);

        auto options = VirtualStudio::options();
        options.taps.push_back (tap);
        studio.emplace (time, service.server, std::move (options));
        studio->agent.audio().setVoiceTarget (target);
        REQUIRE (studio->untilReady());
    }

    void send (ServiceScript::Connection& connection) const
    {
        for (std::size_t at = 0; at < spoken.size(); at += 2'400)
            connection.sendBinary (ServiceScript::audio (
                std::span (spoken).subspan (at, std::min<std::size_t> (2'400, spoken.size() - at))));
        connection.sendBinary (R"({"serverContent":{"generationComplete":true}})");
        connection.sendBinary (R"({"serverContent":{"turnComplete":true}})");
    }

    std::vector<std::int16_t> heard() const
    {
        const auto samples = studio->heardSamples();
        return {samples.begin(), samples.end()};
    }

    std::vector<std::int16_t> spoken;
    VirtualTime time;
    VirtualService service{time, [this] (auto& connection, const auto&) { send (connection); }};
    std::shared_ptr<VoiceTap> tap = std::make_shared<VoiceTap>();
    std::optional<VirtualStudio> studio;
};

/** But for its first 5 ms, which fade in, and for zeros, which are no different from silence. */
bool isHeardAs (const std::vector<std::int16_t>& heard, std::vector<std::int16_t> kept)
{
    std::erase (kept, std::int16_t{0});
    constexpr std::ptrdiff_t fade = 480;
    REQUIRE (static_cast<std::ptrdiff_t> (kept.size()) > fade);
    return std::search (heard.begin(), heard.end(), kept.begin() + fade, kept.end()) != heard.end();
}

} // namespace

TEST_CASE ("A conversation without a target for its loudness changes not one sample of the voice")
{
    LoudnessRig rig (0.0f);
    REQUIRE (rig.studio->until ([&] { return ! rig.tap->heard.empty(); }));
    CHECK (rig.tap->kept == rig.spoken);
    CHECK (isHeardAs (rig.heard(), rig.spoken));
}

TEST_CASE ("The agent is heard, kept and counted at its target, sample by sample")
{
    LoudnessRig rig (-16.0f);
    REQUIRE (rig.studio->until ([&] { return ! rig.tap->heard.empty(); }));
    CHECK (rig.tap->kept.size() == rig.spoken.size());
    CHECK (loudnessOf (rig.tap->kept) == Approx (-16.0).margin (0.5));
    CHECK (loudnessOf (rig.spoken) < -25.0);
    CHECK (isHeardAs (rig.heard(), rig.tap->kept));
    CHECK (rig.tap->heard[0].heard == rig.spoken.size());
    CHECK (rig.tap->heard[0].discarded == 0);
}

TEST_CASE ("An answer that is interrupted is kept whole at its target, and told how far it was heard")
{
    LoudnessRig rig (-16.0f);
    REQUIRE (rig.studio->until (
        [&] { return rig.studio->agent.isSpeaking() && rig.studio->heardSamples().size() > 40'000; }));
    CHECK (rig.tap->kept.size() < rig.spoken.size());
    rig.studio->agent.interrupt();
    REQUIRE (rig.studio->until ([&] { return ! rig.tap->heard.empty(); }));
    CHECK (rig.tap->kept.size() == rig.spoken.size());
    CHECK (rig.tap->heard[0].heard + rig.tap->heard[0].discarded == rig.spoken.size());
    CHECK (rig.tap->heard[0].discarded > 0);
}

TEST_CASE ("A target that is chosen while the agent speaks holds from there on, and off gives the voice back as it is")
{
    LoudnessRig rig (-14.0f);
    REQUIRE (rig.studio->until ([&] { return rig.studio->heardSamples().size() > 40'000; }));
    rig.studio->agent.audio().setVoiceTarget (0.0f);
    REQUIRE (rig.studio->until ([&] { return ! rig.tap->heard.empty(); }));
    REQUIRE (rig.tap->kept.size() == rig.spoken.size());
    const auto tail = rig.spoken.size() / 4;
    CHECK (std::equal (rig.spoken.end() - static_cast<std::ptrdiff_t> (tail), rig.spoken.end(),
                       rig.tap->kept.end() - static_cast<std::ptrdiff_t> (tail)));
}
