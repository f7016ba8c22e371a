#pragma once

#include <parlando_image/parlando_image.h>

#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <jpeglib.h>
#include <string>
#include <vector>
#include <zlib.h>

namespace parlando::testing
{

/** A picture whose pixels all differ a little. */
inline Picture gradient (int width, int height)
{
    Picture picture (width, height);

    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
        {
            auto* pixel = picture.pixel (x, y);
            pixel[0] = static_cast<std::uint8_t> (255 * x / width);
            pixel[1] = static_cast<std::uint8_t> (255 * y / height);
            pixel[2] = static_cast<std::uint8_t> (255 - 255 * x / width);
        }

    return picture;
}

inline std::string textOf (const ImageFile& file) { return {file.begin(), file.end()}; }
inline ImageFile fileOf (const std::string& text) { return {text.begin(), text.end()}; }

/** A segment of a JPEG file: E0 to EF are for applications, FE is a comment. */
inline std::string segment (int kind, const std::string& content)
{
    const auto length = content.size() + 2;
    return std::string{'\xff', static_cast<char> (kind), static_cast<char> (length >> 8), static_cast<char> (length)} +
           content;
}

/** A chunk of a PNG file. */
inline std::string chunk (const std::string& kind, const std::string& content)
{
    const auto number = [] (unsigned long value)
    {
        return std::string{static_cast<char> (value >> 24), static_cast<char> (value >> 16),
                           static_cast<char> (value >> 8), static_cast<char> (value)};
    };
    const auto body = kind + content;
    return number (content.size()) + body +
           number (::crc32 (0, reinterpret_cast<const Bytef*> (body.data()), static_cast<uInt> (body.size())));
}

/** An Exif block with this orientation, and `words` behind it where a camera keeps place and time. */
inline std::string exif (char orientation, const std::string& words)
{
    std::string block{"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0", 26};
    block[19] = orientation;
    return block + words;
}

inline ImageFile inserted (const ImageFile& file, std::size_t at, const std::string& what)
{
    return fileOf (textOf (file).insert (at, what));
}

constexpr std::size_t afterJpegStart = 2, afterPngHeader = 33;

} // namespace parlando::testing
