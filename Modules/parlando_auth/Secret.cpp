#include "Secret.h"

#include <algorithm>
#include <utility>

namespace parlando
{

Secret::Secret (std::string_view text) : bytes (new char[text.size()]), length (text.size())
{
    std::copy (text.begin(), text.end(), bytes.get());
}

Secret::Secret (const Secret& other) : Secret (other.reveal()) {}

Secret::Secret (Secret&& other) noexcept : bytes (std::move (other.bytes)), length (std::exchange (other.length, 0)) {}

Secret& Secret::operator= (Secret other) noexcept
{
    std::swap (bytes, other.bytes);
    std::swap (length, other.length);
    return *this;
}

Secret::~Secret()
{
    // Volatile: the compiler may leave out a write to memory that is about to be freed.
    volatile char* const first = bytes.get();
    for (std::size_t i = 0; i < length; ++i)
        first[i] = 0;
}

} // namespace parlando
