#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace parlando
{

/** A stream of mono samples from one rate to another, in Hz. One thread at a time. */
class RateConverter
{
public:
    RateConverter (int fromRate, int toRate);
    ~RateConverter();

    RateConverter (const RateConverter&) = delete;
    RateConverter& operator= (const RateConverter&) = delete;

    /** Appends what has become ready to `out`. The first output sample is in time with the first input sample. */
    void process (std::span<const std::int16_t> samples, std::vector<std::int16_t>& out);

    [[nodiscard]] int fromRate() const { return from; }

private:
    struct Resampler;
    std::unique_ptr<Resampler> resampler; // none when the rates are equal
    int from;
    int to;
};

} // namespace parlando
