#pragma once

#include <parlando_replay/parlando_replay.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <numbers>
#include <numeric>
#include <vector>

namespace parlando::testing
{

/** What should be heard at one host sample, computed from the pieces' places alone in double precision: a sinc over 64
    source samples on either side, and the newest piece on top. */
class Reference
{
public:
    Reference (std::vector<ReplayPiece> all, int hostRate)
        : pieces (std::move (all)), rate (hostRate), fade (std::lround (0.005 * rate))
    {
    }

    double at (std::int64_t n) const
    {
        double heard = 0.0;

        for (const auto& piece : pieces)
        {
            const auto begin = piece.position, end = endOf (piece);

            if (n < begin || n >= end)
                continue;

            const auto in = gain (n - begin), out = gain (end - 1 - n);
            const auto last = piece.first + piece.count == static_cast<std::int64_t> (piece.voice->samples().size());
            const auto own = (piece.first > 0 ? in : 1.0) * (last ? 1.0 : out);
            heard = heard * (1.0 - in * out) + own * voiceAt (piece, n - begin);
        }

        return heard;
    }

    /** Edges of pieces so close to each other that it is a matter of taste what should be heard. */
    bool isAtSeveralEdges (std::int64_t n) const
    {
        int edges = 0;

        for (const auto& piece : pieces)
            edges += (std::abs (n - piece.position) <= 2 * fade ? 1 : 0) +
                     (std::abs (n - endOf (piece)) <= 2 * fade ? 1 : 0);

        return edges > 1;
    }

    std::int64_t endOf (const ReplayPiece& piece) const
    {
        const std::int64_t from = piece.voice->sampleRate();
        return piece.position + (piece.count * rate + from - 1) / from;
    }

private:
    double gain (std::int64_t distance) const
    {
        return distance >= fade ? 1.0
                                : 0.5 - 0.5 * std::cos (std::numbers::pi * (static_cast<double> (distance) + 0.5) /
                                                        static_cast<double> (fade));
    }

    double voiceAt (const ReplayPiece& piece, std::int64_t index) const
    {
        const std::int64_t from = piece.voice->sampleRate();
        const auto whole = piece.first + index * from / rate, rest = index * from % rate;
        const auto samples = piece.voice->samples();
        const auto& kernel = kernelAt (rest);
        double sum = 0.0;

        for (std::int64_t i = -reach + 1; i <= reach; ++i)
            if (whole + i >= 0 && whole + i < static_cast<std::int64_t> (samples.size()))
                sum += samples[static_cast<std::size_t> (whole + i)] * kernel[static_cast<std::size_t> (i + reach - 1)];

        return sum / 32'768.0;
    }

    const std::vector<double>& kernelAt (std::int64_t rest) const
    {
        auto& kernel = kernels[rest];

        for (std::int64_t i = -reach + 1; kernel.size() < 2 * reach; ++i)
        {
            const auto x = static_cast<double> (i) - static_cast<double> (rest) / rate;
            const auto window = std::pow (std::cos (std::numbers::pi * x / (2.0 * reach)), 2);
            kernel.push_back (window * (x == 0.0 ? 1.0 : std::sin (std::numbers::pi * x) / (std::numbers::pi * x)));
        }

        return kernel;
    }

    static constexpr std::int64_t reach = 64;

    std::vector<ReplayPiece> pieces;
    int rate;
    std::int64_t fade;
    mutable std::map<std::int64_t, std::vector<double>> kernels;
};

} // namespace parlando::testing
