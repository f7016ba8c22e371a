#include "AudioPatch.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace parlando
{

namespace
{

/** How long a patch rests until it is connected. */
constexpr Milliseconds beforeConnection{5};

int checkedPatchRate (int rate)
{
    if (rate < 1'000 || rate > 768'000)
        throw std::invalid_argument ("An audio patch has a sample rate from 1,000 to 768,000 Hz.");

    return rate;
}

int checkedBlockSize (int size, int rate)
{
    if (size < 1 || size > rate)
        throw std::invalid_argument ("The block of an audio patch is from one sample to a second long.");

    return size;
}

template <typename Part>
std::shared_ptr<Part> present (std::shared_ptr<Part> part)
{
    if (part == nullptr)
        throw std::invalid_argument ("An audio patch was given a source or a sink that is not there.");

    return part;
}

} // namespace

AudioPatch::Source::Source (std::shared_ptr<AudioSource> added, float wantedGain, int rate)
    : source (std::move (added)), gain (wantedGain)
{
    smoothGain.prepare (static_cast<std::size_t> (rate) / 100);
}

AudioPatch::AudioPatch (int rate, int blockSize)
    : sampleRate (checkedPatchRate (rate)), pacer (rate, checkedBlockSize (blockSize, rate)),
      block (static_cast<std::size_t> (blockSize)), sum (block.size()), voice (block.size())
{
}

void AudioPatch::connect (AudioEngine& connected)
{
    connected.prepare (sampleRate, static_cast<int> (block.size()));
    engine.store (&connected, std::memory_order_release);
}

AudioPatch::SourceId AudioPatch::addSource (std::shared_ptr<AudioSource> source, float gain)
{
    return sources.add (present (std::move (source)), gain, sampleRate);
}

AudioPatch::SinkId AudioPatch::addSink (std::shared_ptr<AudioSink> sink)
{
    return sinks.add (present (std::move (sink)));
}

void AudioPatch::setGain (SourceId id, float gain)
{
    sources.change (id, [gain] (Source& source) { source.gain = gain; });
}

void AudioPatch::remove (SourceId id) { sources.remove (id); }
void AudioPatch::remove (SinkId id) { sinks.remove (id); }
bool AudioPatch::has (SourceId id) const { return sources.has (id); }

Instant AudioPatch::run (Instant now)
{
    auto* connected = engine.load (std::memory_order_acquire);

    if (connected == nullptr)
        return now + beforeConnection;

    if (due.value_or (now) <= now)
    {
        runBlock (*connected);
        due = pacer.next (now);
    }

    return *due;
}

void AudioPatch::runBlock (AudioEngine& connected)
{
    const auto isHearing = mixSources();
    const float* const input[] = {sum.data()};
    float* const output[] = {voice.data()};
    connected.process (input, isHearing ? 1 : 0, output, 1, static_cast<int> (voice.size()));
    sinks.call ([this] (SinkId, const std::shared_ptr<AudioSink>& sink) { sink->write (voice, sampleRate); });
}

/** False where there is none. */
bool AudioPatch::mixSources()
{
    auto isAny = false;
    std::fill (sum.begin(), sum.end(), 0.0f);
    sources.call (
        [&] (SourceId id, Source& source)
        {
            isAny = true;
            mix (source);

            if (source.source->isOver())
                sources.remove (id);
        });
    return isAny;
}

void AudioPatch::mix (Source& source)
{
    const auto count = std::min (source.source->read (block, sampleRate), block.size());
    source.smoothGain.aimAt (saneSample (source.gain));

    // One that gives no numbers must not silence the others.
    for (std::size_t i = 0; i < count; ++i)
        sum[i] += saneSample (block[i]) * source.smoothGain.next();
}

} // namespace parlando
