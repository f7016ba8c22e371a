#pragma once

#include "Recorder.h"
#include "SpeechFeed.h"

#include <parlando_agent/parlando_agent.h>

#include <atomic>
#include <functional>
#include <optional>
#include <vector>

namespace parlando
{

/** Calls an AudioEngine block by block, as a sound card would, with files at both ends. */
class FileClock final : public BlockClock
{
public:
    enum class Pace
    {
        realTime,

        /** Blocks follow each other without sleep while there is speech to hear or voice to play; the clock waits for
            the network and the disk alone. */
        fast
    };

    FileClock (int sampleRate, int blockSize, Pace);

    /** Main thread, once: from here on blocks run. `feed` may be null: there is no microphone. `pokeDisk` asks the
        threads that read and write files to come at once. All must outlive the conversation. */
    void start (AudioEngine&, SpeechFeed* feed, Recorder&, std::function<void()> pokeDisk);

    Instant run (Instant now) override;
    bool isPaced() const override { return pace == Pace::realTime; }

private:
    void runBlock();
    bool recorderIsBehind();
    bool speechIsBehind (Instant now);
    bool captureIsBehind() const;
    bool voiceIsBehind (Instant now);
    bool isIdle() const;

    const int blockSize;
    const Pace pace;
    BlockPacer pacer;
    std::vector<float> person, voice;
    std::optional<Instant> due, waitingForVoice, waitingForSpeech;
    bool speechPauses = false; // a pipe that gives nothing

    AudioEngine* engine = nullptr;
    SpeechFeed* feed = nullptr;
    Recorder* recorder = nullptr;
    std::function<void()> pokeDisk;
    std::atomic<bool> isStarted{false}; // publishes the four above
};

} // namespace parlando
