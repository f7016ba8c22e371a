#pragma once

#include <span>

namespace parlando
{

/** Where an agent's voice goes, one of any number: a file, a line, another agent. Mono.

    It is called on the session thread, so it must not wait for anything: the voice and the network wait for it. What it
    throws ends the conversation with its sentence, as what a listener throws does.
*/
class AudioSink
{
public:
    virtual ~AudioSink() = default;

    /** Session thread, once a block, in real time: the voice, and silence while the agent says nothing. Full scale is
        ±1; `sampleRate` is in Hz. The samples are good during the call. */
    virtual void write (std::span<const float> block, int sampleRate) = 0;
};

} // namespace parlando
