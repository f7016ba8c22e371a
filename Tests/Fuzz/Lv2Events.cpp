// Any bytes as the events of an LV2's host, block after block: what JUCE gets stays within its memory and holds no
// number that JUCE could not take.

#include <parlando_lv2/Lv2TimeEvents.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace
{

/** Small numbers, so that bytes hit them. */
LV2_URID numberFor (LV2_URID_Map_Handle, const char* uri)
{
    static std::vector<std::string> known;

    for (std::size_t i = 0; i < known.size(); ++i)
        if (known[i] == uri)
            return static_cast<LV2_URID> (i) + 1;

    known.emplace_back (uri);
    return static_cast<LV2_URID> (known.size());
}

void check (const parlando::Lv2Position& now)
{
    for (const auto& value : {now.speed, now.barBeat, now.beat, now.beatsPerBar, now.beatsPerMinute})
        if (value && ! std::isfinite (*value))
            std::abort();

    if ((now.beatsPerBar && *now.beatsPerBar < 1.0) || (now.beatUnit && *now.beatUnit < 1))
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    LV2_URID_Map map{nullptr, numberFor};
    static parlando::Lv2TimeEvents events (map, 0);
    parlando::Lv2Clock clock (48'000.0);
    const auto sequenceType = numberFor (nullptr, LV2_ATOM__Sequence);

    // Blocks of up to 511 bytes, each in memory of just its size.
    while (size >= 2)
    {
        const auto length = std::min<std::size_t> (size - 1, std::size_t{bytes[0]} * 2 + 1);
        std::vector<std::uint64_t> memory ((sizeof (LV2_Atom_Sequence) + length + 7) / 8);
        auto& sequence = *reinterpret_cast<LV2_Atom_Sequence*> (memory.data());
        sequence.atom = {static_cast<std::uint32_t> (sizeof (LV2_Atom_Sequence_Body) + length), sequenceType};
        std::memcpy (&sequence + 1, bytes + 1, length);
        const auto* rewritten = events.rewrite (&sequence, nullptr, clock, bytes[0]);

        if (rewritten->atom.size > parlando::Lv2TimeEvents::most)
            std::abort();

        check (clock.current());
        bytes += length + 1;
        size -= length + 1;
    }

    return 0;
}
