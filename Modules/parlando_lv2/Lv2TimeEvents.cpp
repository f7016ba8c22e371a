#include "Lv2TimeEvents.h"

#include <algorithm>

namespace parlando
{

Lv2TimeEvents::Lv2TimeEvents (const LV2_URID_Map& map, std::size_t capacity)
    : atom (map), written (std::clamp (capacity, fewest, most) + sizeof (Lv2PositionAtom::Event)),
      sequenceType (map.map (map.handle, LV2_ATOM__Sequence))
{
}

const LV2_Atom_Sequence* Lv2TimeEvents::rewrite (const LV2_Atom_Sequence* fromHost, Lv2Clock& clock,
                                                 std::uint32_t frames) PARLANDO_REALTIME
{
    const auto* events = fromHost != nullptr && fromHost->atom.type == sequenceType ? fromHost : nullptr;
    written.clear (sequenceType, events != nullptr ? events->body.unit : 0);

    if (events != nullptr)
        takeFirst (*events, clock);

    if (clock.isKnown())
        written.append (atom.write (clock.current()).event);

    if (events == nullptr)
    {
        clock.advance (frames);
        return &written.sequence();
    }

    return copy (*events, clock, frames) ? &written.sequence() : fromHost;
}

void Lv2TimeEvents::takeFirst (const LV2_Atom_Sequence& events, Lv2Clock& clock) const PARLANDO_REALTIME
{
    Lv2SequenceReader reader (events);

    while (const auto* event = reader.next())
        if (event->time.frames <= 0 && atom.isPosition (event->body))
            clock.take (atom.read (event->body));
}

bool Lv2TimeEvents::copy (const LV2_Atom_Sequence& events, Lv2Clock& clock, std::uint32_t frames) PARLANDO_REALTIME
{
    Lv2SequenceReader reader (events);
    std::int64_t passed = 0;
    auto hasRoom = true;

    while (const auto* event = reader.next())
    {
        if (! atom.isPosition (event->body))
        {
            hasRoom = hasRoom && (atom.isTornObject (event->body) || written.append (*event));
            continue;
        }

        if (event->time.frames > 0)
        {
            const auto at = std::clamp<std::int64_t> (event->time.frames, passed, frames);
            clock.advance (at - passed);
            clock.take (atom.read (event->body));
            passed = at;
        }
    }

    clock.advance (std::int64_t{frames} - passed);
    return hasRoom;
}

} // namespace parlando
