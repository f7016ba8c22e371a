#pragma once

#include "WaveInput.h"

#include <parlando_audio/parlando_audio.h>
#include <parlando_realtime/parlando_realtime.h>

#include <atomic>
#include <mutex>
#include <optional>
#include <vector>

namespace parlando
{

/** The person's voice from a file or a pipe at the engine's rate: the reading thread fills a ring, the thread of the
    blocks reads it. */
class SpeechFeed
{
public:
    SpeechFeed (WaveInput, int sampleRate);

    /** How long it takes in real time; 0 where nobody knows. */
    double seconds() const noexcept { return length; }

    /** Whether it comes through a pipe, which may pause. */
    bool isLive() const noexcept { return live; }

    /** Reading thread: tops the ring up, and waits for a pipe meanwhile. */
    void fill();

    /** While no blocks run, any thread: those that come have another rate. What has been read and not heard is kept. */
    void setSampleRate (int);

    /** Any thread: fill() waits no more. */
    void stop() { file.stop(); }

    /** Once fill() is no longer called: one sentence where the source had less to give than it promised. */
    std::string problem() const { return file.problem(); }

    /** Reading thread: what a person should know about the file's channels, once each. */
    std::optional<InputNotice> takeNotice() { return file.takeNotice(); }

    /** Block thread: true when a block of `frames` is there, or the last of the file. */
    bool isReadyFor (int frames) const PARLANDO_REALTIME;

    /** Block thread: fills `block`, with silence after the end of the file. */
    void read (float* block, int frames) PARLANDO_REALTIME;

    /** Any thread: nothing of the file is left. */
    bool isExhausted() const PARLANDO_REALTIME;

private:
    bool readPiece();
    bool put (const std::vector<float>& source);
    std::vector<float> takeUnheard();

    WaveInput file;
    const double length;
    const bool live;
    SpscRing<float> ring;
    std::mutex mutex; // guards what is below, between the reading thread and setSampleRate()
    int rate;
    std::optional<Resampler> resampler; // where the file's rate is not the engine's
    std::vector<float> piece;           // read and not yet in the ring
    std::size_t pieceUsed = 0;
    bool isRead = false; // all of the file
    std::atomic<bool> ended{false};
};

} // namespace parlando
