#include "ReplayHost.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <atomic>
#include <thread>

using namespace parlando;
using namespace parlando::testing;

namespace
{

constexpr auto notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr auto tooFar = std::numeric_limits<std::int64_t>::max();

void checkRefusal (const ReplayPiece& piece, const char* words)
{
    INFO (words);
    CHECK_THROWS_WITH (ReplayMap (std::vector{piece}, 48'000, ReplayAnchor::beats),
                       Catch::Matchers::StartsWith ("Piece 1 of the takes ") &&
                           Catch::Matchers::ContainsSubstring (words));
}

ReplayPiece onePiece() { return wholeTake (makeTones (1, 2'400), 0, 48'000); }

template <typename Change>
ReplayPiece changed (const Change& change)
{
    auto piece = onePiece();
    change (piece);
    return piece;
}

} // namespace

TEST_CASE ("A take is known by the SHA-256 of its rate and samples")
{
    // printf '\xc0\x5d\x00\x00\x01\x00\xfe\xff\x00\x80' | sha256sum
    CHECK (TakeVoice ({1, -2, -32'768}, 24'000).hash() ==
           "d20aef0fcc97294d49768f5f6a9ed512a030d2956dea97d29793f117af45d009");
    CHECK (TakeVoice ({1, -2}, 24'000).hash() != TakeVoice ({1, -2}, 24'001).hash());
    CHECK (makeTones (1, 100'000)->hash() == makeTones (1, 100'000)->hash());
}

TEST_CASE ("A take has samples and a rate that are in range")
{
    CHECK_THROWS_AS (TakeVoice ({}, 24'000), std::invalid_argument);
    CHECK_THROWS_AS (TakeVoice ({1}, 7'999), std::invalid_argument);
    CHECK_THROWS_AS (TakeVoice ({1}, 96'001), std::invalid_argument);
    CHECK_THROWS_AS (TakeVoice ({1}, -1), std::invalid_argument);
}

TEST_CASE ("Of a piece that cannot be, a map says which and why")
{
    checkRefusal (changed ([] (auto& piece) { piece.voice = nullptr; }), "no voice");
    checkRefusal (changed ([] (auto& piece) { piece.first = -1; }), "out of its take");
    checkRefusal (changed ([] (auto& piece) { piece.count = 0; }), "out of its take");
    checkRefusal (changed ([] (auto& piece) { piece.first = 1; }), "out of its take");
    checkRefusal (changed ([] (auto& piece) { piece.first = piece.count = tooFar; }), "out of its take");
    checkRefusal (changed ([] (auto& piece) { piece.position = tooFar; }), "too far");
    checkRefusal (changed ([] (auto& piece) { piece.position = -tooFar; }), "too far");
    checkRefusal (changed ([] (auto& piece) { piece.hostRate = 0; }), "rate");
    checkRefusal (changed ([] (auto& piece) { piece.beats = notANumber; }), "quarter note");
    checkRefusal (changed ([] (auto& piece) { piece.tempo = 0.0; }), "tempo");
    checkRefusal (changed ([] (auto& piece) { piece.tempo = notANumber; }), "tempo");
    CHECK_NOTHROW (ReplayMap (std::vector{onePiece()}, 48'000, ReplayAnchor::beats));
    CHECK_THROWS_AS (ReplayMap ({}, 7'999, ReplayAnchor::beats), std::invalid_argument);
    CHECK_THROWS_AS (ReplayMap (std::vector (ReplayMap::mostPieces + 1, onePiece()), 48'000, ReplayAnchor::beats),
                     std::invalid_argument);
}

TEST_CASE ("The farthest places and the most different rates are played, and no more rates than that")
{
    const std::int64_t farthest = ReplayMap::farthest;
    std::vector<ReplayPiece> pieces{wholeTake (makeTones (1, 2'400), farthest, 768'000),
                                    wholeTake (makeTones (1, 2'400), -farthest, 768'000)};
    ReplayPlayer player;
    give (player, pieces, 768'000);

    for (const auto place : {farthest, -farthest})
    {
        const auto out = play (player, place, 4'000, 768'000, 256);
        CHECK (std::any_of (out.begin(), out.end(), [] (float sample) { return sample != 0.0f; }));
    }

    for (int i = 1; i < 8; ++i)
        pieces.push_back (wholeTake (makeTones (1, 2'400, 24'000 + i), 0, 48'000));

    CHECK_NOTHROW (ReplayMap (pieces, 48'000, ReplayAnchor::samples));
    pieces.push_back (wholeTake (makeTones (1, 2'400, 30'000), 0, 48'000));
    CHECK_THROWS_AS (ReplayMap (pieces, 48'000, ReplayAnchor::samples), std::invalid_argument);
}

TEST_CASE ("A map is let go of once the audio thread has taken the next one, and one it never took at once")
{
    const auto make = []
    { return std::make_shared<const ReplayMap> (std::vector{onePiece()}, 48'000, ReplayAnchor::samples); };
    auto first = make(), second = make(), third = make();
    const std::weak_ptr<const ReplayMap> isFirst = first, isSecond = second, isThird = third;
    ReplayPlayer player;

    player.setMap (std::move (first));
    play (player, 0, 512, 48'000, 512);
    player.setMap (std::move (second));
    player.setMap (std::move (third));
    CHECK (! isFirst.expired());
    CHECK (isSecond.expired());

    play (player, 512, 512, 48'000, 512);
    player.collect();
    CHECK (isFirst.expired());
    CHECK (! isThird.expired());

    player.setMap (nullptr);
    play (player, 1'024, 512, 48'000, 512);
    player.collect();
    CHECK (isThird.expired());
}

TEST_CASE ("Maps change while the audio thread plays, and each sample is of one of them")
{
    ReplayPlayer player;
    std::atomic<bool> isOver{false};
    std::atomic<int> wrong{0}, sounding{0};

    std::thread audio (
        [&]
        {
            std::vector<float> block (64);

            for (std::int64_t position = 0; ! isOver; position = (position + 64) % 9'600)
            {
                const auto sounds = player.render (block, rollingAt (position, 48'000));
                sounding += sounds ? 1 : 0;
                wrong += block.front() != block.back() || (block.front() != 0.0f) != sounds ? 1 : 0;
            }
        });

    for (int i = 1; i <= 300 || sounding < 100; ++i)
    {
        const auto level = static_cast<std::int16_t> (100 + i % 1'000);
        give (player, {wholeTake (makeVoice (std::vector<std::int16_t> (10'000, level), 48'000), 0, 48'000)}, 48'000);
        std::this_thread::yield();
    }

    isOver = true;
    audio.join();
    CHECK (wrong == 0);
}
