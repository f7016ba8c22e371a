#include "NotePlayer.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace detail_player
{
constexpr int noteOff = 0x80, noteOn = 0x90, controlChange = 0xb0, programChange = 0xc0;

/** Where a host tells no tempo. */
constexpr double usualTempo = 120.0;

/** Quarter notes until the next line of the grid. */
static double untilGrid (const HostTransport& transport, MidiCommand::Grid grid) PARLANDO_REALTIME
{
    if (grid == MidiCommand::Grid::none || ! transport.isPlaying || ! transport.beats)
        return 0.0;

    const auto isBar = grid == MidiCommand::Grid::bar;
    const auto step = isBar ? transport.beatsPerBar() : 1.0;
    const auto from = isBar && transport.barStart ? transport.barStart.value : 0.0;
    const auto position = (transport.beats.value - from) / step;
    return std::isfinite (position) && step > 0.0 ? (std::ceil (position) - position) * step : 0.0;
}
} // namespace detail_player

bool NotePlayer::play (std::span<const MidiCommand> commands)
{
    const std::lock_guard lock (producers);

    if (silenced || queue.space() < commands.size())
        return false;

    for (const auto& command : commands)
        if (! queue.push (command))
            return false;

    return true;
}

std::span<const MidiEvent> NotePlayer::process (const HostTransport& transport, int frames, double sampleRate,
                                                bool isSilenced) PARLANDO_REALTIME
{
    numEvents = 0;
    silenced.store (isSilenced, std::memory_order_relaxed);

    if (frames <= 0)
        return {};

    takeNew (transport, sampleRate);

    if (mustEnd.exchange (false, std::memory_order_relaxed) || isSilenced || (wasPlaying && ! transport.isPlaying))
        endAll();

    wasPlaying = transport.isPlaying;
    endDue (frames);
    beginDue (frames);
    return {events.data(), numEvents};
}

void NotePlayer::takeNew (const HostTransport& transport, double sampleRate) PARLANDO_REALTIME
{
    const auto tempo =
        transport.tempo && transport.tempo.value > 0.0 ? transport.tempo.value : detail_player::usualTempo;
    const auto beat = sampleRate * 60.0 / tempo, millisecond = sampleRate / 1000.0;

    for (MidiCommand command; numWaiting < waiting.size() && queue.pop (command);)
    {
        const auto unit = command.isInBeats ? beat : millisecond;
        const auto frames = detail_player::untilGrid (transport, command.grid) * beat + command.start * unit;
        auto place = numWaiting++;

        for (; place > 0 && waiting[place - 1].frames > frames; --place)
            waiting[place] = waiting[place - 1];

        waiting[place] = {command, frames, command.length * unit};
    }
}

void NotePlayer::endAll() PARLANDO_REALTIME
{
    for (std::size_t i = 0; i < numSounding; ++i)
        emit (0, detail_player::noteOff | (sounding[i].channel - 1), sounding[i].pitch, 0);

    numSounding = numWaiting = 0;
}

void NotePlayer::endDue (int frames) PARLANDO_REALTIME
{
    for (std::size_t i = 0; i < numSounding;)
    {
        auto& note = sounding[i];

        if (note.frames < frames)
        {
            emit (std::max (0, static_cast<int> (note.frames)), detail_player::noteOff | (note.channel - 1), note.pitch,
                  0);
            note = sounding[--numSounding];
        }
        else
        {
            note.frames -= frames;
            ++i;
        }
    }
}

void NotePlayer::beginDue (int frames) PARLANDO_REALTIME
{
    // What there is no room for in this block begins in the next.
    const auto last = numEvents + mostInBlock - 2;
    std::size_t begun = 0;

    while (begun < numWaiting && waiting[begun].frames < frames && numEvents < last && numSounding < sounding.size())
        begin (waiting[begun++], frames);

    for (auto i = begun; i < numWaiting; ++i)
    {
        waiting[i - begun] = waiting[i];
        waiting[i - begun].frames = std::max (0.0, waiting[i].frames - frames);
    }

    numWaiting -= begun;
}

void NotePlayer::begin (const Waiting& due, int frames) PARLANDO_REALTIME
{
    using namespace detail_player;
    const auto& command = due.command;
    const auto offset = std::clamp (static_cast<int> (due.frames), 0, frames - 1);
    const auto channel = command.channel - 1;

    if (command.kind == MidiCommand::Kind::controller)
        return emit (offset, controlChange | channel, command.number, command.value);

    if (command.kind == MidiCommand::Kind::program)
        return emit (offset, programChange | channel, command.number, 0);

    endPitch (command.channel, command.number, offset);
    emit (offset, noteOn | channel, command.number, command.value);
    const auto end = due.frames + due.length;

    if (end < frames)
        emit (static_cast<int> (end), noteOff | channel, command.number, 0);
    else
        sounding[numSounding++] = {command.channel, command.number, end - frames};
}

/** A pitch that is played again is ended first, and only once. */
void NotePlayer::endPitch (std::uint8_t channel, std::uint8_t pitch, int offset) PARLANDO_REALTIME
{
    for (std::size_t i = 0; i < numSounding; ++i)
        if (sounding[i].channel == channel && sounding[i].pitch == pitch)
        {
            emit (offset, detail_player::noteOff | (channel - 1), pitch, 0);
            sounding[i] = sounding[--numSounding];
            return;
        }
}

/** In the order of the block, and of one frame in that of the calls. */
void NotePlayer::emit (int offset, int status, int first, int second) PARLANDO_REALTIME
{
    if (numEvents == events.size())
        return;

    auto place = numEvents++;

    for (; place > 0 && events[place - 1].offset > offset; --place)
        events[place] = events[place - 1];

    auto& event = events[place];
    event.offset = offset;
    event.size = (status & 0xf0) == detail_player::programChange ? 2 : 3;
    event.bytes[0] = static_cast<std::uint8_t> (status);
    event.bytes[1] = static_cast<std::uint8_t> (first & 0x7f);
    event.bytes[2] = static_cast<std::uint8_t> (second & 0x7f);
}

} // namespace parlando
