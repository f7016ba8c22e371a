#pragma once

#include "MidiCommand.h"

#include <parlando_realtime/parlando_realtime.h>

#include <array>
#include <atomic>
#include <mutex>
#include <span>

namespace parlando
{

/** Plays what tools ask for into the blocks of the audio thread, and ends every note that it began: at its length, when
    the host stops, and when it is silenced. No allocation and no lock on the audio thread. */
class NotePlayer
{
public:
    /** With both, a block's events stay within the 2,048 bytes that wrappers keep for a block of MIDI. */
    static constexpr std::size_t mostWaiting = 1024, mostSounding = 96, mostInBlock = 96;

    /** Any thread but the audio thread. False when there is no room for all of them, or while silenced: then none is
        played. */
    [[nodiscard]] bool play (std::span<const MidiCommand>);

    /** Audio thread: the events of this block, in order; good until the next call. While `isSilenced` nothing is
       played, what waits is forgotten, and what sounds is ended in this block. */
    [[nodiscard]] std::span<const MidiEvent> process (const HostTransport&, int frames, double sampleRate,
                                                      bool isSilenced) PARLANDO_REALTIME;

    /** Any thread: ends what sounds in the next block, and forgets what waits. */
    void reset() PARLANDO_REALTIME { mustEnd.store (true, std::memory_order_relaxed); }

private:
    struct Waiting
    {
        MidiCommand command;
        double frames = 0.0, length = 0.0; // until it begins; of it
    };

    struct Sounding
    {
        std::uint8_t channel = 0, pitch = 0;
        double frames = 0.0; // until it ends
    };

    void takeNew (const HostTransport&, double sampleRate) PARLANDO_REALTIME;
    void endAll() PARLANDO_REALTIME;
    void endDue (int frames) PARLANDO_REALTIME;
    void beginDue (int frames) PARLANDO_REALTIME;
    void begin (const Waiting&, int frames) PARLANDO_REALTIME;
    void endPitch (std::uint8_t channel, std::uint8_t pitch, int offset) PARLANDO_REALTIME;
    void emit (int offset, int status, int first, int second) PARLANDO_REALTIME;

    std::mutex producers;
    SpscQueue<MidiCommand> queue{mostWaiting};
    std::atomic<bool> silenced{false}, mustEnd{false};

    // Audio thread.
    std::array<Waiting, mostWaiting> waiting{}; // in the order in which they begin
    std::array<Sounding, mostSounding> sounding{};
    std::array<MidiEvent, mostInBlock + mostSounding> events{};
    std::size_t numWaiting = 0, numSounding = 0, numEvents = 0;
    bool wasPlaying = false;
};

} // namespace parlando
