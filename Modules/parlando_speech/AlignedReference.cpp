#include "AlignedReference.h"

#include <numbers>

namespace parlando
{
namespace
{

constexpr std::int64_t keptSize = 16'384;
constexpr int sincTaps = 24, sincPhases = 128;

double besselOfOrderZero (double x)
{
    double sum = 1.0, term = 1.0;
    for (int k = 1; k < 32; ++k)
    {
        term *= (x / (2.0 * k)) * (x / (2.0 * k));
        sum += term;
    }
    return sum;
}

/** A Kaiser window with 80 dB (beta 7.9) around a sinc at each of the places between two samples. */
class SincTable
{
public:
    SincTable()
    {
        for (int phase = 0; phase <= sincPhases; ++phase)
            for (int tap = 0; tap < sincTaps; ++tap)
            {
                const auto x = tap - (sincTaps / 2 - 1) - static_cast<double> (phase) / sincPhases;
                const auto edge = x / (sincTaps / 2);
                const auto window = std::fabs (edge) < 1.0 ? besselOfOrderZero (7.9 * std::sqrt (1.0 - edge * edge)) /
                                                                 besselOfOrderZero (7.9)
                                                           : 0.0;
                const auto turned = std::numbers::pi * x;
                const auto sinc = std::fabs (x) < 1.0e-9 ? 1.0 : std::sin (turned) / turned;
                rows[static_cast<std::size_t> (phase)][static_cast<std::size_t> (tap)] =
                    static_cast<float> (sinc * window);
            }
    }

    using Row = std::array<float, sincTaps>;
    [[nodiscard]] const Row& operator[] (std::size_t phase) const noexcept { return rows[phase]; }

private:
    std::array<Row, sincPhases + 1> rows;
};

const SincTable& sincTable()
{
    static const SincTable table;
    return table;
}

/** The lowest bits of a number that may be negative. */
constexpr std::size_t keptPlace (std::int64_t sample) { return static_cast<std::size_t> (sample & (keptSize - 1)); }

} // namespace

AlignedReference::AlignedReference() : kept (static_cast<std::size_t> (keptSize)), pushed (0) { sincTable(); }

void AlignedReference::push (const SpeechFrame& played, SpeechFrame& aligned)
{
    for (const auto sample : played)
        kept[keptPlace (pushed++)] = sample;

    const auto begin = static_cast<double> (pushed - static_cast<std::int64_t> (aligned.size()));
    for (std::size_t i = 0; i < aligned.size(); ++i)
    {
        behind = std::clamp (behind + grows * 1.0e-6, shortestDelay, longestDelay);
        aligned[i] = at (begin + static_cast<double> (i) - behind);
    }
}

float AlignedReference::at (double position) const noexcept
{
    const auto whole = std::floor (position);
    const auto phase = (position - whole) * sincPhases;
    const auto row = std::min (static_cast<std::size_t> (phase), static_cast<std::size_t> (sincPhases - 1));
    const auto between = static_cast<float> (phase - static_cast<double> (row));
    const auto& before = sincTable()[row];
    const auto& after = sincTable()[row + 1];
    const auto first = static_cast<std::int64_t> (whole) - (sincTaps / 2 - 1);

    float sum = 0.0f;
    for (std::size_t tap = 0; tap < sincTaps; ++tap)
        sum += kept[keptPlace (first + static_cast<std::int64_t> (tap))] *
               (before[tap] + between * (after[tap] - before[tap]));
    return sum;
}

void AlignedReference::setDelay (double samples)
{
    behind = std::isfinite (samples) ? std::clamp (samples, shortestDelay, longestDelay) : shortestDelay;
}

void AlignedReference::setGrowth (double partsPerMillion)
{
    grows = std::isfinite (partsPerMillion) ? std::clamp (partsPerMillion, -mostGrowth, mostGrowth) : 0.0;
}

void AlignedReference::reset() { std::fill (kept.begin(), kept.end(), 0.0f); }

} // namespace parlando
