#include "Lv2PositionAtom.h"

#include "Lv2Sequence.h"

#include <lv2/time/time.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace parlando
{

namespace
{

LV2_URID numberOf (const LV2_URID_Map& map, const char* uri) { return map.map (map.handle, uri); }

/** An atom's body as a value of that size. */
template <typename Value>
std::optional<Value> bodyAs (const LV2_Atom& atom) PARLANDO_REALTIME
{
    if (atom.size != sizeof (Value))
        return std::nullopt;

    Value value;
    std::memcpy (&value, &atom + 1, sizeof (Value));
    return value;
}

/** Appends values to an event, as many as its properties. */
struct PropertyWriter
{
    template <typename Value>
    void add (std::uint32_t key, std::uint32_t type, Value value) PARLANDO_REALTIME
    {
        auto& property = event.properties[count++];
        property = {key, 0, {sizeof (Value), type}, 0};
        std::memcpy (&property.value, &value, sizeof (Value));
    }

    Lv2PositionAtom::Event& event;
    std::size_t count = 0;
};

} // namespace

Lv2PositionAtom::Lv2PositionAtom (const LV2_URID_Map& map)
    : object (numberOf (map, LV2_ATOM__Object)), blank (numberOf (map, LV2_ATOM__Blank)),
      isInt (numberOf (map, LV2_ATOM__Int)), isLong (numberOf (map, LV2_ATOM__Long)),
      isFloat (numberOf (map, LV2_ATOM__Float)), isDouble (numberOf (map, LV2_ATOM__Double)),
      position (numberOf (map, LV2_TIME__Position)), frame (numberOf (map, LV2_TIME__frame)),
      speed (numberOf (map, LV2_TIME__speed)), bar (numberOf (map, LV2_TIME__bar)),
      barBeat (numberOf (map, LV2_TIME__barBeat)), beat (numberOf (map, LV2_TIME__beat)),
      beatsPerBar (numberOf (map, LV2_TIME__beatsPerBar)), beatUnit (numberOf (map, LV2_TIME__beatUnit)),
      beatsPerMinute (numberOf (map, LV2_TIME__beatsPerMinute))
{
}

bool Lv2PositionAtom::isObject (const LV2_Atom& atom) const PARLANDO_REALTIME
{
    return atom.type == object || atom.type == blank;
}

bool Lv2PositionAtom::isTornObject (const LV2_Atom& atom) const PARLANDO_REALTIME
{
    return isObject (atom) && atom.size < sizeof (LV2_Atom_Object_Body);
}

bool Lv2PositionAtom::isPosition (const LV2_Atom& atom) const PARLANDO_REALTIME
{
    return isObject (atom) && ! isTornObject (atom) &&
           reinterpret_cast<const LV2_Atom_Object*> (&atom)->body.otype == position;
}

Lv2Position Lv2PositionAtom::read (const LV2_Atom& atom) const PARLANDO_REALTIME
{
    Lv2Position told;
    const auto* at = reinterpret_cast<const char*> (&atom + 1) + sizeof (LV2_Atom_Object_Body);
    auto left = std::size_t{atom.size} - sizeof (LV2_Atom_Object_Body);

    while (left >= sizeof (LV2_Atom_Property_Body))
    {
        const auto& property = *reinterpret_cast<const LV2_Atom_Property_Body*> (at);
        const auto size = sizeof (LV2_Atom_Property_Body) + std::size_t{property.value.size};

        if (size > left)
            break;

        readProperty (told, property.key, property.value);
        const auto step = std::min (paddedLv2Size (size), left);
        at += step;
        left -= step;
    }

    return told;
}

/** The limits are those of what can be, with room: they keep sums of them finite, and whole numbers exact. */
void Lv2PositionAtom::readProperty (Lv2Position& told, std::uint32_t key, const LV2_Atom& value) const PARLANDO_REALTIME
{
    constexpr Limits frames{-0x1.0p53, 0x1.0p53}, speeds{-100.0, 100.0}, bars{-1.0e9, 1.0e9}, barBeats{0.0, 1.0e6},
        beats{-1.0e12, 1.0e12}, meters{0.25, 1'000.0}, units{1.0, 1'024.0}, tempos{0.1, 10'000.0};

    if (key == frame)
        told.frame = whole (value, frames);
    else if (key == speed)
        told.speed = number (value, speeds);
    else if (key == bar)
        told.bar = whole (value, bars);
    else if (key == barBeat)
        told.barBeat = number (value, barBeats);
    else if (key == beat)
        told.beat = number (value, beats);
    else if (key == beatsPerBar)
        told.beatsPerBar = number (value, meters);
    else if (key == beatUnit)
        told.beatUnit = whole (value, units);
    else if (key == beatsPerMinute)
        told.beatsPerMinute = number (value, tempos);
}

std::optional<double> Lv2PositionAtom::number (const LV2_Atom& atom, Limits limits) const PARLANDO_REALTIME
{
    std::optional<double> value;

    if (atom.type == isDouble)
        value = bodyAs<double> (atom);
    else if (atom.type == isFloat)
        value = bodyAs<float> (atom);
    else if (atom.type == isInt)
        value = bodyAs<std::int32_t> (atom);
    else if (const auto integer = atom.type == isLong ? bodyAs<std::int64_t> (atom) : std::nullopt)
        value = static_cast<double> (*integer);

    return value && *value >= limits.lowest && *value <= limits.highest ? value : std::nullopt;
}

std::optional<std::int64_t> Lv2PositionAtom::whole (const LV2_Atom& atom, Limits limits) const PARLANDO_REALTIME
{
    const auto value = number (atom, limits);
    return value ? std::optional (static_cast<std::int64_t> (std::floor (*value))) : std::nullopt;
}

/** In the types that the format's specification names. */
Lv2PositionAtom::Event Lv2PositionAtom::write (const Lv2Position& now) const PARLANDO_REALTIME
{
    Event event{};
    PropertyWriter writer{event};

    if (now.frame)
        writer.add (frame, isLong, *now.frame);
    if (now.speed)
        writer.add (speed, isFloat, static_cast<float> (*now.speed));
    if (now.bar)
        writer.add (bar, isLong, *now.bar);
    if (now.barBeat)
        writer.add (barBeat, isFloat, static_cast<float> (*now.barBeat));
    if (now.beat)
        writer.add (beat, isDouble, *now.beat);
    if (now.beatsPerBar)
        writer.add (beatsPerBar, isFloat, static_cast<float> (*now.beatsPerBar));
    if (now.beatUnit)
        writer.add (beatUnit, isInt, static_cast<std::int32_t> (*now.beatUnit));
    if (now.beatsPerMinute)
        writer.add (beatsPerMinute, isFloat, static_cast<float> (*now.beatsPerMinute));

    event.object.otype = position;
    event.event.body.type = object;
    event.event.body.size =
        static_cast<std::uint32_t> (sizeof (LV2_Atom_Object_Body) + writer.count * sizeof (Event::Property));
    return event;
}

} // namespace parlando
