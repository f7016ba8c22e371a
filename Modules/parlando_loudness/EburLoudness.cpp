#include "EburLoudness.h"

#include <algorithm>
#include <cmath>
#include <ebur128.h>
#include <limits>
#include <mutex>
#include <new>
#include <shared_mutex>

namespace parlando
{
namespace
{

constexpr auto silent = -std::numeric_limits<double>::infinity();

/** What libebur128 calls -inf is below the gates, or too short. */
std::optional<double> measured (double level) { return std::isfinite (level) ? std::optional (level) : std::nullopt; }

/** Each ebur128_init() writes constants of libebur128 anew, which all of its states read. */
std::shared_mutex constants;

ebur128_state* makeState (int sampleRate, int channels)
{
    const std::lock_guard writing (constants);
    return ebur128_init (static_cast<unsigned> (channels), static_cast<unsigned long> (sampleRate),
                         EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_S | EBUR128_MODE_TRUE_PEAK);
}

} // namespace

struct EburLoudness::Library
{
    Library (int sampleRate, int channels) : state (makeState (sampleRate, channels))
    {
        if (state == nullptr)
            throw std::bad_alloc();
    }

    ~Library() { ebur128_destroy (&state); }

    Library (const Library&) = delete;
    Library& operator= (const Library&) = delete;

    ebur128_state* state;
};

EburLoudness::EburLoudness (int sampleRate, int channelCount)
    : library (std::make_unique<Library> (sampleRate, channelCount)),
      channels (static_cast<std::size_t> (channelCount)),
      step (static_cast<std::size_t> (std::max (sampleRate / 10, 1))),
      shortTermFrames (static_cast<std::uint64_t> (sampleRate) * 3),
      momentaryFrames (static_cast<std::uint64_t> (step) * 4), momentary (silent), shortTerm (silent)
{
    if (channels == 1)
        ebur128_set_channel (library->state, 0, EBUR128_DUAL_MONO);
}

EburLoudness::~EburLoudness() = default;

void EburLoudness::add (std::span<const float> samples)
{
    while (! samples.empty())
    {
        const auto piece = samples.first (std::min (samples.size(), (step - sinceLook) * channels));
        addPiece (piece);
        samples = samples.subspan (piece.size());
    }
}

/** The loudest is looked for ten times a second, as EBU Tech 3341 asks of meters at least. */
void EburLoudness::addPiece (std::span<const float> piece)
{
    const auto count = piece.size() / channels;
    const std::shared_lock reading (constants);

    if (ebur128_add_frames_float (library->state, piece.data(), count) != EBUR128_SUCCESS)
        throw std::bad_alloc();

    frames += count;
    sinceLook += count;

    if (sinceLook < step)
        return;

    sinceLook = 0;
    double level = silent;

    // Before there is as much, what is missing would count as silence.
    if (frames >= momentaryFrames && ebur128_loudness_momentary (library->state, &level) == EBUR128_SUCCESS)
        momentary = std::max (momentary, level);

    if (frames >= shortTermFrames && ebur128_loudness_shortterm (library->state, &level) == EBUR128_SUCCESS)
        shortTerm = std::max (shortTerm, level);
}

Loudness EburLoudness::loudness() const
{
    const std::shared_lock reading (constants);
    double integrated = silent, range = silent, peak = 0.0;
    ebur128_loudness_global (library->state, &integrated);
    const auto hasRange =
        frames >= shortTermFrames && ebur128_loudness_range (library->state, &range) == EBUR128_SUCCESS;

    for (std::size_t channel = 0; channel < channels; ++channel)
    {
        double ofChannel = 0.0;

        if (ebur128_true_peak (library->state, static_cast<unsigned> (channel), &ofChannel) == EBUR128_SUCCESS)
            peak = std::max (peak, ofChannel);
    }

    Loudness loudness;
    loudness.integrated = measured (integrated);
    loudness.range = hasRange && loudness.integrated ? measured (range) : std::nullopt;
    loudness.truePeak = measured (20.0 * std::log10 (peak));
    loudness.mostMomentary = measured (momentary);
    loudness.mostShortTerm = measured (shortTerm);
    return loudness;
}

std::unique_ptr<LoudnessMeter> makeEburLoudness (int sampleRate, int channels)
{
    return std::make_unique<EburLoudness> (sampleRate, channels);
}

} // namespace parlando
