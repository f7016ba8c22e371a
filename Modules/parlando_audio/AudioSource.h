#pragma once

#include <cstddef>
#include <span>

namespace parlando
{

/** A sound that an agent is to hear, one of any number: a file, a line, another agent. Mono.

    It is asked on the session thread, so it must not wait for anything: the voice and the network wait for it. What it
    throws ends the conversation with its sentence, as what a listener throws does.
*/
class AudioSource
{
public:
    virtual ~AudioSource() = default;

    /** Session thread, once a block. Fills `block` from the front with the next samples at `sampleRate` (Hz) and
        returns how many it had, none included; the rest of the block is silent. Full scale is ±1; what lies beyond is
        clipped after mixing, and what is no number counts as 0. */
    virtual std::size_t read (std::span<float> block, int sampleRate) = 0;

    /** Session thread, after each read(): nothing more will ever come, so that it need not be asked again. */
    virtual bool isOver() const = 0;
};

} // namespace parlando
