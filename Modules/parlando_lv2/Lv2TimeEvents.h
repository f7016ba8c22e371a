#pragma once

#include "Lv2Clock.h"
#include "Lv2PositionAtom.h"
#include "Lv2Sequence.h"

#include <cstddef>
#include <cstdint>

namespace parlando
{

/** What JUCE reads of a host's events: each as it came and at its frame, but for the time:Positions, in whose place one
    stands at frame 0, in every block, with what the clock says. JUCE forgets the position before each block, and takes
    one from within a block for the block's beginning. */
class Lv2TimeEvents
{
public:
    /** Bytes of a host's events in a block: 64 KiB at least, and no more than 1 MiB whatever a host says. */
    static constexpr std::size_t fewest = std::size_t{1} << 16, most = std::size_t{1} << 20;

    /** Not the audio thread.
        @param capacity  bytes that a host's sequence may have; brought within the limits */
    Lv2TimeEvents (const LV2_URID_Map&, std::size_t capacity);

    /** Runs the clock through the block: a position at frame 0 counts for it, a later one takes effect at its frame.
       Before a host's first position there is none.

        @param fromHost  none, or any; the result is the host's own where it finds no room here: no event is lost, and
       the time in this block is then what the host says in it
        @param times     positions that the host sends apart from its events; they count before those among them
        @returns         valid until the next call */
    [[nodiscard]] const LV2_Atom_Sequence* rewrite (const LV2_Atom_Sequence* fromHost, const LV2_Atom_Sequence* times,
                                                    Lv2Clock&, std::uint32_t frames) PARLANDO_REALTIME;

private:
    [[nodiscard]] bool isSequence (const LV2_Atom_Sequence*) const PARLANDO_REALTIME;
    [[nodiscard]] bool hasPosition (const LV2_Atom_Sequence&) const PARLANDO_REALTIME;
    void takeFirst (const LV2_Atom_Sequence&, Lv2Clock&) const PARLANDO_REALTIME;
    void run (Lv2Clock&, const LV2_Atom_Sequence*, std::uint32_t frames) const PARLANDO_REALTIME;
    bool copy (const LV2_Atom_Sequence&) PARLANDO_REALTIME;

    Lv2PositionAtom atom;
    Lv2SequenceWriter written;
    LV2_URID sequenceType;
};

} // namespace parlando
