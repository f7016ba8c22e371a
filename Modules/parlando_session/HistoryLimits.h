#pragma once

#include <cstddef>

namespace parlando
{

/** What readTranscript() takes at most. */
struct HistoryLimits
{
    static constexpr std::size_t bytes = 16 * 1024 * 1024;
    static constexpr std::size_t items = 100'000; /**< Entries, and thoughts. */
    static constexpr std::size_t textBytes = 256 * 1024;
};

} // namespace parlando
