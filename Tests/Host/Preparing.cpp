#include "Recording.h"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

namespace parlando::testing
{

namespace
{

struct Preparation
{
    double rate;
    int block;
};

constexpr Preparation preparations[] = {{44'100, 512}, {96'000, 1'024}, {192'000, 64}, {24'000, 240}, {48'000, 480}};

/** What was heard of the voice at one rate. */
struct Piece
{
    double rate;
    std::vector<float> voice;
};

std::vector<float> withoutSilence (std::vector<float> voice)
{
    std::erase (voice, 0.0f);
    return voice;
}

} // namespace

// Only VST3: an LV2 has one rate for life, so that JUCE's hosts make another instance for another rate.
TEST_CASE ("A conversation lives through any preparations, and all of the agent's speech is heard once")
{
    HostService service;
    const auto track = Track::make<VST3>();
    track->play();
    REQUIRE (track->connect (service));

    const auto speech = swellingSpeech (24'000 * 3);
    service.say (speech);
    std::vector<Piece> pieces;
    auto recording = std::make_unique<Recording> (*track);

    // A recording belongs to what plays: the first piece begins when the voice does.
    const auto nextPiece = [&] (double rate, auto&& isOver)
    {
        track->stop();
        recording = std::make_unique<Recording> (*track);
        track->play();
        const auto isDone = dispatchUntil (isOver);
        track->stop();
        pieces.push_back ({rate, withoutSilence (recording->voice())});
        return isDone;
    };

    REQUIRE (nextPiece (48'000, [&] { return recording->voiced() > 12'000; }));

    for (const auto& [rate, block] : preparations)
    {
        track->prepare (rate, block);
        const auto enough = static_cast<std::size_t> (rate * 0.2);
        REQUIRE (nextPiece (rate, [&] { return recording->voiced() > enough; }));
    }

    // The rest of it: until nothing more came for a while.
    REQUIRE (nextPiece (48'000,
                        [&, heard = std::size_t (0), heardAt = 0.0]() mutable
                        {
                            if (const auto now = recording->voiced(); now != heard || now == 0)
                            {
                                heard = now;
                                heardAt = track->secondsPlayed();
                            }

                            return track->secondsPlayed() > heardAt + 0.3;
                        }));

    double seconds = 0.0, largestStep = 0.0;
    float last = 0.0f;

    for (const auto& [rate, voice] : pieces)
    {
        // Where playing begins again, the voice comes up from silence within 5 ms.
        const auto risen = static_cast<std::size_t> (rate * 0.005) + 1;
        seconds += static_cast<double> (voice.size()) / rate;

        for (auto i = risen; i < voice.size(); ++i)
        {
            largestStep = std::max (largestStep, static_cast<double> (std::abs (voice[i] - last)));
            last = voice[i];
        }
    }

    // The swell moves by 13000 steps of 16 bits a second: nothing is missing or comes twice that is longer than two
    // rises. On a busy machine there may be too little at first, and then it comes up again.
    constexpr auto perSecond = 40'000.0 / 3.0 / 32'768.0;
    CHECK_THAT (seconds, Catch::Matchers::WithinAbs (3.0, 0.02));
    CHECK (largestStep < perSecond * 0.020);
    CHECK (service.knocks() == 1);
    CHECK (service.open() == 1);
}

TEST_CASE ("A new rate is a new instance for a host of LV2, and it connects to nobody")
{
    HostService service;
    const auto track = Track::make<LV2>();
    track->play();
    REQUIRE (track->connect (service));
    track->stop();

    for (const auto& [rate, block] : preparations)
    {
        track->prepare (rate, block);
        track->play();
        CHECK (track->pass (0.3));
        track->stop();
    }

    CHECK (dispatchUntil ([&] { return service.open() == 0; }));
    CHECK (service.knocks() == 1);
}

// Twice the maximum only in LV2: a VST3 host promises never to do it, and JUCE's wrapper writes over the end of its own
// buffers then. What the processor makes of such a block is tested with ChannelStrip.
TEMPLATE_TEST_CASE ("Blocks of any length pass, also of none and, in LV2, of twice the maximum", "", VST3, LV2)
{
    HostService service;
    const auto track = Track::make<TestType>();
    track->feed = noise();
    track->play();
    REQUIRE (track->connect (service));
    track->stop();
    Recording recording (*track);

    for (int i = 0; i < 50; ++i)
        for (const auto frames : {0, 1, 17, Track::defaultBlock, 2 * Track::defaultBlock})
            if (track->isLv2 || frames <= Track::defaultBlock)
                track->block (frames);

    const auto isDry = recording.main() == recording.dry();
    CHECK (isDry);
    CHECK (service.open() == 1);
}

TEMPLATE_TEST_CASE ("Preparing and releasing in any order does no harm", "", VST3, LV2)
{
    const auto track = Track::make<TestType>();
    track->feed = noise();
    juce::Random random (2);

    for (int i = 0; i < 60; ++i)
    {
        switch (random.nextInt (3))
        {
            case 0:
                track->plugin->releaseResources();
                [[fallthrough]];
            case 1:
                track->prepare (random.nextBool() ? 44'100.0 : 96'000.0, 1 + random.nextInt (2'048));
                break;
            default:
                break;
        }

        Recording recording (*track);
        track->block();
        const auto isDry = recording.main() == recording.dry();
        CHECK (isDry);
    }
}

} // namespace parlando::testing
