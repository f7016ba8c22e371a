#include "Lv2TimeEvents.h"

#include <algorithm>

namespace parlando
{

Lv2TimeEvents::Lv2TimeEvents (const LV2_URID_Map& map, std::size_t capacity)
    : atom (map), written (std::clamp (capacity, fewest, most) + sizeof (Lv2PositionAtom::Event)),
      sequenceType (map.map (map.handle, LV2_ATOM__Sequence))
{
}

const LV2_Atom_Sequence* Lv2TimeEvents::rewrite (const LV2_Atom_Sequence* fromHost, const LV2_Atom_Sequence* times,
                                                 Lv2Clock& clock, std::uint32_t frames) PARLANDO_REALTIME
{
    const auto* events = isSequence (fromHost) ? fromHost : nullptr;
    const auto* positions = isSequence (times) && hasPosition (*times) ? times : events;
    written.clear (sequenceType, events != nullptr ? events->body.unit : 0);

    if (positions != nullptr)
        takeFirst (*positions, clock);

    if (clock.isKnown())
        written.append (atom.write (clock.current()).event);

    run (clock, positions, frames);
    return events == nullptr || copy (*events) ? &written.sequence() : fromHost;
}

bool Lv2TimeEvents::isSequence (const LV2_Atom_Sequence* sequence) const PARLANDO_REALTIME
{
    return sequence != nullptr && sequence->atom.type == sequenceType;
}

bool Lv2TimeEvents::hasPosition (const LV2_Atom_Sequence& events) const PARLANDO_REALTIME
{
    Lv2SequenceReader reader (events);

    while (const auto* event = reader.next())
        if (atom.isPosition (event->body))
            return true;

    return false;
}

void Lv2TimeEvents::takeFirst (const LV2_Atom_Sequence& events, Lv2Clock& clock) const PARLANDO_REALTIME
{
    Lv2SequenceReader reader (events);

    while (const auto* event = reader.next())
        if (event->time.frames <= 0 && atom.isPosition (event->body))
            clock.take (atom.read (event->body));
}

/** Through a block whose first positions were taken. */
void Lv2TimeEvents::run (Lv2Clock& clock, const LV2_Atom_Sequence* positions,
                         std::uint32_t frames) const PARLANDO_REALTIME
{
    std::int64_t passed = 0;

    if (positions != nullptr)
    {
        Lv2SequenceReader reader (*positions);

        while (const auto* event = reader.next())
            if (event->time.frames > 0 && atom.isPosition (event->body))
            {
                const auto at = std::clamp<std::int64_t> (event->time.frames, passed, frames);
                clock.advance (at - passed);
                clock.take (atom.read (event->body));
                passed = at;
            }
    }

    clock.advance (std::int64_t{frames} - passed);
}

/** False where not all found room. */
bool Lv2TimeEvents::copy (const LV2_Atom_Sequence& events) PARLANDO_REALTIME
{
    Lv2SequenceReader reader (events);

    while (const auto* event = reader.next())
        if (! atom.isPosition (event->body) && ! atom.isTornObject (event->body) && ! written.append (*event))
            return false;

    return true;
}

} // namespace parlando
