#include "ImageScaling.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <png.h>
#include <span>
#include <turbojpeg.h>
#include <vector>

namespace parlando
{

namespace
{

constexpr int longestSide = 1024;
constexpr int quality = 85;

/** A file of a few bytes can claim any size. */
constexpr std::int64_t mostPixels = 100'000'000;

/** Numbers of a TIFF block, which says itself in which order their bytes stand; 0 behind its end. */
class TiffReader
{
public:
    explicit TiffReader (std::span<const std::uint8_t> bytes)
        : block (bytes), isLittle (! bytes.empty() && bytes[0] == 'I')
    {
    }

    unsigned number (std::size_t at, std::size_t size) const
    {
        unsigned value = 0;

        for (std::size_t i = 0; i < size && at + size <= block.size(); ++i)
            value = value << 8 | block[isLittle ? at + size - 1 - i : at + i];

        return value;
    }

private:
    std::span<const std::uint8_t> block;
    bool isLittle;
};

/** How a camera was held: the value of Exif's tag 0x0112, 1 (upright) to 8. */
unsigned orientationIn (std::span<const std::uint8_t> exif)
{
    const TiffReader tiff (exif);
    const std::size_t directory = tiff.number (4, 4);
    const auto entries = tiff.number (directory, 2);

    for (std::size_t i = 0; i < entries && directory + 2 + 12 * i < exif.size(); ++i)
        if (const auto entry = directory + 2 + 12 * i; tiff.number (entry, 2) == 0x0112)
            return tiff.number (entry + 8, 2);

    return 1;
}

unsigned orientationOf (const ImageFile& file)
{
    const std::span<const std::uint8_t> bytes (file);

    // A JPEG file is a list of segments: FF, kind, length of two bytes, of which it is part.
    for (std::size_t at = 2; at + 10 < bytes.size() && bytes[at] == 0xff && bytes[at + 1] != 0xda;)
    {
        const auto length = static_cast<std::size_t> (bytes[at + 2] << 8 | bytes[at + 3]);
        const auto isExif = bytes[at + 1] == 0xe1 && std::memcmp (&bytes[at + 4], "Exif\0", 6) == 0;

        if (isExif && length >= 8 && at + 2 + length <= bytes.size())
            return orientationIn (bytes.subspan (at + 10, length - 8));

        at += 2 + std::max<std::size_t> (length, 2);
    }

    return 1;
}

/** Rows of red, green and blue, 8 bit each. */
struct Picture
{
    Picture (int w, int h)
        : width (w), height (h), rgb (static_cast<std::size_t> (w) * static_cast<std::size_t> (h) * 3)
    {
    }

    std::uint8_t* pixel (int x, int y) { return rgb.data() + offset (x, y); }
    const std::uint8_t* pixel (int x, int y) const { return rgb.data() + offset (x, y); }

    std::ptrdiff_t offset (int x, int y) const { return (static_cast<std::ptrdiff_t> (y) * width + x) * 3; }

