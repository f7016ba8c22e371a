#include "WordMarks.h"

#include <algorithm>
#include <cmath>

namespace parlando
{
namespace
{

constexpr int ticksPerBeat = 960;
constexpr std::uint64_t mostTicks = 0x0fffffff; // what a delta of four bytes holds

/** The largest byte first, as in all of a MIDI file. */
void appendBig (std::string& text, std::uint64_t number, int bytes)
{
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        text += static_cast<char> (number >> shift);
}

/** Seven bits in each byte, all but the last one with the highest bit. */
void appendVariable (std::string& text, std::uint64_t number)
{
    for (int shift = 21; shift > 0; shift -= 7)
        if (number >> shift != 0)
            text += static_cast<char> (0x80 | ((number >> shift) & 0x7f));

    text += static_cast<char> (number & 0x7f);
}

void appendMeta (std::string& track, std::uint64_t delta, int kind, std::string_view content)
{
    appendVariable (track, delta);
    track += '\xff';
    track += static_cast<char> (kind);
    appendVariable (track, content.size());
    track += content;
}

std::string tempoContent (double beatsPerMinute)
{
    std::string content;
    appendBig (content, static_cast<std::uint64_t> (std::llround (60.0e6 / beatsPerMinute)), 3); // µs a beat
    return content;
}

/** Empty where it is no meter that the file can hold. */
std::string meterContent (const MidiTempo& tempo)
{
    if (! tempo.numerator || ! tempo.denominator || *tempo.numerator < 1 || *tempo.numerator > 255)
        return {};

    for (int power = 0; power <= 6; ++power)
        if (1 << power == *tempo.denominator)
            return {static_cast<char> (*tempo.numerator), static_cast<char> (power), 24, 8};

    return {};
}

} // namespace

std::string toMidiMarkers (std::span<const WordMark> marks, const MidiTempo& tempo)
{
    // What three bytes of µs can say, and what a host would show.
    const auto bpm = std::isfinite (tempo.beatsPerMinute) ? std::clamp (tempo.beatsPerMinute, 4.0, 1000.0) : 120.0;
    std::string track;
    appendMeta (track, 0, 0x03, "Parlando");
    appendMeta (track, 0, 0x51, tempoContent (bpm));

    if (const auto meter = meterContent (tempo); ! meter.empty())
        appendMeta (track, 0, 0x58, meter);

    std::uint64_t last = 0;

    for (const auto& mark : marks)
    {
        const auto ticks = std::min (mark.start * bpm / 60.0 * ticksPerBeat, 1.0e15);
        const auto tick = std::max (static_cast<std::uint64_t> (std::llround (ticks)), last);
        const auto delta = std::min (tick - last, mostTicks);
        appendMeta (track, delta, 0x06, mark.text);
        last += delta;
    }

    appendMeta (track, 0, 0x2f, "");
    std::string file = "MThd";
    appendBig (file, 6, 4);
    appendBig (file, 1, 2); // format
    appendBig (file, 1, 2); // tracks
    appendBig (file, ticksPerBeat, 2);
    file += "MTrk";
    appendBig (file, track.size(), 4);
    return file + track;
}

} // namespace parlando
