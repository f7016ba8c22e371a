#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** One of the takes of a lane, for people. */
struct TakeInLane
{
    std::string hash, file;
    double seconds = 0.0;
    bool isMissing = false;
    std::vector<double>
        sections; /**< Where each sentence begins, in seconds from the take's beginning; the first: 0. */

    bool operator== (const TakeInLane&) const = default;
};

/** Takes of the same words at the same place. */
struct TakeLane
{
    std::uint64_t id = 0;
    double seconds = 0.0;          /**< Its place since the start of the session. */
    std::optional<double> beats;   /**< The same in quarter notes. */
    std::vector<TakeInLane> takes; /**< The oldest first. */
    std::size_t base = 0;          /**< The take that counts, or that was chosen as a whole last. */
    std::vector<std::size_t> comp; /**< For each sentence of `base` the take that it comes from. */

    bool operator== (const TakeLane&) const = default;
};

} // namespace parlando
