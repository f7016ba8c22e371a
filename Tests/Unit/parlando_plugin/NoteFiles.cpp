// The notes that the agent played, as a MIDI file.

#include <parlando_plugin/NoteFile.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <juce_audio_basics/juce_audio_basics.h>

#include <tuple>

using namespace parlando;

namespace
{

ToolCallReport playedCall (const char* arguments)
{
    ToolCallReport call;
    call.name = "play_notes";
    call.arguments = nlohmann::json::parse (arguments);
    call.answered = Instant();
    return call;
}

/** Pitch, velocity, channel, and the ticks of beginning and end. */
using ReadNote = std::tuple<int, int, int, double, double>;

std::vector<ReadNote> notesIn (const std::string& bytes)
{
    juce::MemoryInputStream stream (bytes.data(), bytes.size(), false);
    juce::MidiFile file;
    REQUIRE (file.readFrom (stream, true));
    REQUIRE (file.getTimeFormat() == 960);
    REQUIRE (file.getNumTracks() == 1);
    std::vector<ReadNote> notes;

    for (const auto* event : *file.getTrack (0))
        if (const auto& on = event->message; on.isNoteOn())
        {
            REQUIRE (event->noteOffObject != nullptr);
            notes.emplace_back (on.getNoteNumber(), on.getVelocity(), on.getChannel(), on.getTimeStamp(),
                                event->noteOffObject->message.getTimeStamp());
        }

    return notes;
}

} // namespace

TEST_CASE ("Notes in beats lie at their beats, whatever the tempo")
{
    const auto call = playedCall (R"({"channel": 3, "notes": [{"pitch": "C4"},
                                      {"pitch": "67", "start": 1.5, "length": 0.25, "velocity": 20}]})");
    const auto tempo = GENERATE (0.0, 90.0, 174.0);
    const auto file = noteFileOf (call, tempo);
    REQUIRE (file);
    CHECK (notesIn (*file) == std::vector<ReadNote>{{60, 96, 3, 0.0, 960.0}, {67, 20, 3, 1'440.0, 1'680.0}});
}

TEST_CASE ("Notes in milliseconds lie where they are heard at the file's tempo")
{
    const auto call = playedCall (R"({"unit": "ms", "notes": [{"pitch": "A3", "start": 1000}]})");
    CHECK (notesIn (noteFileOf (call, 120.0).value()) == std::vector<ReadNote>{{57, 96, 1, 1'920.0, 2'880.0}});
    CHECK (notesIn (noteFileOf (call, 60.0).value()) == std::vector<ReadNote>{{57, 96, 1, 960.0, 1'440.0}});
    CHECK (notesIn (noteFileOf (call, -5.0).value()) == notesIn (noteFileOf (call, 120.0).value()));
}

TEST_CASE ("A call that played nothing has no MIDI file")
{
    auto call = playedCall (R"({"notes": [{"pitch": "C4"}]})");
    REQUIRE (noteFileOf (call, 120.0));

    SECTION ("refused") { call.isError = true; }

    SECTION ("not answered yet") { call.answered.reset(); }

    SECTION ("cancelled") { call.end = CallEnd::cancelled; }

    SECTION ("another tool") { call.name = "send_control_change"; }

    SECTION ("no such pitch") { call.arguments = {{"notes", {{{"pitch", "H9"}}}}}; }

    SECTION ("arguments that were too long to be kept") { call.arguments = nullptr; }

    SECTION ("arguments of another form") { call.arguments = {{"notes", 5}}; }

    CHECK_FALSE (noteFileOf (call, 120.0));
}
