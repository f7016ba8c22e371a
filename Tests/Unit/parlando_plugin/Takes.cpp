// The takes of a project.

#include <parlando_plugin/TakePieces.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace parlando;

namespace
{

VoicePlace placeAt (std::uint64_t frame, std::int64_t samples, int rate, bool isPlaying = true)
{
    VoicePlace place{1, frame, static_cast<double> (frame) * 24'000.0 / rate, {}};
    place.host.isThere = place.host.hasSamples = true;
    place.host.isPlaying = isPlaying;
    place.host.samples = samples;
    place.host.sampleRate = rate;
    place.host.tempo = 120.0;
    place.host.beats = static_cast<double> (samples) / rate * 2.0;
    return place;
}

std::shared_ptr<const TakeVoice> second()
{
    return std::make_shared<TakeVoice> (std::vector<std::int16_t> (24'000, 1), 24'000);
}

} // namespace

TEST_CASE ("A turn that was heard in one go is one piece, at the place of its first sample")
{
    const auto pieces = piecesOf ({1, 24'000, {}, 24'000, {placeAt (0, 1'000'001, 44'100)}}, second());
    REQUIRE (pieces.size() == 1);
    CHECK (pieces[0].first == 0);
    CHECK (pieces[0].count == 24'000);
    CHECK (pieces[0].position == 1'000'001);
    CHECK (pieces[0].hostRate == 44'100);
    CHECK (pieces[0].tempo == 120.0);
}

TEST_CASE ("What was not heard is not played again, nor what was heard while the host stood still")
{
    const auto pieces =
        piecesOf ({1, 24'000, {}, 12'000, {placeAt (0, 0, 48'000, false), placeAt (4'800, 500, 48'000)}}, second());
    REQUIRE (pieces.size() == 1);
    CHECK (pieces[0].first == 2'400);
    CHECK (pieces[0].count == 12'000 - 2'400);
    CHECK (pieces[0].position == 500);
}

TEST_CASE ("A piece in the midst of a turn lies on the host's samples exactly, at any rate")
{
    const auto rate = GENERATE (44'100, 48'000, 88'200, 96'000, 192'000, 22'050);
    const auto frame = GENERATE (std::uint64_t{442}, std::uint64_t{4'411}, std::uint64_t{20'001});
    const auto voice = second();
    const auto pieces =
        piecesOf ({1, 24'000, {}, 24'000, {placeAt (0, 0, rate), placeAt (frame, 700'000, rate)}}, voice);
    REQUIRE (pieces.size() == 2);

    // Where sample 0 would lie.
    const auto frames = pieces[1].first * rate;
    CHECK (frames % 24'000 == 0);
    CHECK (pieces[1].position - frames / 24'000 == 700'000 - static_cast<std::int64_t> (frame));
    CHECK (pieces[1].position <= 700'000);
    CHECK (700'000 - pieces[1].position < rate / 200);
}

TEST_CASE ("A turn is a take where the host told where it was heard")
{
    std::vector<HeardTake> takes;
    TakeCollector collector ([&] (HeardTake take) { takes.push_back (std::move (take)); });
    const std::vector<std::int16_t> voice (2'400, 1'000);

    collector.agentVoice (1, voice, 24'000);
    collector.agentVoice (2, voice, 24'000);
    collector.agentPlaced (placeAt (0, 5, 48'000));
    collector.agentVoice (1, voice, 24'000);
    collector.agentHeard ({1, 4'000, 800, {}, {}});
    collector.agentHeard ({2, 2'400, 0, {}, {}});

    REQUIRE (takes.size() == 1);
    CHECK (takes[0].turn == 1);
    CHECK (takes[0].voice.size() == 4'800);
    CHECK (takes[0].heard == 4'000);
    CHECK (takes[0].places.size() == 1);
}

TEST_CASE ("A service that sends without end does not fill the memory")
{
    std::vector<HeardTake> takes;
    TakeCollector collector ([&] (HeardTake take) { takes.push_back (std::move (take)); });
    const std::vector<std::int16_t> voice (1 << 20, 1'000);

    for (int i = 0; i < 100; ++i)
        collector.agentVoice (1, voice, 24'000);

    collector.agentPlaced (placeAt (0, 5, 48'000));
    collector.agentHeard ({1, 100u << 20, 0, {}, {}});
    REQUIRE (takes.size() == 1);
    CHECK (takes[0].voice.size() == std::size_t{1} << 24);
    CHECK (takes[0].heard == std::size_t{1} << 24);
}
