#include "VoiceStream.h"

#include "TakeTime.h"

#include <utility>

namespace parlando
{
namespace
{

constexpr std::size_t sourcePiece = 4096, targetPiece = 16'384;

} // namespace

VoiceStream::VoiceStream (VoiceReader toRead, int sampleRate)
    : voice (std::move (toRead)), resampler (voice.sampleRate(), sampleRate), target (targetPiece)
{
}

std::uint64_t VoiceStream::length() const noexcept
{
    return atRate (voice.length(), resampler.sourceRate(), resampler.targetRate());
}

/** How much there is to resample. */
std::size_t VoiceStream::fill()
{
    if (place < source.size())
        return source.size() - place;

    pcm.resize (sourcePiece);
    pcm.resize (voice.read (pcm));
    source.resize (pcm.size());
    pcmToFloat (pcm, source);
    place = 0;
    return source.size();
}

std::span<const float> VoiceStream::next()
{
    std::size_t count = 0;

    while (count == 0 && fill() > 0)
    {
        const auto step = resampler.process (std::span (source).subspan (place), target);
        place += step.consumed;
        count = step.produced;
    }

    if (count == 0)
        count = resampler.flush (target);

    given += count;
    return std::span (target).first (count);
}

} // namespace parlando
