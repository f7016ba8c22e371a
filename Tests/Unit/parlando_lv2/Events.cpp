#include "HostEvents.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>

namespace parlando::testing
{

namespace
{

/** The events that JUCE gets, in order: read with LV2's own functions, which believe what they are told. */
struct Read
{
    std::int64_t frame;
    LV2_URID type;
    std::vector<std::uint8_t> bytes;
    bool operator== (const Read&) const = default;
};

std::vector<Read> eventsOf (const LV2_Atom_Sequence& sequence)
{
    std::vector<Read> events;
    LV2_ATOM_SEQUENCE_FOREACH (&sequence, event)
    {
        const auto* bytes = reinterpret_cast<const std::uint8_t*> (event + 1);
        events.push_back ({event->time.frames, event->body.type, {bytes, bytes + event->body.size}});
    }
    return events;
}

/** The plugin's side of a host's blocks. */
struct Rig
{
    /** What JUCE gets in a block, without the position. */
    std::vector<Read> block (HostEvents& host, std::uint32_t frames) { return block (&host.sequence(), frames); }

    std::vector<Read> block (const LV2_Atom_Sequence* host, std::uint32_t frames,
                             const LV2_Atom_Sequence* times = nullptr)
    {
        result = events.rewrite (host, times, clock, frames);
        position = {};
        hasPosition = false;
        auto read = eventsOf (*result);

        if (! read.empty() && isPosition (read.front()))
        {
            hasPosition = true;
            CHECK (read.front().frame == 0);
            position = atom.read (lv2_atom_sequence_begin (&result->body)->body);
            read.erase (read.begin());
        }

        CHECK (std::none_of (read.begin(), read.end(), [this] (const Read& each) { return isPosition (each); }));
        return read;
    }

    std::vector<Read> silentBlock (std::uint32_t frames)
    {
        HostEvents none (uris);
        return block (none, frames);
    }

    bool isPosition (const Read& event)
    {
        LV2_Atom_Object_Body body{};
        if (event.type != uris[LV2_ATOM__Object] || event.bytes.size() < sizeof (body))
            return false;
        std::copy_n (event.bytes.data(), sizeof (body), reinterpret_cast<std::uint8_t*> (&body));
        return body.otype == uris[LV2_TIME__Position];
    }

