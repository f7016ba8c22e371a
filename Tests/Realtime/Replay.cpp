// Takes that are replayed, while other maps come and the host goes anywhere. RealtimeSanitizer alone watches.

#include <parlando_replay/parlando_replay.h>

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <limits>
#include <random>
#include <thread>
#include <vector>

using namespace parlando;

namespace
{

bool replayedBlock (ReplayPlayer& player, std::span<float> out, const HostTransport& host) PARLANDO_REALTIME
{
    return player.render (out, host);
}

HostTransport anyTransport (std::mt19937& random, std::int64_t position)
{
    const double nonsense[] = {std::numeric_limits<double>::quiet_NaN(), 1e300, -1.0, 0.0, 120.0, 1e-3};
    HostTransport host;
    host.isThere = random() % 20 != 0;
    host.isPlaying = random() % 20 != 0;
    host.hasSamples = random() % 4 != 0;
    host.samples = random() % 50 == 0 ? std::numeric_limits<std::int64_t>::min() : position;
    host.sampleRate = random() % 20 == 0 ? 0 : 48'000;

    if (random() % 2 == 0)
    {
        host.beats = random() % 10 == 0 ? nonsense[random() % 6] : static_cast<double> (position) / 24'000.0;
        host.tempo = random() % 10 == 0 ? nonsense[random() % 6] : 120.0;
    }

    return host;
}

std::shared_ptr<const ReplayMap> anyMap (std::mt19937& random)
{
    std::vector<ReplayPiece> pieces;

    for (int i = 0; i < 20; ++i)
    {
        const auto rate = random() % 2 == 0 ? 24'000 : 8'001;
        const auto voice = std::make_shared<const TakeVoice> (std::vector<std::int16_t> (4'800, 1'000), rate);
        const auto place = static_cast<std::int64_t> (random() % 100'000);
        pieces.push_back ({voice, 10, 4'700, place, 48'000, static_cast<double> (place) / 24'000.0, 120.0});
    }

    return std::make_shared<const ReplayMap> (pieces, 48'000,
                                              random() % 2 == 0 ? ReplayAnchor::samples : ReplayAnchor::beats);
}

} // namespace

TEST_CASE ("Replay neither allocates nor blocks, wherever the host goes and whatever maps come")
{
    ReplayPlayer player;
    std::atomic<bool> isOver{false};
    std::thread others (
        [&]
        {
            for (std::mt19937 random (8); ! isOver; std::this_thread::yield())
                player.setMap (random() % 10 == 0 ? nullptr : anyMap (random));
        });

    std::mt19937 random (7);
    std::vector<float> memory (4'096);
    std::int64_t position = -10'000;
    int sounding = 0;

    for (int i = 0; i < 20'000 || sounding < 1'000; ++i)
    {
        const auto frames = random() % (i % 100 == 0 ? 4'097 : 200);
        const auto out = std::span (memory).first (frames);
        sounding += replayedBlock (player, out, anyTransport (random, position)) ? 1 : 0;
        position = random() % 300 == 0 ? static_cast<std::int64_t> (random() % 100'000)
                                       : position + static_cast<std::int64_t> (frames);

        if (position > 110'000)
            position = 0;
    }

    isOver = true;
    others.join();
    CHECK (sounding >= 1'000);
}
