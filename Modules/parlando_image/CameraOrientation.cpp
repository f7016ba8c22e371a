#include "CameraOrientation.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace parlando
{

namespace
{

using Bytes = std::span<const std::uint8_t>;

/** Numbers of a TIFF block, which says itself in which order their bytes stand; 0 behind its end. */
class TiffReader
{
public:
    explicit TiffReader (Bytes bytes) : block (bytes), isLittle (! bytes.empty() && bytes[0] == 'I') {}

    unsigned number (std::size_t at, std::size_t size) const
    {
        unsigned value = 0;

        for (std::size_t i = 0; i < size && at + size <= block.size(); ++i)
            value = value << 8 | block[isLittle ? at + size - 1 - i : at + i];

        return value;
    }

private:
    Bytes block;
    bool isLittle;
};

unsigned orientationIn (Bytes exif)
{
    const TiffReader tiff (exif);
    const std::size_t directory = tiff.number (4, 4);
    const auto entries = tiff.number (directory, 2);

    for (std::size_t i = 0; i < entries && directory + 2 + 12 * i < exif.size(); ++i)
        if (const auto entry = directory + 2 + 12 * i; tiff.number (entry, 2) == 0x0112)
            return tiff.number (entry + 8, 2);

    return 1;
}

/** A JPEG file is a list of segments: FF, kind, length of two bytes, of which it is part. */
Bytes exifOfJpeg (Bytes file)
{
    constexpr std::size_t header = 10; // up to and with "Exif", 0, 0

    for (std::size_t at = 2; at + header < file.size() && file[at] == 0xff && file[at + 1] != 0xda;)
    {
        const auto length = static_cast<std::size_t> (file[at + 2] << 8 | file[at + 3]);
        const auto isExif = file[at + 1] == 0xe1 && std::memcmp (&file[at + 4], "Exif\0", 6) == 0;

        if (isExif && length >= 8 && at + 2 + length <= file.size())
            return file.subspan (at + header, length - 8);

        at += 2 + std::max<std::size_t> (length, 2);
    }

    return {};
}

/** A PNG file is a list of chunks: length of four bytes, kind, content, checksum of four bytes. */
Bytes exifOfPng (Bytes file)
{
    constexpr std::size_t around = 12;

    for (std::size_t at = 8; at + around <= file.size();)
    {
        const std::size_t length = std::size_t (file[at]) << 24 | std::size_t (file[at + 1]) << 16 |
                                   std::size_t (file[at + 2]) << 8 | file[at + 3];

        if (length > file.size() - at - around)
            break;

        if (std::memcmp (&file[at + 4], "eXIf", 4) == 0)
            return file.subspan (at + 8, length);

        at += around + length;
    }

    return {};
}

} // namespace

unsigned orientationOf (const ImageFile& file)
{
    const auto orientation = orientationIn (imageTypeOf (file) == "image/jpeg" ? exifOfJpeg (file) : exifOfPng (file));
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

} // namespace parlando