    UriMap uris;
    Lv2Clock clock{48'000.0};
    Lv2TimeEvents events{uris.feature, 0};
    Lv2PositionAtom atom{uris.feature};
    const LV2_Atom_Sequence* result = nullptr;
    Lv2Position position;
    bool hasPosition = false;
};

} // namespace

TEST_CASE ("Nothing is told of a host's time before its first word")
{
    Rig rig;
    rig.silentBlock (64);
    CHECK_FALSE (rig.hasPosition);
    HostEvents late (rig.uris);
    rig.block (late.ardour (10, 48'000, 1.0f, 0, 0.0f), 64);
    CHECK_FALSE (rig.hasPosition);
    rig.silentBlock (64);
    CHECK (rig.position.frame == 48'054);
}

TEST_CASE ("A host that tells its position once is known in every block from then on")
{
    Rig rig;
    HostEvents first (rig.uris);
    rig.block (first.ardour (0, 96'000, 1.0f, 1, 0.0f), 64);

    for (int i = 0; i < 5'000; ++i)
    {
        REQUIRE (rig.hasPosition);
        REQUIRE (rig.position.frame == 96'000 + i * 64);
        REQUIRE (*rig.position.beat == Catch::Approx (4.0 + i * 64 / 24'000.0));
        REQUIRE (rig.position.bar == 1 + i * 64 / 96'000);
        rig.silentBlock (64);
    }
}

TEST_CASE ("A position within a block takes effect at its frame, and one at its beginning counts for it")
{
    Rig rig;
    HostEvents begin (rig.uris), change (rig.uris), both (rig.uris);
    rig.block (begin.ardour (0, 0, 1.0f, 0, 0.0f), 512);
    rig.block (change.ardour (100, 1'000'000, 1.0f, 20, 0.0f), 512);
    CHECK (rig.position.frame == 512);
    rig.block (both.ardour (0, 5'000, 1.0f, 0, 0.0f).ardour (500, 7'000, 0.0f, 0, 0.0f), 512);
    CHECK (rig.position.frame == 5'000);
    CHECK (rig.position.speed == 1.0);
    rig.silentBlock (512);
    CHECK (rig.position.frame == 7'000);
    CHECK (rig.position.speed == 0.0);
    HostEvents again (rig.uris);
    rig.block (again.ardour (412, 9'000, 1.0f, 0, 0.0f), 512);
    rig.silentBlock (1);
    CHECK (rig.position.frame == 9'100);
    rig.silentBlock (0);
    CHECK (rig.position.frame == 9'101);
    rig.silentBlock (0);
    CHECK (rig.position.frame == 9'101);
}

TEST_CASE ("Frames that run backwards, lie before the block or behind its end are brought into it")
{
    Rig rig;
    HostEvents odd (rig.uris);
    rig.block (odd.ardour (-5, 100, 1.0f, 0, 0.0f).ardour (900, 200, 1.0f, 0, 0.0f).ardour (30, 300, 1.0f, 0, 0.0f),
               64);
    CHECK (rig.position.frame == 100);
    rig.silentBlock (64);
    CHECK (rig.position.frame == 300);
}

TEST_CASE ("MIDI and patch messages arrive as they were, in their order and at their frames")
{
    Rig rig;
    HostEvents host (rig.uris), alone (rig.uris);
    const std::vector<std::uint8_t> sysex (1'001, 0x42);
    host.midi (0, {0x90, 60, 100}).ardour (0, 0, 1.0f, 0, 0.0f).set (3, "urn:parlando:plugin:connect", 1.0f);
    host.midi (17, sysex).ardour (20, 20, 1.0f, 0, 0.0f).midi (20, {0xf8}).midi (63, {0x80, 60, 0});
    alone.midi (0, {0x90, 60, 100}).set (3, "urn:parlando:plugin:connect", 1.0f);
    alone.midi (17, sysex).midi (20, {0xf8}).midi (63, {0x80, 60, 0});
    CHECK (rig.block (host, 64) == eventsOf (alone.sequence()));
    CHECK (rig.hasPosition);
}

TEST_CASE ("A host that sends the time apart from the events is heard there")
{
    Rig rig;
    HostEvents events (rig.uris), times (rig.uris), none (rig.uris);
    events.midi (5, {0x90, 60, 100});
    times.ardour (0, 1'000, 1.0f, 0, 0.0f).ardour (32, 5'000, 1.0f, 0, 0.0f);
    CHECK (rig.block (&events.sequence(), 64, &times.sequence()).size() == 1);
    CHECK (rig.position.frame == 1'000);
    rig.block (nullptr, 64, &none.sequence());
    CHECK (rig.position.frame == 5'032);
    HostEvents both (rig.uris);
    rig.block (&both.ardour (0, 9'000, 1.0f, 0, 0.0f).sequence(), 64, &none.sequence());
    CHECK (rig.position.frame == 9'000);
}

TEST_CASE ("A position of the old kind, a Blank, is one too")
{
    Rig rig;
    HostEvents host (rig.uris);
    rig.block (host.position (0, {.frame = 77, .speed = 0.0}, LV2_ATOM__Blank), 64);
    CHECK (rig.position.frame == 77);
}

TEST_CASE ("A port that is not connected, or holds no sequence, has the time all the same")
{
    Rig rig;
    HostEvents host (rig.uris);
    rig.block (host.ardour (0, 0, 1.0f, 0, 0.0f), 64);
    rig.block (nullptr, 64);
    CHECK (rig.position.frame == 64);
    HostEvents chunk (rig.uris);
    chunk.midi (0, {0x90, 60, 100});
    chunk.sequence().atom.type = rig.uris[LV2_ATOM__Chunk];
    CHECK (rig.block (chunk, 64).empty());
    CHECK (rig.position.frame == 128);
}

TEST_CASE ("A sequence that finds no room is handed on as it is: no event is lost, and the clock runs on")
{
    Rig rig;
    HostEvents first (rig.uris), huge (rig.uris, 1 << 18);
    rig.block (first.ardour (0, 0, 1.0f, 0, 0.0f), 64);

    for (int i = 0; i < 20; ++i)
        huge.midi (i, std::vector<std::uint8_t> (5'000, 0x42));

    CHECK (rig.events.rewrite (&huge.sequence(), nullptr, rig.clock, 64) == &huge.sequence());
    rig.silentBlock (64);
    CHECK (rig.position.frame == 128);
}

TEST_CASE ("Up to the room that the host asked for all of it is copied")
{
    Rig rig;
    rig.events = Lv2TimeEvents (rig.uris.feature, 200'000);
    HostEvents host (rig.uris, 1 << 18);
    host.ardour (0, 0, 1.0f, 0, 0.0f);

    for (int i = 0; i < 30; ++i)
        host.midi (i, std::vector<std::uint8_t> (6'500, 0x42));

    CHECK (rig.block (host, 64).size() == 30);
    CHECK (rig.hasPosition);
}

TEST_CASE ("Sizes that lead out of the sequence end it there")
{
    Rig rig;
    HostEvents host (rig.uris);
    host.ardour (0, 0, 1.0f, 0, 0.0f).midi (1, {0x90, 60, 100}).midi (2, {0x80, 60, 0});
    auto& sequence = host.sequence();
    auto* position = lv2_atom_sequence_begin (&sequence.body);
    auto* note = lv2_atom_sequence_next (position);

    SECTION ("an event's")
    {
        for (const auto size : {1'000u, 0x7fff'ffffu, 0xffff'fff8u, 0xffff'ffffu})
        {
            note->body.size = size;
            CHECK (rig.block (host, 64).empty());
            CHECK (rig.hasPosition);
        }
    }
    SECTION ("a property's")
    {
        auto* property = reinterpret_cast<LV2_Atom_Property_Body*> (reinterpret_cast<char*> (position + 1) +
                                                                    sizeof (LV2_Atom_Object_Body));
        for (const auto size : {1'000u, 0xffff'ffffu})
        {
            property->value.size = size;
            CHECK (rig.block (host, 64).size() == 2);
        }
    }
    SECTION ("the sequence's, which is shorter than its own header")
    {
        for (const auto size : {0u, 4u, 8u, 12u, 23u})
        {
            sequence.atom.size = size;
            CHECK (rig.block (host, 64).empty());
        }
    }
    SECTION ("an object's, which has no room for what it is")
    {
        position->body.size = 0;
        sequence.atom.size = sizeof (LV2_Atom_Sequence_Body) + sizeof (LV2_Atom_Event);
        CHECK (rig.block (host, 64).empty());
        CHECK_FALSE (rig.hasPosition);
    }
}

TEST_CASE ("A value that cannot be true is as if it were not there")
{
    Rig rig;
    HostEvents first (rig.uris);
    rig.block (first.ardour (0, 96'000, 1.0f, 1, 0.0f), 0);
    const auto before = rig.clock.current();
    constexpr auto nan = std::numeric_limits<double>::quiet_NaN();
    constexpr auto infinite = std::numeric_limits<float>::infinity();
    HostEvents odd (rig.uris);

    odd.odd (LV2_TIME__frame, LV2_ATOM__Double, nan).odd (LV2_TIME__frame, LV2_ATOM__Double, 1e300);
    odd.odd (LV2_TIME__frame, LV2_ATOM__Long, std::numeric_limits<std::int64_t>::max());
    odd.odd (LV2_TIME__frame, LV2_ATOM__Long, std::int32_t{5});
    odd.odd (LV2_TIME__frame, LV2_ATOM__URID, std::int64_t{5});
    odd.odd (LV2_TIME__speed, LV2_ATOM__Float, infinite).odd (LV2_TIME__speed, LV2_ATOM__Double, nan);
    odd.odd (LV2_TIME__speed, LV2_ATOM__Float, 1e9f);
    odd.odd (LV2_TIME__beatsPerMinute, LV2_ATOM__Float, 0.0f).odd (LV2_TIME__beatsPerMinute, LV2_ATOM__Float, -120.0f);
    odd.odd (LV2_TIME__beatsPerMinute, LV2_ATOM__Float, infinite);
    odd.odd (LV2_TIME__beatsPerBar, LV2_ATOM__Float, 0.0f).odd (LV2_TIME__beatsPerBar, LV2_ATOM__Double, nan);
    odd.odd (LV2_TIME__beatUnit, LV2_ATOM__Int, 0).odd (LV2_TIME__beatUnit, LV2_ATOM__Int, -4);
    odd.odd (LV2_TIME__barBeat, LV2_ATOM__Float, -infinite).odd (LV2_TIME__beat, LV2_ATOM__Double, nan);
    odd.odd (LV2_TIME__bar, LV2_ATOM__Long, std::numeric_limits<std::int64_t>::min());
    rig.block (odd, 64);

    CHECK (rig.position.frame == before.frame);
    CHECK (rig.position.speed == before.speed);
    CHECK (rig.position.bar == before.bar);
    CHECK (rig.position.beat == before.beat);
    CHECK (rig.position.beatsPerBar == before.beatsPerBar);
    CHECK (rig.position.beatUnit == before.beatUnit);
    CHECK (rig.position.beatsPerMinute == before.beatsPerMinute);
}

TEST_CASE ("Numbers are read in whichever of the format's types they come")
{
    Rig rig;
    HostEvents odd (rig.uris);
    odd.odd (LV2_TIME__frame, LV2_ATOM__Double, 480.0).odd (LV2_TIME__speed, LV2_ATOM__Int, 0);
    odd.odd (LV2_TIME__beatsPerBar, LV2_ATOM__Int, 3).odd (LV2_TIME__beatUnit, LV2_ATOM__Float, 4.0f);
    odd.odd (LV2_TIME__beatsPerMinute, LV2_ATOM__Double, 90.5).odd (LV2_TIME__beat, LV2_ATOM__Float, 1.5f);
    rig.block (odd, 64);
    CHECK (rig.position.frame == 480);
    CHECK (rig.position.speed == 0.0);
    CHECK (rig.position.beatsPerBar == 3.0);
    CHECK (rig.position.beatUnit == 4);
    CHECK (rig.position.beatsPerMinute == 90.5);
    CHECK (rig.position.beat == 1.5);
}

TEST_CASE ("Of any bytes nothing is read beyond them")
{
    Rig rig;
    std::uint32_t state = 7;

    for (int round = 0; round < 20'000; ++round)
    {
        HostEvents host (rig.uris, 4'096);
        host.ardour (0, 0, 1.0f, 0, 0.0f).midi (1, {0x90, 60, 100}).set (2, "urn:a", 1.0f).ardour (9, 9, 1.0f, 0, 0.0f);
        const auto size = host.sequence().atom.size;
        std::vector<std::uint64_t> exact ((size + sizeof (LV2_Atom)) / 8);
        auto* bytes = reinterpret_cast<std::uint8_t*> (exact.data());
        std::copy_n (reinterpret_cast<const std::uint8_t*> (&host.sequence()), exact.size() * 8, bytes);

        for (int i = 0; i < 4; ++i)
        {
            state = state * 1'664'525u + 1'013'904'223u;
            bytes[8 + (state >> 8) % size] = static_cast<std::uint8_t> (state >> 24);
        }

        const auto* result =
            rig.events.rewrite (reinterpret_cast<const LV2_Atom_Sequence*> (exact.data()), nullptr, rig.clock, 64);
        REQUIRE (result->atom.size <= Lv2TimeEvents::fewest);
        REQUIRE (eventsOf (*result).size() <= size / sizeof (LV2_Atom_Event));
    }
}

} // namespace parlando::testing
