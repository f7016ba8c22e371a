#pragma once

#include "WaveOutput.h"

#include <parlando_audio/parlando_audio.h>
#include <parlando_realtime/parlando_realtime.h>

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace parlando
{

/** Keeps what was heard in files: the agent alone, and the conversation (left: the person, right: the agent, in time).

    The thread of the blocks calls write(), which copies into a ring; the disk thread calls drain(), which writes the
    files. They never wait for each other.
*/
class Recorder
{
public:
    struct Place
    {
        std::string path; /**< Empty: not kept; `-`: standard output. */
        std::optional<RawFormat> raw{};
    };

    struct Places
    {
        Place agent, conversation;
        int interruption = -1; /**< As OutputFile says. */
    };

    /** Opens pipes. Throws Interruption. */
    Recorder (const Places&, int sampleRate);

    /** Creates or replaces the files, before anything else is called. Throws ConversationError where that fails. */
    void begin();

    /** Whether anything is kept at all. */
    bool isWanted() const noexcept { return agentFile || conversationFile; }

    /** Whether the samples go through a pipe, where somebody may wait for them. */
    bool isLive() const noexcept;

    /** Between blocks, on any thread: those that come have another rate. The files keep theirs. */
    void setSampleRate (int);

    /** Block thread. `person` may be null: silence. What finds no room is counted as lost. */
    void write (const float* person, const float* agent, int frames) PARLANDO_REALTIME;

    /** Block thread: whether `frames` more would fit. */
    bool hasRoomFor (int frames) const PARLANDO_REALTIME;

    /** Block thread: whether the disk thread had better come before its time. */
    bool isHalfFull() const PARLANDO_REALTIME { return ring.available() > ring.capacity() / 2; }

    /** Disk thread: all that waits goes into the files. */
    void drain();

    /** Disk thread, or any once that has ended: one sentence a file that is not whole. */
    std::vector<std::string> problems() const;

    /** The same: whoever listened at a pipe has gone. */
    bool isAbandoned() const;

private:
    struct Frame
    {
        std::int16_t person, agent;
    };

    void keep (std::span<const Frame>);
    void takeRateChange (std::uint64_t position);
    std::vector<std::int16_t> atFileRate (std::optional<Resampler>&, const std::vector<std::int16_t>&);

    const int fileRate;
    SpscRing<Frame> ring;
    RateChanges rateChanges;
    std::vector<RateChange> coming;
    std::optional<Resampler> personRate, agentRate; // where the blocks' rate is not the files'
    std::vector<std::int16_t> personSamples;
    std::optional<WaveOutput> agentFile;
    std::optional<WaveOutput> conversationFile;
    std::vector<std::int16_t> agentSamples;
    std::vector<std::int16_t> bothSamples;
    std::atomic<std::uint64_t> lostFrames{0};
};

} // namespace parlando
