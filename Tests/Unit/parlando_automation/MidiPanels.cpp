#include <parlando_automation/parlando_automation.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <array>

using namespace parlando;
using Catch::Matchers::ContainsSubstring;

namespace
{

MidiMap studioMap()
{
    return midiMapFromJson (nlohmann::json::parse (
        R"({"in": {"talk": {"note": 60, "channel": 2}, "mute": {"controller": 64}, "interrupt": {"note": 61}}})"));
}

bool send (MidiPanel& panel, std::uint8_t status, std::uint8_t number, std::uint8_t value)
{
    const std::array<std::uint8_t, 3> bytes{status, number, value};
    return panel.take (bytes.data(), 3);
}

} // namespace

TEST_CASE ("A map reads as it was written, and is refused where it is wrong")
{
    CHECK (midiMapFromJson (toJson (studioMap())) == studioMap());
    CHECK (toJson (MidiMap()) == nlohmann::json::object());

    for (const auto* wrong :
         {R"({"in":{"talk":{}}})", R"({"in":{"talk":{"note":128}}})", R"({"in":{"talk":{"note":1.5}}})",
          R"({"in":{"talk":{"note":1,"channel":0}}})", R"({"in":[]})", R"({"in":{"talk":{"note":1,"controller":2}}})"})
    {
        CAPTURE (wrong);
        CHECK_THROWS_AS (midiMapFromJson (nlohmann::json::parse (wrong)), std::invalid_argument);
    }
}

TEST_CASE ("Talk is held, buttons count their presses, and an interruption does not wait")
{
    MidiPanel panel;
    panel.setMap (studioMap());
    send (panel, 0x90, 60, 100); // channel 1
    CHECK_FALSE (panel.isTalkHeld());
    send (panel, 0x91, 60, 100);
    CHECK (panel.isTalkHeld());
    send (panel, 0x91, 60, 0);
    CHECK_FALSE (panel.isTalkHeld());

    for (const std::uint8_t value : {10, 70, 127, 90, 0, 127})
        send (panel, 0xb5, 64, value);

    CHECK (panel.takePresses (MidiAction::mute) == 2);
    CHECK (panel.takePresses (MidiAction::mute) == 0);
    CHECK (send (panel, 0x9f, 61, 1));
    CHECK_FALSE (send (panel, 0x8f, 61, 0));
    CHECK (panel.takePresses (MidiAction::connect) == 0);
}

TEST_CASE ("A talk key is let go when all notes are off, when another one takes its place, and when blocks end")
{
    MidiPanel panel;
    panel.setMap (studioMap());
    send (panel, 0x91, 60, 100);
    REQUIRE (panel.isTalkHeld());

    SECTION ("all notes off, as a host sends when it stops")
    {
        send (panel, 0xb0, 123, 0); // of another channel
        CHECK (panel.isTalkHeld());
        send (panel, 0xb1, 123, 0);
    }

    SECTION ("all sound off") { send (panel, 0xb1, 120, 0); }

    SECTION ("another key")
    {
        panel.setMap (studioMap());
        CHECK (panel.isTalkHeld());
        panel.setMap ({});
    }

    SECTION ("no more blocks") { panel.letGoOfTalk(); }

    CHECK_FALSE (panel.isTalkHeld());
}

TEST_CASE ("The next note or controller that goes down is learned, and does nothing else")
{
    MidiPanel panel;
    panel.setMap (studioMap());
    panel.learn (true);
    send (panel, 0x80, 50, 0);
    CHECK_FALSE (panel.takeLearned());
    send (panel, 0x91, 60, 100);
    CHECK_FALSE (panel.isTalkHeld());
    CHECK (panel.takeLearned() == MidiTrigger{MidiTrigger::Kind::note, 2, 60});
    CHECK_FALSE (panel.takeLearned());
    send (panel, 0x91, 60, 100);
    CHECK (panel.isTalkHeld());
}

TEST_CASE ("Lamps are told when they change, and only those that were asked for")
{
    MidiPanel panel;
    const auto layout = layoutFromText (
        R"({"lamps": {"agent_speaking": {"controller": 20, "channel": 16}, "connected": {"note": 1}}})");
    CHECK (layoutFromJson (toJson (layout)) == layout);
    panel.setLamps (layout.lamps);
    CHECK (panel.tell ({false, false, false}).empty());
    const auto events = panel.tell ({true, true, true});
    REQUIRE (events.size() == 2);
    CHECK (events[0].bytes[0] == 0x90);
    CHECK (events[1].bytes[0] == 0xbf);
    CHECK (events[1].bytes[1] == 20);
    CHECK (events[1].bytes[2] == 127);
    CHECK (panel.tell ({true, true, true}).empty());
    CHECK (panel.tell ({true, false, false})[0].bytes[2] == 0);

    // Given to nothing, the one that is lit is put out.
    panel.setLamps ({});
    const auto last = panel.tell ({true, false, false});
    REQUIRE (last.size() == 1);
    CHECK (last[0].bytes[0] == 0x80);
    CHECK (panel.tell ({true, false, false}).empty());
}

TEST_CASE ("A lamp that does not exist, or is told by nothing, is a slip in a file")
{
    CHECK_THROWS_AS (layoutFromText (R"({"lamps": {"dancing": {"note": 1}}})"), std::invalid_argument);
    CHECK_THROWS_AS (layoutFromText (R"({"lamps": {"connected": {}}})"), std::invalid_argument);
    CHECK_THROWS_AS (layoutFromText (R"({"lamps": {"connected": {"note": 1, "velocity": 9}}})"), std::invalid_argument);
}
