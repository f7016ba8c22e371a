#include "NoteFile.h"

#include <parlando_automation/parlando_automation.h>

#include <juce_audio_basics/juce_audio_basics.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <variant>
#include <vector>

namespace parlando
{
namespace
{

constexpr short ticksOfBeat = 960;

/** None of a call that did not play, whatever it asked for. */
std::vector<MidiCommand> notesOf (const ToolCallReport& call)
try
{
    if (! hasPlayedNotes (call))
        return {};

    auto read = readNotes (call.arguments);
    auto* notes = std::get_if<std::vector<MidiCommand>> (&read);
    return notes != nullptr ? std::move (*notes) : std::vector<MidiCommand>();
}
catch (const std::exception&) // no arguments, or not those of the declaration
{
    return {};
}

double ticksOf (const MidiCommand& note, double amount, double tempo)
{
    return std::round ((note.isInBeats ? amount : amount / 60'000.0 * tempo) * ticksOfBeat);
}

} // namespace

bool hasPlayedNotes (const ToolCallReport& call)
{
    return call.name == "play_notes" && call.answered && ! call.isError && call.end == CallEnd::answered;
}

std::optional<std::string> noteFileOf (const ToolCallReport& call, double tempo)
{
    const auto notes = notesOf (call);

    if (notes.empty())
        return {};

    tempo = tempo >= 4.0 && tempo <= 1'000.0 ? tempo : 120.0;
    juce::MidiMessageSequence track;
    track.addEvent (juce::MidiMessage::tempoMetaEvent (static_cast<int> (std::lround (60.0e6 / tempo))));

    for (const auto& note : notes)
    {
        const auto start = ticksOf (note, note.start, tempo), end = ticksOf (note, note.start + note.length, tempo);
        track.addEvent (juce::MidiMessage::noteOn (note.channel, note.number, note.value), start);
        track.addEvent (juce::MidiMessage::noteOff (note.channel, note.number), std::max (end, start + 1.0));
    }

    track.updateMatchedPairs(); // notes of one pitch that overlap are cut, as instruments do
    juce::MidiFile file;
    file.setTicksPerQuarterNote (ticksOfBeat);
    file.addTrack (track);
    juce::MemoryOutputStream bytes;
    file.writeTo (bytes, 0);
    return std::string (static_cast<const char*> (bytes.getData()), bytes.getDataSize());
}

} // namespace parlando
