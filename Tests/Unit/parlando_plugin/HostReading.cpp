// What is read of a host's time.

#include <parlando_plugin/HostReading.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <limits>

using namespace parlando;

namespace
{

struct TellingHost : juce::AudioPlayHead
{
    juce::Optional<PositionInfo> getPosition() const override { return position; }

    PositionInfo position;
};

} // namespace

TEST_CASE ("A host's time is read with its place in samples and its time code")
{
    TellingHost host;
    host.position.setIsPlaying (true);
    host.position.setTimeInSamples (juce::Optional<std::int64_t> (-9'039));
    host.position.setTimeInSeconds (juce::Optional<double> (-0.1883));
    host.position.setPpqPosition (juce::Optional<double> (-0.3766));
    host.position.setEditOriginTime (juce::Optional<double> (3'600.0));
    host.position.setFrameRate (juce::Optional<juce::AudioPlayHead::FrameRate> (
        juce::AudioPlayHead::FrameRate().withBaseRate (30).withDrop().withPullDown()));

    const auto read = readTransport (&host, 44'100.0);
    CHECK (read.isPlaying);
    CHECK (read.hasSamples);
    CHECK (read.samples == -9'039);
    CHECK (read.sampleRate == 44'100);
    CHECK (read.timecodeOrigin.value == 3'600.0);
    CHECK_THAT (read.timecodeRate.value, Catch::Matchers::WithinULP (30'000.0 / 1'001.0, 4));
    CHECK (read.isDropFrame);
}

TEST_CASE ("A place that a wrapper made 0 of is no place")
{
    TellingHost host;
    host.position.setIsPlaying (true);
    host.position.setTimeInSamples (juce::Optional<std::int64_t> (0));

    SECTION ("one in the run-in before the session's start")
    {
        host.position.setPpqPosition (juce::Optional<double> (-0.25));
        CHECK_FALSE (readTransport (&host, 48'000.0).hasSamples);
    }

    SECTION ("one of a host that tells nothing")
    {
        host.position.setTimeInSeconds (juce::Optional<double> (std::numeric_limits<double>::quiet_NaN()));
        const auto read = readTransport (&host, 48'000.0);
        CHECK_FALSE (read.hasSamples);
        CHECK_FALSE (read.seconds);
    }

    SECTION ("but the start of a session is one")
    {
        host.position.setPpqPosition (juce::Optional<double> (0.0));
        CHECK (readTransport (&host, 48'000.0).hasSamples);
    }
}

TEST_CASE ("A bar that a host tells before it has begun is brought back to the one that has")
{
    TellingHost host;
    host.position.setTimeSignature (juce::AudioPlayHead::TimeSignature{3, 4});
    const auto barStartAt = [&] (double beats, double told)
    {
        host.position.setPpqPosition (juce::Optional<double> (beats));
        host.position.setPpqPositionOfLastBarStart (juce::Optional<double> (told));
        return readTransport (&host, 48'000.0).barStart.value;
    };

    CHECK (barStartAt (7.25, 6.0) == 6.0);
    CHECK (barStartAt (7.25, 9.0) == 6.0);
    CHECK (barStartAt (6.0, 9.0) == 6.0);
    CHECK (barStartAt (-1.0, 0.0) == -3.0);
    CHECK (barStartAt (9.0 - 1.0e-9, 9.0) == 9.0);
}

TEST_CASE ("Bars are counted for a host that tells where they begin and no number, unless its meter has changed")
{
    TellingHost host;
    host.position.setPpqPosition (juce::Optional<double> (13.9));
    host.position.setPpqPositionOfLastBarStart (juce::Optional<double> (12.0));
    CHECK_FALSE (readTransport (&host, 48'000.0).bar);

    host.position.setTimeSignature (juce::AudioPlayHead::TimeSignature{4, 4});
    CHECK (readTransport (&host, 48'000.0).bar.value == 3.0);

    host.position.setTimeSignature (juce::AudioPlayHead::TimeSignature{6, 8});
    CHECK (readTransport (&host, 48'000.0).bar.value == 4.0);

    host.position.setTimeSignature (juce::AudioPlayHead::TimeSignature{5, 4});
    CHECK_FALSE (readTransport (&host, 48'000.0).bar);

    host.position.setTimeSignature (juce::AudioPlayHead::TimeSignature{0, 4});
    CHECK_FALSE (readTransport (&host, 48'000.0).bar);

    host.position.setTimeSignature (juce::AudioPlayHead::TimeSignature{4, 4});
    host.position.setBarCount (juce::Optional<std::int64_t> (41));
    CHECK (readTransport (&host, 48'000.0).bar.value == 41.0);
}

TEST_CASE ("Without a host, or one that tells nothing, nothing is known of its time")
{
    CHECK_FALSE (readTransport (nullptr, 48'000.0).isThere);
}
