#pragma once

#include "AudioEngine.h"
#include "Ducker.h"
#include "InputMix.h"
#include "LoudspeakerSum.h"
#include "SideChainDucker.h"
#include "SmoothGain.h"
#include "StripControls.h"
#include "TalkGate.h"
#include "TimelineVoice.h"

#include <parlando_realtime/parlando_realtime.h>

#include <array>
#include <atomic>
#include <cstddef>

namespace parlando
{

/** The channels of one block: 0, 1 or 2 of each bus. Null channels count as absent. Any of them may be the same memory,
    as hosts process in place; where the agent's bus is the main output too, the main output is what stays. */
struct StripBuses
{
    const float* const* main = nullptr;
    int mainChannels = 0;
    const float* const* sideChain = nullptr;
    int sideChainChannels = 0;
    float* const* output = nullptr;
    int outputChannels = 0;
    float* const* agent = nullptr;
    int agentChannels = 0;
    int frames = 0;
};

/** A track with an agent on it: what a plugin does to a block.

    The agent hears the track in mono, as InputMix makes it. The main output has the dry track, ducked under the agent's
   voice, and the voice; the agent's own bus has the voice alone. The dry track is not delayed, and passes bit by bit
   wherever its gain rests at 1 and the voice is silent. Gains move in 20 ms, bypass takes the voice away in 10.

    Nothing of the input is captured while muted, bypassed or offline, nor from 5 ms after push-to-talk was let go: then
    a second of silence is, and nothing more. Where the service is told when the person speaks, that silence does not
    leave: the engine knows what push-to-talk says, which is up while nothing may be captured. Offline nothing of the
    conversation is played either; what waits is played when real time is back.

    What the loudspeakers play is the voice behind all its gains, the side-chain, or both, as the controls say
    (LoudspeakerSum). A side-chain that loudspeakers play is not what the agent hears.

    While the side-chain is loud the voice is ducked under it (SideChainDucker), in both outputs, and so is that on the
    timeline.

    A TimelineVoice sounds where the agent's voice would, where the controls ask for it, offline as in real time; while
    the agent itself is heard it is silent. What comes out offline depends on the controls, the dry track, that voice
   and a side-chain that it is ducked under, and not on how long blocks are.
*/
class ChannelStrip
{
public:
    /** The engine outlives the strip; from here on the strip alone calls its prepare() and process(), and sets its
        microphone's mute and push-to-talk in every block. */
    explicit ChannelStrip (AudioEngine&);

    ChannelStrip (const ChannelStrip&) = delete;
    ChannelStrip& operator= (const ChannelStrip&) = delete;

    /** Null: none. It outlives the strip. Not during process(). */
    void setTimelineVoice (TimelineVoice* voiceToPlay) noexcept { timelineVoice = voiceToPlay; }

    /** Prepares the engine too, and has its thread rules: any thread but the audio thread, never during process(). The
        first block after it starts with its gains where the controls are. */
    void prepare (double sampleRate, int maximumBlockSize);

    /** Not during process(). The first block after it starts with its gains where the controls are. */
    void reset() PARLANDO_REALTIME;

    /** Any thread. Whether the side-chain is taken to be what loudspeakers play: false where they do not, where there
       is none, and while there is nothing in it (LoudspeakerSum). */
    [[nodiscard]] bool playsSideChain() const noexcept { return isSideChainPlayed.load (std::memory_order_relaxed); }

    /** Audio thread. Any number of frames, also more than prepared and none. Every output channel is overwritten.
       `host`: at the first frame. */
    void process (const StripBuses&, const StripControls&, const HostTransport& host = {}) PARLANDO_REALTIME;

private:
    static constexpr std::size_t chunkSize = 512;
    using Chunk = std::array<float, chunkSize>;

    template <typename Sample>
    struct Channels
    {
        Channels (Sample* const* channels, int count) PARLANDO_REALTIME;

        std::array<Sample*, 2> data{};
        std::size_t size = 0;
    };

    void setRate (int rate) noexcept;
    void follow (const StripControls&) PARLANDO_REALTIME;
    void readDry (const Channels<const float>& main, std::size_t outputs, std::size_t start,
                  std::size_t samples) PARLANDO_REALTIME;
    void hear (const Channels<const float>& source, InputMix&, SmoothGain&, std::size_t start,
               std::size_t samples) PARLANDO_REALTIME;
    bool converse (const Channels<const float>& main, const Channels<const float>& sideChain, std::size_t start,
                   std::size_t samples, int hostBlock) PARLANDO_REALTIME;
    bool replay (bool isSpeaking, std::size_t samples, const HostTransport&) PARLANDO_REALTIME;
    void tellPlayed (const Channels<const float>& sideChain, LoudspeakerSource, std::size_t start,
                     std::size_t samples) PARLANDO_REALTIME;
    [[nodiscard]] std::size_t samplesAlike (const StripControls&, std::size_t most,
                                            const HostTransport&) PARLANDO_REALTIME;
    void setDryLevel (std::size_t samples) PARLANDO_REALTIME;
    void write (const Channels<float>& output, const Channels<float>& agent, std::size_t start,
                std::size_t samples) PARLANDO_REALTIME;

    AudioEngine& engine;
    TalkGate gate;
    Ducker ducker; // of the dry track
    SideChainDucker voiceDucker;
    LoudspeakerSum loudspeakers;
    std::atomic<bool> isSideChainPlayed{false};
    InputMix mainMix, sideChainMix;
    SmoothGain mainGain, sideChainGain; // into the agent's ear
    SmoothGain dryGain, voiceGain, voiceFade;
    SmoothGain replayFade;
    TimelineVoice* timelineVoice = nullptr;
    bool wasDeaf = false, wasOffline = false, isBypassed = false;

    alignas (64) std::array<Chunk, 2> dry{};
    std::size_t dryChannels = 0;
    alignas (64) Chunk ear{};
    alignas (64) Chunk voice{};
    alignas (64) Chunk scratch{};
};

} // namespace parlando