    int width, height;
    std::vector<std::uint8_t> rgb;
};

/** What one pixel along a side that becomes shorter covers of the longer one: from `first` on, each with its share. */
struct Cover
{
    int first = 0;
    std::vector<float> shares; /**< Their sum is 1. */
};

std::vector<Cover> coversOf (int length, int shorter)
{
    std::vector<Cover> covers (static_cast<std::size_t> (shorter));
    const auto step = static_cast<double> (length) / shorter;

    for (int i = 0; i < shorter; ++i)
    {
        const auto begin = i * step, end = std::min<double> (length, (i + 1) * step);
        auto& cover = covers[static_cast<std::size_t> (i)];
        cover.first = std::min (static_cast<int> (begin), length - 1);

        for (int at = cover.first; at < end || at == cover.first; ++at)
            cover.shares.push_back (
                static_cast<float> ((std::min (end, at + 1.0) - std::max<double> (begin, at)) / step));
    }

    return covers;
}

/** Adds a row, made shorter, with this weight. */
void addRow (std::vector<float>& sums, const std::uint8_t* row, const std::vector<Cover>& columns, float weight)
{
    auto sum = sums.begin();

    for (const auto& cover : columns)
    {
        const auto* source = row + static_cast<std::ptrdiff_t> (cover.first) * 3;

        for (const auto share : cover.shares)
            for (int channel = 0; channel < 3; ++channel)
                sum[channel] += static_cast<float> (*source++) * share * weight;

        sum += 3;
    }
}

/** Each pixel is the mean of what it covers: nothing between them is left out, so that thin lines and small print stay.
 */
Picture shrunk (const Picture& picture, int width, int height)
{
    Picture small (width, height);
    const auto columns = coversOf (picture.width, width), rows = coversOf (picture.height, height);
    std::vector<float> sums (static_cast<std::size_t> (width) * 3);

    for (int y = 0; y < height; ++y)
    {
        std::fill (sums.begin(), sums.end(), 0.5f);
        auto from = rows[static_cast<std::size_t> (y)].first;

        for (const auto share : rows[static_cast<std::size_t> (y)].shares)
            addRow (sums, picture.pixel (0, from++), columns, share);

        std::transform (sums.begin(), sums.end(), small.pixel (0, y),
                        [] (float sum) { return static_cast<std::uint8_t> (std::min (sum, 255.0f)); });
    }

    return small;
}

/** As it was seen: a camera's `orientation` mirrors the picture and, from 5 on, lets its sides change places. */
Picture upright (Picture picture, unsigned orientation)
{
    if (orientation < 2 || orientation > 8)
        return picture;

    const bool isMirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool isUpsideDown = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    const bool sidesChange = orientation >= 5;
    Picture turned (sidesChange ? picture.height : picture.width, sidesChange ? picture.width : picture.height);

    for (int y = 0; y < picture.height; ++y)
    {
        for (int x = 0; x < picture.width; ++x)
        {
            const auto toX = isMirrored ? picture.width - 1 - x : x, toY = isUpsideDown ? picture.height - 1 - y : y;
            std::copy_n (picture.pixel (x, y), 3, sidesChange ? turned.pixel (toY, toX) : turned.pixel (toX, toY));
        }
    }

    return turned;
}

bool mayBe (std::int64_t width, std::int64_t height)
{
    return width > 0 && height > 0 && width <= 65'535 && height <= 65'535 && width * height <= mostPixels;
}

std::optional<Picture> readPng (const ImageFile& file)
{
    png_image header{};
    header.version = PNG_IMAGE_VERSION;
    const std::unique_ptr<png_image, void (*) (png_image*)> guard (&header, png_image_free);

    if (png_image_begin_read_from_memory (&header, file.data(), file.size()) == 0 ||
        ! mayBe (header.width, header.height))
        return {};

    header.format = PNG_FORMAT_RGB;
    Picture picture (static_cast<int> (header.width), static_cast<int> (header.height));
    const png_color white{255, 255, 255}; // behind what is transparent

    if (png_image_finish_read (&header, &white, picture.rgb.data(), 0, nullptr) == 0)
        return {};

    return picture;
}

std::optional<Picture> readJpeg (const ImageFile& file)
{
    const std::unique_ptr<void, int (*) (tjhandle)> decoder (tjInitDecompress(), tjDestroy);
    const auto size = static_cast<unsigned long> (file.size());
    int width = 0, height = 0, subsampling = 0, colours = 0;

    if (tjDecompressHeader3 (decoder.get(), file.data(), size, &width, &height, &subsampling, &colours) != 0 ||
        ! mayBe (width, height))
        return {};

    Picture picture (width, height);
    const auto result =
        tjDecompress2 (decoder.get(), file.data(), size, picture.rgb.data(), width, 0, height, TJPF_RGB, 0);

    // What cameras leave odd at the end is a warning.
    if (result != 0 && tjGetErrorCode (decoder.get()) != TJERR_WARNING)
        return {};

    return picture;
}

std::optional<ImageFile> writeJpeg (const Picture& picture)
{
    const std::unique_ptr<void, int (*) (tjhandle)> encoder (tjInitCompress(), tjDestroy);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const auto result = tjCompress2 (encoder.get(), picture.rgb.data(), picture.width, 0, picture.height, TJPF_RGB,
                                     &bytes, &size, TJSAMP_420, quality, 0);
    const std::unique_ptr<unsigned char, void (*) (unsigned char*)> guard (bytes, tjFree);
    return result == 0 ? std::optional (ImageFile (bytes, bytes + size)) : std::nullopt;
}

} // namespace

std::optional<ImageFile> scaledForAgent (const ImageFile& file)
{
    const auto isJpeg = imageTypeOf (file) == "image/jpeg";
    const auto picture = isJpeg ? readJpeg (file) : readPng (file);

    if (! picture)
        return {};

    const auto orientation = isJpeg ? orientationOf (file) : 1;
    const auto longer = std::max (picture->width, picture->height);

    if (longer <= longestSide && orientation <= 1)
        return file;

    const auto side = [scale = std::min (1.0, static_cast<double> (longestSide) / longer)] (int length)
    { return std::max (1, static_cast<int> (std::lround (length * scale))); };

    return writeJpeg (upright (shrunk (*picture, side (picture->width), side (picture->height)), orientation));
}

} // namespace parlando
