#pragma once

#include "Support/Room.h"

#include <parlando_speech/parlando_speech.h>

#include <complex>
#include <span>
#include <vector>

namespace parlando::benchmarks
{

/** A loudspeaker and a microphone in a room, block by block: what is played may depend on what was heard. */
class LiveRoom
{
public:
    /** Of `path` its reverberation, distance, delay and level count; the delay is at least 10 ms more than a block.
        `voice`, at 16 kHz, is what has that level. `rate`: 16 or 48 kHz. */
    LiveRoom (const test::EchoPath& path, const test::Sound& voice, int rate);

    /** Of the same length in turn: the microphone of a block first, as a sound card gives it. */
    void hear (std::span<float> microphone);
    void play (std::span<const float> block);

private:
    void reflect();

    std::size_t pieceSize, delay;
    FourierTransform transform;
    std::vector<std::complex<float>> response, bins;
    std::vector<float> piece, work, coming;  // coming: from heardTo on
    std::size_t heardTo = 0, pieceBegin = 0; // samples
    bool isSilent;
};

/** Another rate, of speexdsp. */
test::Sound resampled (const test::Sound&, int from, int to);

} // namespace parlando::benchmarks
