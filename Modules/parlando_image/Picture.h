#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace parlando
{

/** Rows of red, green and blue, 8 bit each. */
struct Picture
{
    Picture (int w, int h)
        : width (w), height (h), rgb (static_cast<std::size_t> (w) * static_cast<std::size_t> (h) * 3)
    {
    }

    /** A file of a few bytes can claim any size. */
    static constexpr std::int64_t most = 100'000'000; // pixels

    /** Whether there can be one of this size. */
    static bool mayBe (std::int64_t width, std::int64_t height)
    {
        return width > 0 && height > 0 && width <= 65'535 && height <= 65'535 && width * height <= most;
    }

    std::uint8_t* pixel (int x, int y) { return rgb.data() + offset (x, y); }
    const std::uint8_t* pixel (int x, int y) const { return rgb.data() + offset (x, y); }

    std::ptrdiff_t offset (int x, int y) const { return (static_cast<std::ptrdiff_t> (y) * width + x) * 3; }

    int width, height;
    std::vector<std::uint8_t> rgb;
};

} // namespace parlando
