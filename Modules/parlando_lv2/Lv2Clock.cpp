#include "Lv2Clock.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace
{

/** Hosts tell beats in single precision, a 1 000th of a beat at least for days. */
bool isSameBeat (double a, double b) PARLANDO_REALTIME { return std::abs (a - b) < 1.0e-2; }

} // namespace

void Lv2Clock::take (const Lv2Position& told) PARLANDO_REALTIME
{
    settle();
    const auto hasJumped = told.frame && frame && *told.frame != *frame;

    if (told.frame)
        frame = told.frame;

    speed = told.speed.value_or (speed);

    if (told.beatsPerMinute)
        tempo = told.beatsPerMinute;

    takeMeter (told);
    takePlace (told, hasJumped);
    known = true;
}

void Lv2Clock::suspend() PARLANDO_REALTIME
{
    if (speed != 0.0)
        *this = Lv2Clock (rate);
}

/** Makes the present frame the one that all counts from. */
void Lv2Clock::settle() PARLANDO_REALTIME
{
    const auto moved = quartersMoved();

    if (place)
        place = barAfter (moved);

    if (quarters)
        *quarters += moved;

    if (frame)
        *frame += framesMoved();

    elapsed = 0;
}

void Lv2Clock::takeMeter (const Lv2Position& told) PARLANDO_REALTIME
{
    if (told.beatsPerBar)
        beatsPerBar = told.beatsPerBar;

    if (told.beatUnit)
        beatUnit = static_cast<double> (*told.beatUnit);

    if (place)
        quarters = static_cast<double> (place->bar) * quartersPerBar() + place->quarters;
}

void Lv2Clock::takePlace (const Lv2Position& told, bool hasJumped) PARLANDO_REALTIME
{
    if (told.bar && told.barBeat && hasMeter())
    {
        takeBar (told);
        return;
    }

    if (told.beat || hasJumped)
    {
        quarters = told.beat;
        place.reset();
    }
}

/** JUCE's hosts count both kinds of beats in quarter notes, LV2 means those of the meter, and some hosts give the beat
    within the bar twice. Which of it is so shows in the quarter notes before the bar. */
void Lv2Clock::takeBar (const Lv2Position& told) PARLANDO_REALTIME
{
    const auto bar = static_cast<double> (*told.bar);
    const auto before = bar * quartersPerBar();
    const auto quartersPerBeat = 4.0 / *beatUnit;
    const auto barBegan = told.beat ? std::optional (*told.beat - *told.barBeat) : std::nullopt;

    if (barBegan && isSameBeat (*barBegan, before))
    {
        place = BarPlace{*told.bar, std::max (0.0, *told.beat - before)};
        quarters = told.beat;
        return;
    }

    // The meter was another one before, and the host knows better.
    if (barBegan && *barBegan >= 0.5 && ! isSameBeat (*barBegan, bar * *beatsPerBar))
    {
        place.reset();
        quarters = told.beat;
        return;
    }

    place = BarPlace{*told.bar, *told.barBeat * quartersPerBeat};
    quarters = before + place->quarters;
}

std::int64_t Lv2Clock::framesMoved() const PARLANDO_REALTIME
{
    if (speed == 1.0)
        return elapsed;

    return static_cast<std::int64_t> (std::round (speed * static_cast<double> (elapsed)));
}

double Lv2Clock::quartersMoved() const PARLANDO_REALTIME
{
    return tempo ? speed * static_cast<double> (elapsed) * *tempo / (60.0 * rate) : 0.0;
}

Lv2Clock::BarPlace Lv2Clock::barAfter (double moved) const PARLANDO_REALTIME
{
    const auto length = quartersPerBar();
    const auto inBar = place->quarters + moved;
    const auto bars = std::floor (inBar / length);
    return {place->bar + static_cast<std::int64_t> (bars), inBar - bars * length};
}

Lv2Position Lv2Clock::current() const PARLANDO_REALTIME
{
    Lv2Position now;
    now.speed = speed;
    now.beatsPerMinute = tempo;
    const auto moved = quartersMoved();

    if (frame)
        now.frame = *frame + framesMoved();

    if (quarters && (tempo || speed == 0.0 || elapsed == 0))
        now.beat = *quarters + moved;

    if (! hasMeter() || *beatsPerBar != std::floor (*beatsPerBar))
        return now;

    now.beatsPerBar = beatsPerBar;
    now.beatUnit = static_cast<std::int64_t> (*beatUnit);

    if (place && now.beat)
    {
        const auto at = barAfter (moved);
        now.bar = at.bar;
        now.barBeat = at.quarters * *beatUnit / 4.0;
    }

    return now;
}

} // namespace parlando
