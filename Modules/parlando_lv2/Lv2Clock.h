#pragma once

#include "Lv2Position.h"

#include <parlando_realtime/Realtime.h>

#include <cstdint>
#include <optional>

namespace parlando
{

/** Where an LV2's host is in every block. Hosts say so when something changes; from there on the clock runs by itself.

    One thread at a time: the audio thread's, but for suspend().
*/
class Lv2Clock
{
public:
    /** @param sampleRate  Hz, above 0. */
    explicit Lv2Clock (double sampleRate) : rate (sampleRate) {}

    /** The host says this at the clock's present frame. What it leaves out goes on as it was; only of a place in bars
       and beats nothing is known after a jump that tells none. */
    void take (const Lv2Position&) PARLANDO_REALTIME;

    /** So many frames passed. */
    void advance (std::int64_t frames) PARLANDO_REALTIME { elapsed += frames; }

    /** For a while no block came, or none comes for a while: a place that moved is not known any more. */
    void suspend() PARLANDO_REALTIME;

    /** The host has said something. */
    [[nodiscard]] bool isKnown() const PARLANDO_REALTIME { return known; }

    /** What is so at the present frame. `beat` is in quarter notes; it counts those before the bar as if its meter had
        been so from bar 0 on, where the host itself told bars alone: one place has one number, however it was reached.
        `bar` is there only where `beat` minus its quarter notes is that of the bar's beginning. A meter of no whole
       number of beats is left out, with the bar. */
    [[nodiscard]] Lv2Position current() const PARLANDO_REALTIME;

private:
    /** A bar and what of it passed, in quarter notes. */
    struct BarPlace
    {
        std::int64_t bar = 0;
        double quarters = 0.0;
    };

    void settle() PARLANDO_REALTIME;
    void takeMeter (const Lv2Position&) PARLANDO_REALTIME;
    void takePlace (const Lv2Position&, bool hasJumped) PARLANDO_REALTIME;
    void takeBar (const Lv2Position&) PARLANDO_REALTIME;

    [[nodiscard]] bool hasMeter() const PARLANDO_REALTIME { return beatsPerBar && beatUnit; }
    [[nodiscard]] double quartersPerBar() const PARLANDO_REALTIME { return 4.0 * *beatsPerBar / *beatUnit; }
    [[nodiscard]] std::int64_t framesMoved() const PARLANDO_REALTIME;
    [[nodiscard]] double quartersMoved() const PARLANDO_REALTIME;
    [[nodiscard]] BarPlace barAfter (double quartersMoved) const PARLANDO_REALTIME;

    double rate;
    bool known = false;

    // At the frame from which `elapsed` counts. Nothing is added up block by block: it would drift.
    std::int64_t elapsed = 0;
    std::optional<std::int64_t> frame;
    double speed = 0.0;
    std::optional<double> tempo;
    std::optional<double> beatsPerBar, beatUnit;
    std::optional<double> quarters; /**< Since bar 0. */
    std::optional<BarPlace> place;  /**< Only with a meter. */
};

} // namespace parlando
