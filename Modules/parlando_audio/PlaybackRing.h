#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <atomic>
#include <cstdint>

namespace parlando
{

/** From the audio thread to Playout. Positions are those of the playback stream. */
struct PlaybackReport
{
    enum class Kind : std::uint8_t
    {
        passed,  // the sample at `position`, which Playout had marked, went out
        dry,     // the stream ran out at `position`
        silenced // the stream stopped at `position` and jumped to at least `discardedTo`
    };

    Kind kind = Kind::passed;
    std::uint64_t position = 0, discardedTo = 0;
    Instant when{};
};

/** From the audio thread to Playout: where on the host's timeline a sample of the stream was heard. */
struct PlaybackPlace
{
    std::uint64_t position = 0;
    HostTransport host;
    bool isBreak = true; // else it goes on from the place before
};

/** What Playout (session thread) and PlaybackHead (audio thread) share: mono samples at the host's rate, and the stream
    positions at which something happens to them. */
struct PlaybackRing
{
    /** What reports are timed by. */
    AudioClock clock;

    /** 200 ms at 384 kHz twice over: an interrupted piece and the one after it. What was heard last stays in it, as far
        as a voice that was held goes back. */
    SpscRing<float> samples{2 * 76'800};

    /** How far a voice that was held goes back before it goes on, so that a word is heard whole. */
    static constexpr Milliseconds rewind{150};

    /** PlaybackHead: how many samples of output it has made, silence as well. */
    std::atomic<std::uint64_t> rendered{0};

    /** Playout: samples before this position must not be heard any more. Stored before any sample after it is written.
     */
    std::atomic<std::uint64_t> discardBefore{0};

    /** Playout: how far the voice makes way. Stored after discardBefore where both change. */
    std::atomic<VoiceYield> yield{VoiceYield::none};

    /** Playout asks for a report about each of these positions, in rising order. */
    SpscQueue<std::uint64_t> marks{256};
    SpscQueue<PlaybackReport> reports{1024};

    /** A place is there before the report about its sample is. */
    SpscQueue<PlaybackPlace> places{256};

    /** AudioEngine::prepare() raises `prepared` after it has set the two below it. Until Playout has made `adopted`
        equal, the ring may hold samples of another rate: the audio thread does not touch it and plays silence. Then it
        goes on at `restartAt`. */
    std::atomic<std::uint32_t> prepared{0};
    std::atomic<int> sampleRate{48'000}, maximumBlockSize{512};
    std::atomic<std::uint32_t> adopted{0};
    std::atomic<std::uint64_t> restartAt{0};
};

} // namespace parlando
