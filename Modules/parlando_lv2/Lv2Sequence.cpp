#include "Lv2Sequence.h"

#include <algorithm>
#include <cstring>

namespace parlando
{

Lv2SequenceReader::Lv2SequenceReader (const LV2_Atom_Sequence& sequence) PARLANDO_REALTIME
    : at (reinterpret_cast<const char*> (&sequence + 1)),
      left (sequence.atom.size > sizeof (LV2_Atom_Sequence_Body) ? sequence.atom.size - sizeof (LV2_Atom_Sequence_Body)
                                                                 : 0)
{
}

const LV2_Atom_Event* Lv2SequenceReader::next() PARLANDO_REALTIME
{
    if (left < sizeof (LV2_Atom_Event))
        return nullptr;

    const auto* event = reinterpret_cast<const LV2_Atom_Event*> (at);
    const auto size = sizeof (LV2_Atom_Event) + std::size_t{event->body.size};

    if (size > left)
        return nullptr;

    // The last one may not be filled up.
    const auto step = std::min (paddedLv2Size (size), left);
    at += step;
    left -= step;
    return event;
}

Lv2SequenceWriter::Lv2SequenceWriter (std::size_t capacity)
    : memory (paddedLv2Size (sizeof (LV2_Atom_Sequence) + capacity) / sizeof (std::uint64_t))
{
    clear (0, 0);
}

void Lv2SequenceWriter::clear (std::uint32_t type, std::uint32_t unit) PARLANDO_REALTIME
{
    used = sizeof (LV2_Atom_Sequence);
    auto& header = *reinterpret_cast<LV2_Atom_Sequence*> (memory.data());
    header = {{sizeof (LV2_Atom_Sequence_Body), type}, {unit, 0}};
}

bool Lv2SequenceWriter::append (const LV2_Atom_Event& event) PARLANDO_REALTIME
{
    const auto size = sizeof (LV2_Atom_Event) + std::size_t{event.body.size};
    const auto padded = paddedLv2Size (size);

    if (padded > memory.size() * sizeof (std::uint64_t) - used)
        return false;

    auto* target = reinterpret_cast<char*> (memory.data()) + used;
    std::memcpy (target, &event, size);
    std::memset (target + size, 0, padded - size);
    used += padded;
    reinterpret_cast<LV2_Atom_Sequence*> (memory.data())->atom.size =
        static_cast<std::uint32_t> (used - sizeof (LV2_Atom));
    return true;
}

const LV2_Atom_Sequence& Lv2SequenceWriter::sequence() const PARLANDO_REALTIME
{
    return *reinterpret_cast<const LV2_Atom_Sequence*> (memory.data());
}

} // namespace parlando
