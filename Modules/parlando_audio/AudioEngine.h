#pragma once

#include "Capture.h"
#include "CaptureRing.h"
#include "InputMix.h"
#include "LevelMeter.h"
#include "PlaybackHead.h"
#include "PlaybackRing.h"
#include "Playout.h"

#include <parlando_realtime/parlando_realtime.h>

#include <array>
#include <atomic>
#include <optional>

namespace parlando
{

/** The edge between the host's audio thread and the session thread. It owns both rings (2 MB, enough for
    384 kHz), is made once and outlives any number of prepare() calls. It signals nobody: the session thread looks on
   its own tick. */
class AudioEngine
{
public:
    /** The clock is what PlayoutEvents are timed by. */
    explicit AudioEngine (AudioClock = {});

    AudioEngine (const AudioEngine&) = delete;
    AudioEngine& operator= (const AudioEngine&) = delete;

    /** Any thread but the audio thread, and never during process(); the session thread may go on meanwhile. Speech that
        was not played yet is played at the new rate, from the sample that was reached. A rate outside of 1,000 to
        768,000 Hz counts as 48 kHz, and inputNotices() says so. */
    void prepare (double sampleRate, int maximumBlockSize);

    /** Audio thread. Wait-free for any number of frames, also more than prepared and none. Input and output may be the
        same memory; null channels are skipped. The input is mixed to mono as InputMix does it, with NaN, infinities and
        denormals as 0.
        Every output channel is overwritten with the agent's voice. True when any of the voice sounded, also the 5 ms in
        which it dies away.

        A caller that hands over the host's block in pieces gives the length of the whole as hostBlock; with 0, `frames`
        is all of it. */
    bool process (const float* const* input, int numInputs, float* const* output, int numOutputs, int frames,
                  int hostBlock = 0) PARLANDO_REALTIME;

    /** Audio thread, after process() with as many frames: what the loudspeakers play of that block, mono, behind all
        gains. It is what Capture takes the microphone's echo to be of; without it nothing is known of that. */
    void played (const float* samples, int frames) PARLANDO_REALTIME;

    /** Any thread. Whether the conversation wants the input: the session's switch. While off, nothing of the input is
        captured. */
    void setCaptureEnabled (bool shouldCapture) PARLANDO_REALTIME;
    [[nodiscard]] bool isCaptureEnabled() const PARLANDO_REALTIME;

    /** Any thread. Whether the person wants to be heard: while muted, nothing of the input is captured, whatever the
        session says. */
    void setMicrophoneMuted (bool shouldBeMuted) PARLANDO_REALTIME;
    [[nodiscard]] bool isMicrophoneMuted() const PARLANDO_REALTIME;

    /** Audio thread: push-to-talk from the next block on. The session thread hears of each change in step with the
        captured samples (Capture::takeTalk()). At first TalkState::open. */
    void setTalkState (TalkState) PARLANDO_REALTIME;

    /** Any thread. Which channels of the input may be heard; where it has none of them, all. */
    void setInputChannels (InputChannels) PARLANDO_REALTIME;

    /** What a person should know about the input, its channels and its rate; also of mixes that are made elsewhere for
        it. Any thread takes them: the session thread does while there is a conversation. */
    [[nodiscard]] InputNotices& inputNotices() noexcept { return notices; }

    /** Any thread. Whether the host records, as its transport tells: then the session disturbs the voice as little as
       it can. */
    void setHostRecording (bool isRecording) PARLANDO_REALTIME;
    [[nodiscard]] bool isHostRecording() const PARLANDO_REALTIME;

    /** Audio thread, before the process() calls of a block, which go on from there: where the host is at its first
       frame. Without it nothing is known of the host's timeline. */
    void setHostTime (const HostTransport&) PARLANDO_REALTIME;

    /** Any thread. The loudness that the agent's voice is brought to, in LUFS (VoiceLeveller), from the next piece that
        comes on; 0: it stays as it is. At first 0. */
    void setVoiceTarget (float loudness) PARLANDO_REALTIME;
    [[nodiscard]] std::optional<double> voiceTarget() const noexcept;

