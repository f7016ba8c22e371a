#pragma once

#include <parlando_realtime/Realtime.h>

#include <lv2/atom/atom.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace parlando
{

/** The size of an atom's body with what fills it up to where the next may begin. */
constexpr std::size_t paddedLv2Size (std::size_t size) noexcept { return (size + 7) & ~std::size_t (7); }

/** Goes through a host's events and leaves off at the first that is not whole: no size is believed beyond the
    sequence's own. The sequence must be aligned as the format says, to 8 bytes. */
class Lv2SequenceReader
{
public:
    explicit Lv2SequenceReader (const LV2_Atom_Sequence& sequence) PARLANDO_REALTIME;

    /** None at the end. */
    [[nodiscard]] const LV2_Atom_Event* next() PARLANDO_REALTIME;

private:
    const char* at;
    std::size_t left;
};

/** A sequence in memory of our own. */
class Lv2SequenceWriter
{
public:
    /** @param capacity  bytes of events that find room */
    explicit Lv2SequenceWriter (std::size_t capacity);

    /** Begins anew. */
    void clear (std::uint32_t type, std::uint32_t unit) PARLANDO_REALTIME;

    /** False where it found no room, and nothing was written.
        @param event  with its body behind it */
    bool append (const LV2_Atom_Event& event) PARLANDO_REALTIME;

    [[nodiscard]] const LV2_Atom_Sequence& sequence() const PARLANDO_REALTIME;

private:
    std::vector<std::uint64_t> memory;
    std::size_t used = sizeof (LV2_Atom_Sequence);
};

} // namespace parlando
