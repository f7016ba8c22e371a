#pragma once

#include <cstddef>

namespace parlando
{

/** What a JSON text that is not ours may hold. The numbers are for hostile texts; honest ones stay far below. */
struct JsonLimits
{
    std::size_t bytes = 16u << 20;

    /** Objects and lists within each other. What holds JSON is copied, compared and written by recursion, in hosts on
        threads with 512 kB of stack. */
    std::size_t nesting = 100;

    /** Objects, lists, texts, numbers and the rest together: each costs up to 100 bytes of memory. */
    std::size_t values = 1u << 18;

    /** The last of two members with one name counts; else the text is refused. */
    bool allowsDuplicates = false;
};

} // namespace parlando
