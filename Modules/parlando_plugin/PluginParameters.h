#pragma once

#include "PluginState.h"
#include "SlotParameter.h"

#include <juce_audio_processors/juce_audio_processors.h>

#include <parlando_audio/parlando_audio.h>
#include <parlando_replay/ReplayMap.h>

#include <array>
#include <vector>

namespace parlando
{

/** When the person is heard. */
enum class TalkMode
{
    open,      /**< All the time. */
    pushToTalk /**< While `talk` is on. */
};

/** When the takes of a project are played. */
enum class ReplayMode
{
    off,
    inRenders, /**< Where the host renders faster than real time. */
    always
};

/** The host's parameters. They belong to the processor that they were added to, which must outlive this.

    Values are read on any thread, the audio thread included. They change on the message thread only, inside gestures;
    a host may also set them from its own threads.
*/
class PluginParameters
{
public:
    /** Adds them, grouped, in their fixed order. */
    explicit PluginParameters (juce::AudioProcessor&);

    juce::AudioParameterBool& bypass;
    juce::AudioParameterBool& connect; /**< Never restored as on. */
    juce::AudioParameterChoice& hears; /**< TrackSource. */
    juce::AudioParameterChoice& talkMode;
    juce::AudioParameterChoice& inputChannel; /**< Whichever is spoken into, the left, the right. */
    juce::AudioParameterBool& talk;           /**< Held while the person speaks, in push-to-talk mode. */
    juce::AudioParameterBool& interrupt;      /**< Momentary: its rise silences the agent. */
    juce::AudioParameterChoice& allowTools;   /**< ToolGate::Access. */
    juce::AudioParameterBool& microphoneMute;
    juce::AudioParameterFloat& inputGain;       /**< dB; the lowest is silence. */
    juce::AudioParameterFloat& voiceGain;       /**< dB; the lowest is silence. */
    juce::AudioParameterFloat& dryGain;         /**< dB; the lowest is silence. */
    juce::AudioParameterFloat& duckAmount;      /**< dB by which the dry signal is lowered while the agent speaks. */
    juce::AudioParameterFloat& duckAttack;      /**< ms */
    juce::AudioParameterFloat& duckRelease;     /**< ms */
    juce::AudioParameterChoice& replay;         /**< ReplayMode. */
    juce::AudioParameterChoice& replayFollows;  /**< ReplayAnchor. */
    juce::AudioParameterChoice& loudness;       /**< Of the agent's voice: off, or LUFS. */
    juce::AudioParameterChoice& echo;           /**< EchoMode. */
    juce::AudioParameterChoice& bargeIn;        /**< BargeInMode. */
    juce::AudioParameterChoice& loudspeakers;   /**< LoudspeakerSource. */
    juce::AudioParameterFloat& voiceDuckAmount; /**< dB by which the voice is lowered while the side-chain is loud. */
    juce::AudioParameterFloat& voiceDuckThreshold; /**< dBFS of RMS, from which on it is. */
    juce::AudioParameterFloat& voiceDuckAttack;    /**< ms */
    juce::AudioParameterFloat& voiceDuckRelease;   /**< ms */
    juce::AudioParameterChoice& cleaning;          /**< MicrophoneCleaning. */

    std::array<SlotParameter*, ToolLayout::numSlots> slots; /**< What tool calls move. */

    // Read-only for the host.
    juce::AudioParameterBool& connected;
    juce::AudioParameterBool& personSpeaking;
    juce::AudioParameterBool& agentSpeaking;

    /** The controls of ToolLayout::ownIds as the agent is told of them, in that order. Any thread. */
    [[nodiscard]] std::vector<Control> ownControls() const;

    /** The parameter of a control: the slots come first, then ownControls(). */
    [[nodiscard]] juce::RangedAudioParameter& parameterOf (std::size_t control) const { return *moved.at (control); }

    /** Their values for a saved state. Any thread. */
    [[nodiscard]] ParameterValues values() const;

    /** Sets the saved parameters, those without a value to their defaults, and `connect` and the momentary ones to off,
        at once and without telling the host or listeners. Any thread, also while audio is processed. */
    void restore (const ParameterValues&);

    /** Tells the wrapper and other listeners what restore() has set. Any thread but the audio thread. */
    void tellRestored();

    [[nodiscard]] bool isPushToTalk() const noexcept;
    [[nodiscard]] ReplayMode replayMode() const noexcept { return static_cast<ReplayMode> (replay.getIndex()); }
    [[nodiscard]] ReplayAnchor replayAnchor() const noexcept
    {
        return static_cast<ReplayAnchor> (replayFollows.getIndex());
    }

    /** What the audio thread goes by in this block. */
    [[nodiscard]] StripControls controls (bool isOffline) const noexcept;

private:
    std::vector<juce::RangedAudioParameter*> saved; // all but the momentary ones, the outputs and `connect`
    std::vector<juce::RangedAudioParameter*> moved; // the slots, and those of ToolLayout::ownIds
};

/** Sets a parameter as a person would, in a gesture of its own. Message thread. */
void setInGesture (juce::RangedAudioParameter&, float normalisedValue);

} // namespace parlando