    /** Any thread. Whether the agent's echo is taken out of the microphone, what else is done to it, and what a person
       who begins to speak does to its voice: what the session goes by from its next frame on. At first neither is. */
    void setEchoMode (EchoMode) PARLANDO_REALTIME;
    [[nodiscard]] EchoMode echoMode() const PARLANDO_REALTIME { return wantedEcho.load (std::memory_order_relaxed); }
    void setMicrophoneCleaning (MicrophoneCleaning) PARLANDO_REALTIME;
    [[nodiscard]] MicrophoneCleaning microphoneCleaning() const PARLANDO_REALTIME
    {
        return wantedCleaning.load (std::memory_order_relaxed);
    }
    void setBargeInMode (BargeInMode) PARLANDO_REALTIME;
    [[nodiscard]] BargeInMode bargeInMode() const PARLANDO_REALTIME
    {
        return wantedBargeIn.load (std::memory_order_relaxed);
    }

    /** Any thread. How long a sound takes from process()'s output to its input again, as the sound card says it: the
        latencies of both, in samples at `rate`. At first 0. */
    void setDeviceLatency (int samples, int rate) PARLANDO_REALTIME;

    /** ms, of which half of that is surely true: an echo that comes later than this is found soon, one that comes
        earlier is not. */
    [[nodiscard]] double deviceDelay() const PARLANDO_REALTIME { return delay.load (std::memory_order_relaxed); }

    /** Any thread: asks the session to silence the agent. Several requests between two ticks are one. */
    void requestInterruption() PARLANDO_REALTIME;

    /** Session thread, on its tick: true once after any number of requests. */
    [[nodiscard]] bool takeInterruptionRequest() noexcept;

    /** Any thread. Hz; what prepare() made of the rate it was given. */
    [[nodiscard]] int sampleRate() const PARLANDO_REALTIME
    {
        return playbackRing.sampleRate.load (std::memory_order_relaxed);
    }

    /** Any thread; for a caller of process() that can wait, as one with files at both ends can. Samples at the host's
        rate: what the next blocks will play, and what the session thread has not fetched of the input. */
    [[nodiscard]] std::size_t playbackWaiting() const PARLANDO_REALTIME { return playbackRing.samples.available(); }
    [[nodiscard]] std::size_t captureWaiting() const PARLANDO_REALTIME { return captureRing.samples.available(); }
    [[nodiscard]] std::size_t captureCapacity() const PARLANDO_REALTIME { return captureRing.samples.capacity(); }

    /** How far the output has come. */
    struct OutputPosition
    {
        std::uint64_t samples = 0; /**< That process() has put out, silence as well. */
        int sampleRate = 48'000;   /**< Hz, and the block in samples: what prepare() made of them. */
        int blockSize = 512;
    };

    /** Any thread. */
    [[nodiscard]] OutputPosition outputPosition() const PARLANDO_REALTIME
    {
        return {playbackRing.rendered.load (std::memory_order_relaxed), sampleRate(),
                playbackRing.maximumBlockSize.load (std::memory_order_relaxed)};
    }

    /** Session thread only. */
    [[nodiscard]] Capture& capture() noexcept { return captureEnd; }
    [[nodiscard]] Playout& playout() noexcept { return playoutEnd; }

    /** Any thread. The input is measured also while capture is off or the microphone is muted. */
    [[nodiscard]] Levels inputLevels() const noexcept { return inputMeter.read(); }
    [[nodiscard]] Levels outputLevels() const noexcept { return outputMeter.read(); }

private:
    static constexpr int chunkSize = 512;

    void listen (const float* const* input, int numInputs, int start, int samples) PARLANDO_REALTIME;
    bool speak (float* const* output, int numOutputs, int start, int samples) PARLANDO_REALTIME;

    CaptureRing captureRing;
    PlaybackRing playbackRing;
    PlaybackHead head;
    InputNotices notices;
    InputMix inputMix{notices};
    std::atomic<InputChannels> inputChannels{};
    LevelMeter inputMeter, outputMeter;
    HostTransport hostTime;          // audio thread: of the next frame
    std::uint64_t blockBegin = 0;    // audio thread: where the last process() wrote to in the captured stream
    std::uint64_t blockCaptured = 0; // and how much
    std::atomic<bool> interruptionRequested{false}, hostRecords{false};
    std::atomic<float> wantedLoudness{0.0f};
    std::atomic<EchoMode> wantedEcho{EchoMode::never};
    std::atomic<MicrophoneCleaning> wantedCleaning{MicrophoneCleaning::none};
    std::atomic<BargeInMode> wantedBargeIn{BargeInMode::off};
    std::atomic<double> delay{0.0};
    alignas (64) std::array<float, chunkSize> scratch{};
    alignas (64) Capture captureEnd;
    Playout playoutEnd;
};

} // namespace parlando
