#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace parlando
{

/** Bytes that are overwritten with zeros before their memory is given back. Always on the heap: a moved-from or
    copied-over std::string may leave a copy of a short text behind. */
class Secret
{
public:
    Secret() = default;
    explicit Secret (std::string_view);
    Secret (const Secret&);
    Secret (Secret&&) noexcept;
    Secret& operator= (Secret) noexcept;
    ~Secret();

    bool isEmpty() const noexcept { return length == 0; }

    /** For reading a secret straight into its own memory. */
    std::span<char> bytesToFill() noexcept { return {bytes.get(), length}; }

    /** The bytes themselves: for the request that needs them, never for a text that a person or a file sees. */
    std::string_view reveal() const noexcept { return {bytes.get(), length}; }

private:
    std::unique_ptr<char[]> bytes;
    std::size_t length = 0;
};

} // namespace parlando
