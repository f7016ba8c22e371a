#pragma once

#include <algorithm>
#include <cstdio>
#include <vector>

namespace parlando::benchmarks
{

/** Prints `name`: median, 99th percentile and worst of `values`. */
inline void printFigures (const char* name, const char* unit, std::vector<double> values)
{
    if (values.empty())
    {
        std::printf ("%-58s no values\n", name);
        return;
    }

    std::sort (values.begin(), values.end());
    const auto at = [&] (double share) { return values[static_cast<std::size_t> (share * static_cast<double> (values.size() - 1))]; };
    std::printf ("%-58s median %8.3f  p99 %8.3f  worst %8.3f %s (n = %zu)\n", name, at (0.5), at (0.99), values.back(), unit,
                 values.size());
}

} // namespace parlando::benchmarks
