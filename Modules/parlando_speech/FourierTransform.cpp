#include "FourierTransform.h"

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#endif
#include <kissfft/kissfft.hh>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

#include <cmath>
#include <numbers>
#include <vector>

namespace parlando
{

/** Both directions take the even samples as real and the odd ones as imaginary parts of half as many. */
struct FourierTransform::Library
{
    explicit Library (std::size_t size)
        : there (size / 2, false), back (size / 2, true), spectrum (size / 2), turns (size / 2)
    {
        for (std::size_t k = 0; k < turns.size(); ++k)
        {
            const auto angle = 2.0 * std::numbers::pi * static_cast<double> (k) / static_cast<double> (size);
            turns[k] = {static_cast<float> (-std::sin (angle)), static_cast<float> (std::cos (angle))};
        }
    }

    const kissfft<float> there, back;
    std::vector<std::complex<float>> spectrum;
    std::vector<std::complex<float>> turns; // i times the k-th root
};

FourierTransform::FourierTransform (std::size_t size) : length (size), library (std::make_unique<Library> (size)) {}

FourierTransform::~FourierTransform() = default;

void FourierTransform::forward (std::span<const float> samples, std::span<std::complex<float>> bins)
{
    library->there.transform_real (samples.data(), bins.data());
    const auto ends = bins[0];
    bins[0] = ends.real();
    bins[length / 2] = ends.imag();
}

void FourierTransform::inverse (std::span<const std::complex<float>> bins, std::span<float> samples)
{
    const auto half = length / 2;
    for (std::size_t k = 0; k < half; ++k)
    {
        const auto mirrored = std::conj (bins[half - k]);
        library->spectrum[k] = (bins[k] + mirrored) + library->turns[k] * (bins[k] - mirrored);
    }

    // The standard makes an array of complex numbers one of twice as many real ones.
    library->back.transform (library->spectrum.data(), reinterpret_cast<std::complex<float>*> (samples.data()));
    const auto scale = 1.0f / static_cast<float> (length);
    for (auto& sample : samples)
        sample *= scale;
}

} // namespace parlando
