// Takes: what was heard in the session is in the render, at its place.

#include "Recording.h"
#include "SavedState.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

namespace parlando::testing
{

namespace
{

/** A host's timeline that rolls on with each block of a track. */
struct RollingHost : juce::AudioPlayHead
{
    explicit RollingHost (Track& trackToLead) : track (trackToLead)
    {
        track.plugin->setPlayHead (this);
        track.around = [this] (bool isIn)
        {
            if (! isIn)
                samples += blockSize;
        };
    }

    ~RollingHost() override
    {
        track.plugin->setPlayHead (nullptr);
        track.around = {};
    }

    juce::Optional<PositionInfo> getPosition() const override
    {
        constexpr auto rate = 48'000.0, tempo = 120.0;
        const auto seconds = static_cast<double> (samples.load()) / rate;
        PositionInfo position;
        position.setIsPlaying (true);
        position.setTimeInSamples (juce::Optional<std::int64_t> (samples.load()));
        position.setTimeInSeconds (juce::Optional<double> (seconds));
        position.setBpm (juce::Optional<double> (tempo));
        position.setPpqPosition (juce::Optional<double> (seconds * tempo / 60.0));
        return position;
    }

    /** From a place on, so many frames of the agent's voice. */
    std::vector<float> pass (std::int64_t from, std::size_t frames, int block = Track::defaultBlock)
    {
        samples = from;
        std::vector<float> voice;
        track.listen = [&] (const auto&, const auto& out)
        {
            const auto* channel = out.getReadPointer (2);
            voice.insert (voice.end(), channel, channel + out.getNumSamples());
        };

        while (voice.size() < frames)
        {
            blockSize = std::min (block, static_cast<int> (frames - voice.size()));
            track.block (blockSize);
        }

        track.listen = {};
        return voice;
    }

    Track& track;
    std::atomic<std::int64_t> samples{0};
    int blockSize = Track::defaultBlock;
};

std::vector<std::int16_t> hiss (std::size_t count)
{
    juce::Random random (5);
    std::vector<std::int16_t> samples (count);
    int last = 0;

    // Duller than white noise, as voices are.
    for (auto& sample : samples)
        sample = static_cast<std::int16_t> (last = (15 * last + random.nextInt (40'000) - 20'000) / 16);

    return samples;
}

/** Of the difference between two signals, beside the first: in dB. */
double differenceInDb (const std::vector<float>& a, const std::vector<float>& b, std::size_t begin, std::size_t end,
                       std::ptrdiff_t lag)
{
    double difference = 0.0, power = 1e-12;

    for (auto i = begin; i < end; ++i)
    {
        const auto other = static_cast<double> (b[static_cast<std::size_t> (static_cast<std::ptrdiff_t> (i) + lag)]);
        difference += (static_cast<double> (a[i]) - other) * (static_cast<double> (a[i]) - other);
        power += static_cast<double> (a[i]) * static_cast<double> (a[i]);
    }

    return 10.0 * std::log10 (difference / power + 1e-12);
}

constexpr std::int64_t start = 480'000;
constexpr std::size_t length = 4 * 48'000;

/** A second of voice, somewhere behind `start`: what was heard from there on. */
std::vector<float> converse (Track& track, RollingHost& host)
{
    HostService service;
    host.samples = start;
    Recording recording (track);
    track.play();
    REQUIRE (track.connect (service));
    service.say (hiss (24'000));
    REQUIRE (dispatchUntil ([&] { return recording.voiced() > 47'000; }));
    REQUIRE (dispatchUntil ([&] { return recording.size() >= length; }));
    track.set ("Connect", 0.0f);
    REQUIRE (track.pass (0.3));
    track.stop();
    track.listen = {};
    auto heard = recording.voice();
    heard.resize (length);
    return heard;
}

} // namespace

TEMPLATE_TEST_CASE ("What was heard in a session is in each render, at its place to the sample", "", VST3, LV2)
{
    const auto track = Track::make<TestType>();
    RollingHost host (*track);
    const auto heard = converse (*track, host);
    const auto first = static_cast<std::size_t> (
        std::find_if (heard.begin(), heard.end(), [] (float sample) { return sample != 0.0f; }) - heard.begin());

    track->set ("Replay", 0.5f);
    track->setOffline (true);
    const auto rendered = host.pass (start, length);

    // Two resamplers, and 5 ms in which the live voice begins without a click.
    const auto difference = [&] (std::ptrdiff_t lag)
    { return differenceInDb (heard, rendered, first + 480, first + 47'000, lag); };
    CHECK (difference (0) < -40.0);
    CHECK (difference (1) > difference (0) + 20.0);
    CHECK (difference (-1) > difference (0) + 20.0);

    const auto isSameAgain = host.pass (start, length) == rendered;
    CHECK (isSameAgain);
    const auto isSameInOddBlocks = host.pass (start, length, 333) == rendered;
    CHECK (isSameInOddBlocks);

    // Live as well, where that is asked for.
    track->setOffline (false);
    const auto isSilentLive = host.pass (start, length) == std::vector<float> (length, 0.0f);
    CHECK (isSilentLive);
    track->set ("Replay", 1.0f);
    const auto isSameLive = host.pass (start, length, 277) == rendered;
    CHECK (isSameLive);

    // And in a project that was closed, in the first block of a render.
    const SavedState state (*track);
    const auto again = Track::make<TestType>();
    RollingHost otherHost (*again);
    SavedState::restore (*again, state.bytes());
    again->setOffline (true);
    const auto isSameInProject = otherHost.pass (start, length) == rendered;
    CHECK (isSameInProject);
    const auto isSameState = SavedState (*again).own() == state.own();
    CHECK (isSameState);
}

} // namespace parlando::testing
