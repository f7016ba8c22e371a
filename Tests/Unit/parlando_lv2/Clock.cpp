#include <parlando_lv2/parlando_lv2.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

namespace parlando::testing
{

namespace
{

constexpr double rate = 48'000.0;

/** What Ardour and jalv tell: bar and beat, and no time:beat. */
Lv2Position rolling (std::int64_t frame, std::int64_t bar, double barBeat, double tempo = 120.0, double beats = 4.0,
                     std::int64_t unit = 4)
{
    return {.frame = frame,
            .speed = 1.0,
            .bar = bar,
            .barBeat = barBeat,
            .beatsPerBar = beats,
            .beatUnit = unit,
            .beatsPerMinute = tempo};
}

Lv2Clock clockAt (const Lv2Position& position)
{
    Lv2Clock clock (rate);
    clock.take (position);
    return clock;
}

} // namespace

TEST_CASE ("A host that has said nothing is unknown, however many blocks pass")
{
    Lv2Clock clock (rate);
    clock.advance (64);
    CHECK_FALSE (clock.isKnown());
    CHECK_FALSE (clock.current().frame);
    CHECK_FALSE (clock.current().beat);
}

TEST_CASE ("The clock runs on between a host's words")
{
    auto clock = clockAt (rolling (1'000, 2, 3.0));
    CHECK (clock.current().frame == 1'000);
    CHECK (clock.current().bar == 2);
    CHECK (clock.current().beat == 11.0);

    for (int i = 0; i < 375; ++i) // a second: two beats at 120
        clock.advance (128);

    CHECK (clock.current().frame == 49'000);
    CHECK (clock.current().bar == 3);
    CHECK (*clock.current().barBeat == Catch::Approx (1.0));
    CHECK (*clock.current().beat == Catch::Approx (13.0));
}

TEST_CASE ("Blocks of no and of one frame are counted as what they are")
{
    auto clock = clockAt (rolling (0, 0, 0.0));
    clock.advance (0);
    CHECK (clock.current().frame == 0);
    clock.advance (1);
    clock.advance (0);
    CHECK (clock.current().frame == 1);
    CHECK (*clock.current().beat == Catch::Approx (2.0 / rate));
}

TEST_CASE ("Where the host stands still nothing moves, and it goes on from there")
{
    auto clock = clockAt (rolling (48'000, 0, 2.0));
    clock.advance (24'000);
    clock.take ({.speed = 0.0});
    clock.advance (1'000'000);
    CHECK (clock.current().speed == 0.0);
    CHECK (clock.current().frame == 72'000);
    CHECK (*clock.current().beat == Catch::Approx (3.0));
    clock.take ({.speed = 1.0});
    clock.advance (24'000);
    CHECK (clock.current().frame == 96'000);
    CHECK (clock.current().bar == 1);
}

TEST_CASE ("After a jump that tells no bar, nothing is known of bars and beats")
{
    auto clock = clockAt (rolling (0, 0, 0.0));
    clock.advance (64);

    SECTION ("a word that says where the clock is anyway is no jump")
    {
        clock.take ({.frame = 64, .speed = 1.0});
        CHECK (clock.current().bar == 0);
        CHECK (clock.current().beat);
    }
    SECTION ("another place is one")
    {
        clock.take ({.frame = 960'000, .speed = 1.0});
        CHECK (clock.current().frame == 960'000);
        CHECK_FALSE (clock.current().bar);
        CHECK_FALSE (clock.current().beat);
        CHECK (clock.current().beatsPerMinute == 120.0);
        CHECK (clock.current().beatsPerBar == 4.0);
    }
}

TEST_CASE ("Another tempo counts from where it was told, and what has passed stays")
{
    auto clock = clockAt (rolling (0, 0, 0.0));
    clock.advance (48'000);
    clock.take ({.beatsPerMinute = 60.0});
    clock.advance (48'000);
    CHECK (*clock.current().beat == Catch::Approx (3.0));
    CHECK (clock.current().frame == 96'000);
}

TEST_CASE ("Another meter begins a bar of its own length")
{
    auto clock = clockAt (rolling (0, 0, 0.0));
    clock.advance (96'000);
    clock.take (rolling (96'000, 1, 0.0, 120.0, 3.0));
    clock.advance (72'000);
    CHECK (clock.current().bar == 2);
    CHECK (*clock.current().barBeat == Catch::Approx (0.0).margin (1e-6));
    CHECK (clock.current().beatsPerBar == 3.0);
}

TEST_CASE ("Bars of eighths are counted in eighths, and the place in quarter notes")
{
    auto clock = clockAt (rolling (0, 2, 3.0, 120.0, 6.0, 8));
    CHECK (clock.current().beat == 7.5);
    clock.advance (36'000); // three eighths
    CHECK (clock.current().bar == 3);
    CHECK (*clock.current().barBeat == Catch::Approx (0.0).margin (1e-6));
}

TEST_CASE ("One place has one number of quarter notes, however it was reached")
{
    auto clock = clockAt (rolling (0, 0, 0.0));
    clock.take (rolling (500, 8, 1.0, 120.0, 3.0));
    const auto located = clock.current();
    clock.take (rolling (0, 7, 2.0, 120.0, 3.0));
    clock.advance (48'000);
    CHECK (clock.current().bar == located.bar);
    CHECK (*clock.current().beat == Catch::Approx (*located.beat));
}

TEST_CASE ("time:beat is read in the unit that the host counts in")
{
    auto told = rolling (0, 2, 1.5, 120.0, 6.0, 8);

    SECTION ("quarter notes, as JUCE's hosts write")
    {
        told.beat = 7.5;
        CHECK (clockAt (told).current().beat == 7.5);
        CHECK (clockAt (told).current().barBeat == 3.0);
    }
    SECTION ("beats of the meter, as the format means it")
    {
        told.beat = 13.5;
        CHECK (clockAt (told).current().beat == 6.75);
        CHECK (clockAt (told).current().barBeat == 1.5);
    }
    SECTION ("the whole beats of the bar, which some hosts write, are no place")
    {
        told.beat = 1.0;
        CHECK (clockAt (told).current().beat == 6.75);
    }
    SECTION ("where the meter was another one before, the host knows better, and the bar is left out")
    {
        told.beat = 11.5;
        CHECK (clockAt (told).current().beat == 11.5);
        CHECK_FALSE (clockAt (told).current().bar);
    }
}

TEST_CASE ("Half speed, and backwards over a bar line")
{
    auto told = rolling (96'000, 1, 0.0);
    told.speed = 0.5;
    auto clock = clockAt (told);
    clock.advance (2'000);
    CHECK (clock.current().frame == 97'000);

    told.speed = -1.0;
    clock.take (told);
    clock.advance (24'000);
    CHECK (clock.current().frame == 72'000);
    CHECK (clock.current().bar == 0);
    CHECK (*clock.current().barBeat == Catch::Approx (3.0));
}

TEST_CASE ("A day in blocks of 64 is right to the sample, and the beat to a millionth")
{
    auto clock = clockAt (rolling (7, 0, 0.0, 133.25));
    constexpr std::int64_t day = 24LL * 3'600 * 48'000;

    for (std::int64_t i = 0; i < day / 64; ++i)
        clock.advance (64);

    CHECK (clock.current().frame == day + 7);
    CHECK (*clock.current().beat == Catch::Approx (24.0 * 60.0 * 133.25).epsilon (1.0e-12));
    CHECK (clock.current().bar == 24 * 60 * 533 / 16);
}

TEST_CASE ("A meter of no whole number of beats is left out, as JUCE would cut it, and the quarter notes stay right")
{
    const auto now = clockAt (rolling (0, 2, 0.5, 120.0, 3.5)).current();
    CHECK (now.beat == 7.5);
    CHECK_FALSE (now.beatsPerBar);
    CHECK_FALSE (now.beatUnit);
    CHECK_FALSE (now.bar);
}

TEST_CASE ("A place that moves without a tempo counts for the frame it was told at")
{
    Lv2Position told{.frame = 0, .speed = 1.0, .beat = 5.0};
    auto clock = clockAt (told);
    CHECK (clock.current().beat == 5.0);
    clock.advance (64);
    CHECK (clock.current().frame == 64);
    CHECK_FALSE (clock.current().beat);
}

TEST_CASE ("While no block comes a place that stands is kept, and one that moves is forgotten")
{
    auto clock = clockAt (rolling (0, 0, 0.0));
    clock.suspend();
    CHECK_FALSE (clock.isKnown());

    auto told = rolling (480, 0, 0.0);
    told.speed = 0.0;
    clock.take (told);
    clock.suspend();
    CHECK (clock.isKnown());
    CHECK (clock.current().frame == 480);
}

} // namespace parlando::testing
