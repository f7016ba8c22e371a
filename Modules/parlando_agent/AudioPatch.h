#pragma once

#include "BlockClock.h"
#include "BlockPacer.h"
#include "CallList.h"

#include <parlando_audio/parlando_audio.h>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace parlando
{

/** Connects one agent to any number of sources, which are mixed, and of sinks, which all get its voice, in real time
   and without a sound card's thread:

        AudioPatch patch (48'000, 480);
        options.blockClock = &patch;
        LiveAgent agent (options, listener);
        patch.connect (agent.audio());
        const auto line = patch.addSource (source);

    Who has a sound card and nothing else calls AudioEngine::process() on its thread and needs no patch; with a patch,
    the card is an AudioStream for each direction.

    Sources and sinks are added and removed from any thread but the audio thread, also from what a source, a sink or a
    listener does, and at any time. They are called in the order of adding, only while a conversation lasts: that one
    block after the other from its session thread. The patch outlives the conversation.
*/
class AudioPatch final : public BlockClock
{
    struct Source
    {
        Source (std::shared_ptr<AudioSource>, float gain, int sampleRate);

        const std::shared_ptr<AudioSource> source;
        std::atomic<float> gain;
        SmoothGain smoothGain; // session thread
    };

public:
    using SourceId = CallList<Source>::Id;
    using SinkId = CallList<std::shared_ptr<AudioSink>>::Id;

    /** Starts nothing. The rate is 1,000 to 768,000 Hz, the block 1 sample to a second; throws std::invalid_argument
        with a sentence. Blocks of 10 ms or less serve a conversation best. */
    AudioPatch (int sampleRate, int blockSize);

    /** Prepares the engine, whose process() this alone calls from here on. Not while a conversation lasts that has been
        connected already. */
    void connect (AudioEngine&);

    /** The gain is linear, 1 leaves the source as it is. The sum goes to AudioEngine as it is, which clips what is
        beyond ±1 as it leaves. While there is no source there is no microphone. The source goes once it is over. Throws
        std::invalid_argument without a source. */
    SourceId addSource (std::shared_ptr<AudioSource>, float gain = 1.0f);
    SinkId addSink (std::shared_ptr<AudioSink>);

    /** Moves there in 10 ms, without a click. */
    void setGain (SourceId, float gain);

    /** At once: the source or the sink is not called any more and, unless this is the session thread, does not run any
        more, so this must not wait for what it waits for. What has gone already is ignored. */
    void remove (SourceId);
    void remove (SinkId);

    /** False once it was removed or was over. */
    bool has (SourceId) const;

    Instant run (Instant now) override;
    bool isPaced() const override { return true; }

private:
    void runBlock (AudioEngine&);
    bool mixSources();
    void mix (Source&);

    const int sampleRate;
    BlockPacer pacer;
    std::optional<Instant> due;
    std::vector<float> block, sum, voice;
    std::atomic<AudioEngine*> engine{nullptr};
    CallList<Source> sources;
    CallList<std::shared_ptr<AudioSink>> sinks;
};

} // namespace parlando
