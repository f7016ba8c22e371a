#pragma once

#include <juce_audio_processors/juce_audio_processors.h>
#include <parlando_realtime/HostTransport.h>

namespace parlando
{

/** What the host tells of its time at the first frame of a block. Audio thread; the host allocates nothing for it. */
HostTransport readTransport (const juce::AudioPlayHead*, double sampleRate);

} // namespace parlando
