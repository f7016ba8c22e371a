#pragma once

#include "Recorder.h"
#include "SpeechFeed.h"

#include <parlando_agent/parlando_agent.h>

#include <atomic>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

namespace parlando
{

/** Calls an AudioEngine block by block from a thread of its own, as a sound card would, with files at both ends. */
class FileClock
{
public:
    struct Options
    {
        int sampleRate = 48000;
        int blockSize = 480;

        /** Blocks follow each other without sleep while there is speech to hear or voice to play; the clock waits for
            the network, the disk and the session thread alone. */
        bool fast = false;
    };

    /** `feed` may be null: there is no microphone. `pokeDisk` asks the disk thread to come at once. All must outlive
     * stop().
     */
    FileClock (Options, LiveAgent&, SpeechFeed* feed, Recorder&, std::function<void()> pokeDisk);
    ~FileClock();

    FileClock (const FileClock&) = delete;
    FileClock& operator= (const FileClock&) = delete;

    void start();

    /** Joins the thread, after the block that is running. */
    void stop();

private:
    void run();
    bool mayRun();
    bool captureIsBehind() const;
    bool voiceIsBehind();
    void runBlock();

    const Options options;
    LiveAgent& agent;
    AudioEngine& engine;
    SpeechFeed* const feed;
    Recorder& recorder;
    const std::function<void()> pokeDisk;
    std::vector<float> person, voice;
    std::optional<Instant> waitingForVoice;
    std::atomic<bool> stopping{false};
    std::thread thread;
};

} // namespace parlando
