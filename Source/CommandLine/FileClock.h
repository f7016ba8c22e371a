#pragma once

#include "Recorder.h"
#include "SpeechFeed.h"

#include <parlando_agent/parlando_agent.h>

#include <atomic>
#include <cstdint>
#include <functional>
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

        /** Blocks follow each other without sleep while there is speech to hear, and at ten times real time while there
            is voice to play; the clock waits for the network and the disk alone. */
        bool fast = false;
    };

    /** `feed` may be null: silence is heard. `pokeDisk` asks the disk thread to come at once. All must outlive stop().
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
    bool captureIsBehind();
    void runBlock();

    const Options options;
    LiveAgent& agent;
    AudioEngine& engine;
    SpeechFeed* const feed;
    Recorder& recorder;
    const std::function<void()> pokeDisk;
    std::vector<float> person, voice;
    std::int64_t samplesFed = 0; // at the engine's rate, while capture was on
    std::int64_t backlogKnownAt = 0, backlog = 0;
    std::atomic<bool> stopping{false};
    std::thread thread;
};

} // namespace parlando
