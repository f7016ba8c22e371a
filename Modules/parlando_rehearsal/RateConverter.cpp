#include "RateConverter.h"

#include <speex/speex_resampler.h>

#include <algorithm>
#include <stdexcept>

namespace parlando
{

struct RateConverter::Resampler
{
    Resampler (int from, int to)
    {
        // Quality 4 keeps the speech band of the recogniser and the synthesiser whole.
        int error = 0;
        state = speex_resampler_init (1, static_cast<spx_uint32_t> (from), static_cast<spx_uint32_t> (to), 4, &error);
        if (state == nullptr)
            throw std::runtime_error ("The audio cannot be converted from " + std::to_string (from) + " to " +
                                      std::to_string (to) + " Hz.");
        speex_resampler_skip_zeros (state);
    }
    ~Resampler() { speex_resampler_destroy (state); }

    Resampler (const Resampler&) = delete;
    Resampler& operator= (const Resampler&) = delete;

    SpeexResamplerState* state = nullptr;
};

RateConverter::RateConverter (int fromRate, int toRate)
    : resampler (fromRate == toRate ? nullptr : std::make_unique<Resampler> (fromRate, toRate)), from (fromRate),
      to (toRate)
{
}

RateConverter::~RateConverter() = default;

void RateConverter::process (std::span<const std::int16_t> samples, std::vector<std::int16_t>& out)
{
    if (resampler == nullptr)
    {
        out.insert (out.end(), samples.begin(), samples.end());
        return;
    }
    while (! samples.empty())
    {
        auto taken = static_cast<spx_uint32_t> (std::min<std::size_t> (samples.size(), 8192));
        const auto room =
            static_cast<std::size_t> (taken) * static_cast<std::size_t> (to) / static_cast<std::size_t> (from);
        auto made = static_cast<spx_uint32_t> (room + 64);
        const auto before = out.size();
        out.resize (before + made);
        speex_resampler_process_int (resampler->state, 0, samples.data(), &taken, out.data() + before, &made);
        out.resize (before + made);
        samples = samples.subspan (taken);
        if (taken == 0 && made == 0)
            return;
    }
}

} // namespace parlando
