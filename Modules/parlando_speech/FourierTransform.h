#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <span>

namespace parlando
{

/** Real samples to their spectrum and back (kissfft). One thread. */
class FourierTransform
{
public:
    /** `size` in samples: a power of two, at least 8. */
    explicit FourierTransform (std::size_t size);
    ~FourierTransform();

    FourierTransform (const FourierTransform&) = delete;
    FourierTransform& operator= (const FourierTransform&) = delete;

    /** `samples`: size; `bins`: size / 2 + 1, from DC to half the sample rate. */
    void forward (std::span<const float> samples, std::span<std::complex<float>> bins);

    /** What forward() was given, of its bins. */
    void inverse (std::span<const std::complex<float>> bins, std::span<float> samples);

    [[nodiscard]] std::size_t size() const noexcept { return length; }
    [[nodiscard]] std::size_t binCount() const noexcept { return length / 2 + 1; }

private:
    struct Library;

    std::size_t length;
    std::unique_ptr<Library> library;
};

} // namespace parlando
