#pragma once

#include "InputChannels.h"
#include "LoudspeakerSum.h"
#include "TalkChanges.h"

#include <parlando_realtime/parlando_realtime.h>

#include <algorithm>
#include <cmath>

namespace parlando
{

/** What the agent hears of a track. */
enum class TrackSource
{
    main,
    sideChain,
    both
};

/** What a ChannelStrip goes by in one block. Gains are linear and 0 is silence. */
struct StripControls
{
    bool isBypassed = false, isMuted = false, isOffline = false;
    bool replays = false;                  /**< The timeline's voice is played. */
    bool isPushToTalk = false;             /**< Else the person may speak at any time. */
    bool isTalking = true;                 /**< False while push-to-talk is up. */
    TrackSource hears = TrackSource::main; /**< See heard(). */
    LoudspeakerSource loudspeakers = LoudspeakerSource::agent;
    InputChannels channels; /**< Of each bus that the agent hears. */
    float inputGain = 1.0f, voiceGain = 1.0f, dryGain = 1.0f;
    float voiceTarget = 0.0f;                               /**< AudioEngine::setVoiceTarget() */
    EchoMode echo = EchoMode::never;                        /**< AudioEngine::setEchoMode() */
    BargeInMode bargeIn = BargeInMode::off;                 /**< AudioEngine::setBargeInMode() */
    MicrophoneCleaning cleaning = MicrophoneCleaning::none; /**< AudioEngine::setMicrophoneCleaning() */
    float duckGain = 1.0f;                        /**< Of the dry signal while the agent speaks; 1: no ducking. */
    float duckAttack = 0.03f, duckRelease = 0.4f; /**< Seconds. */

    float voiceDuckGain = 1.0f;       /**< Of the voice while the side-chain is loud; 1: no ducking. See voiceDuck(). */
    float voiceDuckThreshold = 0.01f; /**< The RMS of the side-chain from which on it is loud. */
    float voiceDuckAttack = 0.03f, voiceDuckRelease = 0.4f; /**< Seconds. */

    /** What the loudspeakers play is no person: where the side-chain is that, the agent hears the track alone. */
    [[nodiscard]] TrackSource heard() const PARLANDO_REALTIME
    {
        return loudspeakers == LoudspeakerSource::agent ? hears : TrackSource::main;
    }

    /** voiceDuckGain, but for a side-chain with the voice in it: it does not step back for itself. */
    [[nodiscard]] float voiceDuck() const PARLANDO_REALTIME
    {
        return loudspeakers == LoudspeakerSource::sideChain ? 1.0f : voiceDuckGain;
    }

    /** Nothing of the input is captured. */
    [[nodiscard]] bool isDeaf() const PARLANDO_REALTIME { return isMuted || isBypassed || isOffline; }

    [[nodiscard]] TalkState talkState() const PARLANDO_REALTIME
    {
        if (! isPushToTalk)
            return TalkState::open;
        return isTalking && ! isDeaf() ? TalkState::held : TalkState::up;
    }

    static constexpr float loudestGain = 1'000.0f;
    static constexpr float softestVoice = -40.0f;
    static constexpr float shortestDuck = 0.005f, longestDuck = 60.0f;

    /** The same with every number in its range: gains from 0 to 60 dB, those of ducking to 1, times from 5 ms to a
        minute, loudness from -40 LUFS, the threshold to 0 dBFS. What is not finite becomes its default. Any thread. */
    [[nodiscard]] StripControls sane() const PARLANDO_REALTIME
    {
        constexpr StripControls defaults{};
        auto result = *this;
        result.inputGain = within (inputGain, 0.0f, loudestGain, defaults.inputGain);
        result.voiceGain = within (voiceGain, 0.0f, loudestGain, defaults.voiceGain);
        result.voiceTarget = within (voiceTarget, softestVoice, 0.0f, defaults.voiceTarget);
        result.dryGain = within (dryGain, 0.0f, loudestGain, defaults.dryGain);
        result.duckGain = within (duckGain, 0.0f, 1.0f, defaults.duckGain);
        result.duckAttack = within (duckAttack, shortestDuck, longestDuck, defaults.duckAttack);
        result.duckRelease = within (duckRelease, shortestDuck, longestDuck, defaults.duckRelease);
        result.voiceDuckGain = within (voiceDuckGain, 0.0f, 1.0f, defaults.voiceDuckGain);
        result.voiceDuckThreshold = within (voiceDuckThreshold, 0.0f, 1.0f, defaults.voiceDuckThreshold);
        result.voiceDuckAttack = within (voiceDuckAttack, shortestDuck, longestDuck, defaults.voiceDuckAttack);
        result.voiceDuckRelease = within (voiceDuckRelease, shortestDuck, longestDuck, defaults.voiceDuckRelease);
        return result;
    }

private:
    [[nodiscard]] static float within (float value, float least, float most, float otherwise) PARLANDO_REALTIME
    {
        return std::isfinite (value) ? std::clamp (value, least, most) : otherwise;
    }
};

} // namespace parlando
