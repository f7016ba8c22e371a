#include "StubHost.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <array>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** A host at 48 kHz in blocks of 480 frames: 10 ms each. */
struct Track
{
    static constexpr int block = 480;

    NotePlayer player;
    HostTransport transport;
    long long frame = 0;
    std::vector<std::array<long long, 4>> played; // frame, status, number, value
    std::array<std::array<int, 128>, 16> sounding{};
    bool isSilenced = false;

    void run (int blocks)
    {
        for (; blocks > 0; --blocks)
        {
            for (const auto& event : player.process (transport, block, 48'000.0, isSilenced))
            {
                CHECK (event.offset >= 0);
                CHECK (event.offset < block);
                played.push_back ({frame + event.offset, event.bytes[0], event.bytes[1], event.bytes[2]});

                if ((event.bytes[0] & 0xf0) == 0x90)
                    ++sounding[event.bytes[0] & 0x0f][event.bytes[1]];
                else if ((event.bytes[0] & 0xf0) == 0x80)
                    --sounding[event.bytes[0] & 0x0f][event.bytes[1]];
            }

            frame += block;
            transport.beats.value += transport.tempo.value / 60.0 * block / 48'000.0;
        }
    }

    bool isSilent() const { return sounding == decltype (sounding){}; }
};

MidiCommand note (std::uint8_t pitch, double start, double length, bool isInBeats = false)
{
    MidiCommand command;
    command.number = pitch;
    command.start = start;
    command.length = length;
    command.isInBeats = isInBeats;
    return command;
}

} // namespace

TEST_CASE ("Pitches have the names that musicians write, C4 in the middle")
{
    CHECK (pitchFrom ("C4") == 60);
    CHECK (pitchFrom ("60") == 60);
    CHECK (pitchFrom ("a4") == 69);
    CHECK (pitchFrom ("F#3") == 54);
    CHECK (pitchFrom ("Bb2") == 46);
    CHECK (pitchFrom ("C-1") == 0);
    CHECK (pitchFrom ("G9") == 127);

    for (const auto* wrong : {"", "H4", "C", "G#9", "Cb-1", "128", "-1", "C4x", "C99999999999"})
        CHECK_FALSE (pitchFrom (wrong));
}

TEST_CASE ("Notes begin and end at their frames, in ms and in the host's beats")
{
    Track track;
    REQUIRE (track.player.play (std::array{note (60, 0.0, 25.0), note (64, 12.5, 1.0)}));
    track.run (10);
    CHECK (track.played == std::vector<std::array<long long, 4>>{
                               {0, 0x90, 60, 96}, {600, 0x90, 64, 96}, {648, 0x80, 64, 0}, {1'200, 0x80, 60, 0}});

    Track musical;
    musical.transport = playingAt (60.0); // a beat a second
    REQUIRE (musical.player.play (std::array{note (60, 0.5, 0.25, true)}));
    musical.run (100);
    CHECK (musical.played[0][0] == 24'000);
    CHECK (musical.played[1][0] == 36'000);
}

TEST_CASE ("While the host plays notes may wait for its next beat or bar")
{
    Track track;
    track.transport = playingAt (60.0); // in three quarters
    track.transport.beats = 3.25;
    track.transport.barStart = 3.0;
    auto command = note (60, 0.0, 0.1, true);
    command.grid = GENERATE (MidiCommand::Grid::beat, MidiCommand::Grid::bar);
    REQUIRE (track.player.play (std::array{command}));
    track.run (300);
    CHECK (track.played[0][0] == (command.grid == MidiCommand::Grid::beat ? 36'000 : 132'000));
}

TEST_CASE ("A pitch that is played again is ended first, and each note has one end")
{
    Track track;
    REQUIRE (track.player.play (std::array{note (60, 5.0, 100.0), note (60, 0.0, 100.0), note (60, 50.0, 10.0)}));
    track.run (30);
    CHECK (track.played == std::vector<std::array<long long, 4>>{{0, 0x90, 60, 96},
                                                                 {240, 0x80, 60, 0},
                                                                 {240, 0x90, 60, 96},
                                                                 {2'400, 0x80, 60, 0},
                                                                 {2'400, 0x90, 60, 96},
                                                                 {2'880, 0x80, 60, 0}});
}

TEST_CASE ("Every note ends when the host stops, when Parlando is silenced and when it is reset")
{
    const auto way = GENERATE (0, 1, 2);
    CAPTURE (way);
    Track track;
    track.transport = playingAt (120.0);
    REQUIRE (
        track.player.play (std::array{note (60, 0.0, 60'000.0), note (64, 1.0, 60'000.0), note (67, 500.0, 10.0)}));
    track.run (5);
    CHECK_FALSE (track.isSilent());

    if (way == 0)
        track.transport.isPlaying = false;
    else if (way == 1)
        track.isSilenced = true;
    else
        track.player.reset();

    track.run (1);
    CHECK (track.isSilent());
    const auto count = track.played.size();
    track.run (100);
    CHECK (track.played.size() == count); // what waited is forgotten
}

TEST_CASE ("While silenced nothing is taken, and what has no room is refused whole")
{
    Track track;
    track.isSilenced = true;
    track.run (1);
    CHECK_FALSE (track.player.play (std::array{note (60, 0.0, 1.0)}));
    track.isSilenced = false;
    track.run (1);
    const std::vector<MidiCommand> tooMany (NotePlayer::mostWaiting * 2, note (60, 0.0, 1.0));
    CHECK_FALSE (track.player.play (tooMany));
    track.run (1);
    CHECK (track.played.empty());
}

TEST_CASE ("A flood of notes is played in order over some blocks, and every one of them ends")
{
    Track track;

    for (int round = 0; round < 20; ++round)
    {
        std::vector<MidiCommand> chord;

        for (int i = 0; i < 64; ++i)
            chord.push_back (note (static_cast<std::uint8_t> (2 * i % 128), (i * 7) % 30, (i * 13) % 200));

        REQUIRE (track.player.play (chord));
        track.run (5);
    }

    track.run (200);
    CHECK (track.isSilent());
    CHECK (track.played.size() >= 20 * 64 * 2);
    CHECK (std::is_sorted (track.played.begin(), track.played.end(),
                           [] (const auto& a, const auto& b) { return a[0] < b[0]; }));
}

TEST_CASE ("The tools for MIDI play what they are told, and say what is wrong with the rest")
{
    StubHost host;
    MoveDesk desk{host, [] {}};
    Track track;
    const auto tools = makeMidiTools (track.player, false,
                                      {desk, host, [] { return HostTransport(); },
                                       [] (const auto&, const auto&, bool, ToolContext&) { return true; }});
    ToolContext context{{}, Instant::max(), 1};
    const auto call = [&] (std::size_t tool, const char* arguments)
    { return tools[tool]->call (nlohmann::json::parse (arguments), context).response; };

    CHECK (
        call (0,
              R"({"notes":[{"pitch":"C4"},{"pitch":"E4","start":1,"length":2,"velocity":1}],"channel":16})")["sent"] ==
        2);
    CHECK (call (1, R"({"controller":74,"value":127})")["status"] == "ok");
    CHECK (call (2, R"({"program":128,"channel":2})")["status"] == "ok");
    track.run (200);
    CHECK (track.played[0] == std::array<long long, 4>{0, 0x9f, 60, 96});
    CHECK (track.played[1] == std::array<long long, 4>{0, 0xb0, 74, 127});
    CHECK (track.played[2] == std::array<long long, 4>{0, 0xc1, 127, 0});
    CHECK (track.isSilent());
    CHECK (call (0, R"({"notes":[{"pitch":"X"}]})")["error"].get<std::string>().find ("no pitch") != std::string::npos);
    CHECK (call (0, R"({"notes":[{"pitch":"C4","start":1000}]})")["error"].get<std::string>().find ("256 beats") !=
           std::string::npos);
}
