#pragma once

#include "Lv2Position.h"

#include <parlando_realtime/Realtime.h>

#include <lv2/atom/atom.h>
#include <lv2/urid/urid.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace parlando
{

/** A time:Position as an event of a sequence: read from a host, which may say anything, and written for JUCE. */
class Lv2PositionAtom
{
public:
    /** An event with all that a position may hold. */
    struct Event
    {
        struct Property
        {
            std::uint32_t key, context;
            LV2_Atom head;
            std::uint64_t value;
        };

        LV2_Atom_Event event;
        LV2_Atom_Object_Body object;
        std::array<Property, 8> properties;
    };

    /** Asks the host for the numbers of its words. Not the audio thread. */
    explicit Lv2PositionAtom (const LV2_URID_Map&);

    [[nodiscard]] bool isObject (const LV2_Atom&) const PARLANDO_REALTIME;

    /** An object that is none, as its body is too short. JUCE would read on behind it. */
    [[nodiscard]] bool isTornObject (const LV2_Atom&) const PARLANDO_REALTIME;

    [[nodiscard]] bool isPosition (const LV2_Atom&) const PARLANDO_REALTIME;

    /** @param atom  a position, with its body behind it */
    [[nodiscard]] Lv2Position read (const LV2_Atom& atom) const PARLANDO_REALTIME;

    /** At frame 0 of a block. */
    [[nodiscard]] Event write (const Lv2Position&) const PARLANDO_REALTIME;

private:
    struct Limits
    {
        double lowest, highest;
    };

    [[nodiscard]] std::optional<double> number (const LV2_Atom&, Limits) const PARLANDO_REALTIME;
    [[nodiscard]] std::optional<std::int64_t> whole (const LV2_Atom&, Limits) const PARLANDO_REALTIME;
    void readProperty (Lv2Position&, std::uint32_t key, const LV2_Atom&) const PARLANDO_REALTIME;

    LV2_URID object, blank, isInt, isLong, isFloat, isDouble;
    LV2_URID position, frame, speed, bar, barBeat, beat, beatsPerBar, beatUnit, beatsPerMinute;
};

} // namespace parlando
