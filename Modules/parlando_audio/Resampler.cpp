#include "Resampler.h"

#include <speex/speex_resampler.h>

#include <algorithm>
#include <array>
#include <new>
#include <numeric>

namespace parlando
{

namespace detail_resampler
{

constexpr std::size_t edgePiece = 256;

} // namespace detail_resampler

void Resampler::Destroy::operator() (SpeexResamplerState_* state) const noexcept { speex_resampler_destroy (state); }

Resampler::Resampler (int sourceRate, int targetRate, ResamplerBand band) : from (sourceRate), to (targetRate)
{
    if (from == to)
        return;

    int error = RESAMPLER_ERR_SUCCESS;
    filter.reset (speex_resampler_init (1, static_cast<spx_uint32_t> (from), static_cast<spx_uint32_t> (to),
                                        static_cast<int> (band), &error));
    if (filter == nullptr || error != RESAMPLER_ERR_SUCCESS)
        throw std::bad_alloc();

    lookahead = static_cast<std::uint64_t> (speex_resampler_get_input_latency (filter.get()));
    speex_resampler_skip_zeros (filter.get());
}

Resampler::Step Resampler::process (std::span<const float> source, std::span<float> target)
{
    if (consumed == 0 && ! source.empty())
        holdBefore (source.front());

    const auto done = step (source, target);
    if (done.consumed > 0)
        last = source[done.consumed - 1];
    consumed += done.consumed;
    produced += done.produced;
    return done;
}

std::size_t Resampler::flush (std::span<float> target)
{
    const auto missing = outputsFor (consumed) - produced;
    target = target.first (static_cast<std::size_t> (std::min<std::uint64_t> (missing, target.size())));

    std::array<float, detail_resampler::edgePiece> edge;
    edge.fill (last);
    std::size_t count = 0;
    while (count < target.size())
        count += step (edge, target.subspan (count)).produced;
    produced += count;
    return count;
}

void Resampler::reset()
{
    consumed = produced = 0;
    if (filter != nullptr)
    {
        speex_resampler_reset_mem (filter.get());
        speex_resampler_skip_zeros (filter.get());
    }
}

// How many outputs come of an input repeats with the rates' common period.
void Resampler::keepStepWith (const Resampler& other)
{
    reset();
    const auto period = static_cast<std::uint64_t> (from / std::gcd (from, to));
    const auto enough = lookahead + period;
    auto left = other.consumed <= enough ? other.consumed : enough + (other.consumed - enough) % period;

    constexpr std::array<float, detail_resampler::edgePiece> silence{};
    std::array<float, 2 * detail_resampler::edgePiece> ignored;

    while (left > 0)
        left -= process (std::span (silence).first (
                             static_cast<std::size_t> (std::min<std::uint64_t> (left, silence.size()))),
                         ignored)
                    .consumed;
}

// The filter's past becomes this value. skip_zeros puts the next output at the next input, whatever the past holds;
// before it, as many samples as the filter looks ahead go in without one coming out.
void Resampler::holdBefore (float value)
{
    if (filter == nullptr)
        return;

    std::array<float, detail_resampler::edgePiece> edge;
    edge.fill (value);
    float none = 0.0f;
    for (auto left = static_cast<std::size_t> (lookahead); left > 0;)
        left -= step (std::span (edge).first (std::min (left, edge.size())), {&none, 1}).consumed;
    speex_resampler_skip_zeros (filter.get());
}

std::size_t Resampler::sourceNeededFor (std::size_t count) const noexcept
{
    if (count == 0)
        return 0;

    const auto lastOutput = produced + count - 1;
    const auto needed =
        lastOutput * static_cast<std::uint64_t> (from) / static_cast<std::uint64_t> (to) + lookahead + 1;
    return needed > consumed ? static_cast<std::size_t> (needed - consumed) : 0;
}

std::uint64_t Resampler::outputsFor (std::uint64_t inputs) const noexcept
{
    const auto source = static_cast<std::uint64_t> (from), target = static_cast<std::uint64_t> (to);
    return (2 * inputs * target + source) / (2 * source);
}

Resampler::Step Resampler::step (std::span<const float> source, std::span<float> target)
{
    if (filter == nullptr)
    {
        const auto count = std::min (source.size(), target.size());
        std::copy_n (source.begin(), count, target.begin());
        return {count, count};
    }

    auto in = static_cast<spx_uint32_t> (source.size());
    auto out = static_cast<spx_uint32_t> (target.size());
    speex_resampler_process_float (filter.get(), 0, source.data(), &in, target.data(), &out);
    return {in, out};
}

} // namespace parlando
