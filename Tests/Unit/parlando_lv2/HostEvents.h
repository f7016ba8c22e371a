#pragma once

#include <parlando_lv2/parlando_lv2.h>

#include <lv2/atom/forge.h>
#include <lv2/atom/util.h>
#include <lv2/midi/midi.h>
#include <lv2/patch/patch.h>
#include <lv2/time/time.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace parlando::testing
{

/** A host's numbers for URIs. */
class UriMap
{
public:
    [[nodiscard]] LV2_URID operator[] (const std::string& uri)
    {
        const auto found = std::find (known.begin(), known.end(), uri);

        if (found != known.end())
            return static_cast<LV2_URID> (found - known.begin()) + 1;

        known.push_back (uri);
        return static_cast<LV2_URID> (known.size());
    }

    LV2_URID_Map feature{this, [] (LV2_URID_Map_Handle handle, const char* uri)
                         { return (*static_cast<UriMap*> (handle))[uri]; }};

private:
    std::vector<std::string> known;
};

/** A block's events, made with LV2's own forge as hosts do. */
class HostEvents
{
public:
    explicit HostEvents (UriMap& uris, std::size_t capacity = 1 << 16) : map (uris), memory (capacity / 8)
    {
        lv2_atom_forge_init (&forge, &map.feature);
        lv2_atom_forge_set_buffer (&forge, reinterpret_cast<std::uint8_t*> (memory.data()), capacity);
        lv2_atom_forge_sequence_head (&forge, &frame, 0);
    }

    /** What Ardour 7 sends. */
    HostEvents& ardour (std::int64_t at, std::int64_t place, float speed, std::int64_t bar, float barBeat,
                        float bpm = 120.0f, float beatsPerBar = 4.0f, int unit = 4)
    {
        position (at, {.frame = place,
                       .speed = speed,
                       .bar = bar,
                       .barBeat = barBeat,
                       .beatsPerBar = beatsPerBar,
                       .beatUnit = unit,
                       .beatsPerMinute = bpm});
        return *this;
    }

    HostEvents& position (std::int64_t at, const Lv2Position& told, const char* kind = LV2_ATOM__Object)
    {
        lv2_atom_forge_frame_time (&forge, at);
        LV2_Atom_Forge_Frame object;
        lv2_atom_forge_object (&forge, &object, 0, map[LV2_TIME__Position]);
        forgeInto (told);
        lv2_atom_forge_pop (&forge, &object);

        if (std::string (kind) != LV2_ATOM__Object)
            reinterpret_cast<LV2_Atom*> (lv2_atom_forge_deref (&forge, object.ref))->type = map[kind];

        return *this;
    }

    /** A position with one value, of any type. */
    template <typename Value>
    HostEvents& odd (const char* key, const char* type, Value value)
    {
        lv2_atom_forge_frame_time (&forge, 0);
        LV2_Atom_Forge_Frame object;
        lv2_atom_forge_object (&forge, &object, 0, map[LV2_TIME__Position]);
        lv2_atom_forge_key (&forge, map[key]);
        lv2_atom_forge_atom (&forge, sizeof (Value), map[type]);
        lv2_atom_forge_write (&forge, &value, sizeof (Value));
        lv2_atom_forge_pop (&forge, &object);
        return *this;
    }

    HostEvents& midi (std::int64_t at, const std::vector<std::uint8_t>& bytes)
    {
        lv2_atom_forge_frame_time (&forge, at);
        lv2_atom_forge_atom (&forge, static_cast<std::uint32_t> (bytes.size()), map[LV2_MIDI__MidiEvent]);
        lv2_atom_forge_write (&forge, bytes.data(), static_cast<std::uint32_t> (bytes.size()));
        return *this;
    }

    HostEvents& set (std::int64_t at, const char* property, float value)
    {
        lv2_atom_forge_frame_time (&forge, at);
        LV2_Atom_Forge_Frame object;
        lv2_atom_forge_object (&forge, &object, 0, map[LV2_PATCH__Set]);
        lv2_atom_forge_key (&forge, map[LV2_PATCH__property]);
        lv2_atom_forge_urid (&forge, map[property]);
        lv2_atom_forge_key (&forge, map[LV2_PATCH__value]);
        lv2_atom_forge_float (&forge, value);
        lv2_atom_forge_pop (&forge, &object);
        return *this;
    }

    [[nodiscard]] LV2_Atom_Sequence& sequence() { return *reinterpret_cast<LV2_Atom_Sequence*> (memory.data()); }

private:
    void forgeInto (const Lv2Position& told)
    {
        const auto key = [this] (const char* uri) { return lv2_atom_forge_key (&forge, map[uri]) != 0; };

        if (told.frame && key (LV2_TIME__frame))
            lv2_atom_forge_long (&forge, *told.frame);
        if (told.speed && key (LV2_TIME__speed))
            lv2_atom_forge_float (&forge, static_cast<float> (*told.speed));
        if (told.bar && key (LV2_TIME__bar))
            lv2_atom_forge_long (&forge, *told.bar);
        if (told.barBeat && key (LV2_TIME__barBeat))
            lv2_atom_forge_float (&forge, static_cast<float> (*told.barBeat));
        if (told.beat && key (LV2_TIME__beat))
            lv2_atom_forge_double (&forge, *told.beat);
        if (told.beatUnit && key (LV2_TIME__beatUnit))
            lv2_atom_forge_int (&forge, static_cast<std::int32_t> (*told.beatUnit));
        if (told.beatsPerBar && key (LV2_TIME__beatsPerBar))
            lv2_atom_forge_float (&forge, static_cast<float> (*told.beatsPerBar));
        if (told.beatsPerMinute && key (LV2_TIME__beatsPerMinute))
            lv2_atom_forge_float (&forge, static_cast<float> (*told.beatsPerMinute));
    }

    UriMap& map;
    std::vector<std::uint64_t> memory;
    LV2_Atom_Forge forge{};
    LV2_Atom_Forge_Frame frame{};
};

} // namespace parlando::testing
