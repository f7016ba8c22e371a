#pragma once

#include "CaptureRing.h"
#include "Resampler.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace parlando
{

/** What the agent hears: the captured samples as PCM16 frames of 20 ms at the rate that its service takes, band-limited
    (C39, C48). Session thread only. */
class Capture
{
public:
    static constexpr int usualRate = 16'000, highestRate = 48'000;

    explicit Capture (CaptureRing&);

    /** Of the frames, in Hz: from 8000 to highestRate, in steps of 50. What was captured until now is forgotten. */
    void setSampleRate (int);
    [[nodiscard]] int sampleRate() const noexcept { return rate; }
    [[nodiscard]] std::size_t frameSize() const noexcept { return static_cast<std::size_t> (rate) / 50; }

    /** True when a whole frame was there: `frame` then has frameSize() samples. Call until false. */
    [[nodiscard]] bool pull (std::vector<std::int16_t>& frame);

    /** Whether it is wanted what the loudspeakers played while the frames were captured (AudioEngine::played()). At
        first not. */
    void setHearsPlayed (bool);

    /** What was played while the frame that was pulled last was captured: frameSize() samples, sample for sample, full
        scale 1. Silence where it is not known or not wanted. */
    [[nodiscard]] std::span<const float> played() const noexcept { return std::span (playedFrame).first (frameSize()); }

    /** How long the audio thread takes from the block that came last to the one that completes the next frame, while
       its blocks keep their length; none where that frame is there already. */
    [[nodiscard]] std::chrono::nanoseconds untilNextFrame() const noexcept;

    /** Forgets what was captured up to now; the next frame begins with what comes in after. Every change of
        push-to-talk up to now is due then. */
    void discard();

    /** The next change of push-to-talk that is due, oldest first; call until there is none.

        `isBeforeFrame`: of a frame that was pulled and not used yet. Then only what begins in it is due. Else also an
        end is, once every sample before it is in frames, which is up to 10 ms after it by the resampler's delay. */
    [[nodiscard]] std::optional<TalkState> takeTalk (bool isBeforeFrame);

    /** What was taken last. */
    [[nodiscard]] TalkState talk() const noexcept { return lastTalk; }

    /** Talk is held to the end of what is in frames. */
    [[nodiscard]] bool isTalkHeld();

    /** Since the engine was made. At the host's rate: what went into the ring. At sampleRate(): what left in frames. */
    [[nodiscard]] std::uint64_t capturedSamples() const noexcept;
    [[nodiscard]] std::uint64_t samplesGiven() const noexcept { return samplesInFrames; }

    /** Blocks of which some was dropped because nobody pulled for two seconds, and the samples dropped (host's rate).
     */
    [[nodiscard]] std::uint64_t overruns() const noexcept;
    [[nodiscard]] std::uint64_t droppedSamples() const noexcept;

private:
    void resample (std::uint64_t end);
    void resamplePlayed (std::size_t consumed);
    [[nodiscard]] std::uint64_t readableUntil() const noexcept;
    void exchangeResampler (int sourceRate);
    void noticeRateChanges();
    bool changeRate();
    [[nodiscard]] bool isDue (const TalkChange&, bool isBeforeFrame) const;

    CaptureRing& ring;
    Resampler resampler;
    std::optional<Resampler> playedResampler; // in step with the other one, while it is wanted
    std::deque<RateChange> changes;
    int rate = usualRate;
    std::array<float, highestRate / 50> partial{}, playedPartial{}, playedFrame{};
    std::vector<float> playedSource; // scratch
    std::size_t filled = 0;
    std::uint64_t samplesInFrames = 0;
    std::uint64_t discarded = 0; // up to this position
    TalkState lastTalk = TalkState::open;
};

} // namespace parlando
