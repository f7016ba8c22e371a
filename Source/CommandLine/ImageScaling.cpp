#include "ImageScaling.h"

#include <juce_graphics/juce_graphics.h>

#include <algorithm>
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

/** From the picture as it is stored to the upright one, both of one size: the sides may have changed places. */
juce::AffineTransform upright (unsigned orientation, float width, float height)
{
    switch (orientation)
    {
        case 2:
            return {-1, 0, width, 0, 1, 0};
        case 3:
            return {-1, 0, width, 0, -1, height};
        case 4:
            return {1, 0, 0, 0, -1, height};
        case 5:
            return {0, 1, 0, 1, 0, 0};
        case 6:
            return {0, -1, height, 1, 0, 0};
        case 7:
            return {0, -1, height, -1, 0, width};
        case 8:
            return {0, 1, 0, -1, 0, width};
        default:
            return {};
    }
}

juce::Image blank (int width, int height)
{
    return {juce::Image::RGB, width, height, true, juce::SoftwareImageType()}; // no window system
}

/** Rows of red, green and blue, 8 bit each, between a picture and the codecs, which have their own order of bytes. */
juce::Image fromRgb (const std::vector<std::uint8_t>& rgb, int width, int height)
{
    auto picture = blank (width, height);
    const juce::Image::BitmapData pixels (picture, juce::Image::BitmapData::writeOnly);
    auto next = rgb.begin();

    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x, next += 3)
            reinterpret_cast<juce::PixelRGB*> (pixels.getPixelPointer (x, y))->setARGB (255, next[0], next[1], next[2]);

    return picture;
}

std::vector<std::uint8_t> toRgb (const juce::Image& picture)
{
    const juce::Image::BitmapData pixels (picture, juce::Image::BitmapData::readOnly);
    std::vector<std::uint8_t> rgb;
    rgb.reserve (static_cast<std::size_t> (picture.getWidth()) * static_cast<std::size_t> (picture.getHeight()) * 3);

    for (int y = 0; y < picture.getHeight(); ++y)
        for (int x = 0; x < picture.getWidth(); ++x)
        {
            const auto* const pixel = reinterpret_cast<const juce::PixelRGB*> (pixels.getPixelPointer (x, y));
            rgb.insert (rgb.end(), {pixel->getRed(), pixel->getGreen(), pixel->getBlue()});
        }

    return rgb;
}

bool mayBe (std::int64_t width, std::int64_t height)
{
    return width > 0 && height > 0 && width <= 65'535 && height <= 65'535 && width * height <= mostPixels;
}

// JUCE's own readers go on after an error in the file, which the codecs do not allow.
juce::Image readPng (const ImageFile& file)
{
    png_image header{};
    header.version = PNG_IMAGE_VERSION;
    const std::unique_ptr<png_image, void (*) (png_image*)> guard (&header, png_image_free);

    if (png_image_begin_read_from_memory (&header, file.data(), file.size()) == 0 ||
        ! mayBe (header.width, header.height))
        return {};

    header.format = PNG_FORMAT_RGB;
    std::vector<std::uint8_t> rgb (PNG_IMAGE_SIZE (header));
    const png_color white{255, 255, 255}; // behind what is transparent

    if (png_image_finish_read (&header, &white, rgb.data(), 0, nullptr) == 0)
        return {};

    return fromRgb (rgb, static_cast<int> (header.width), static_cast<int> (header.height));
}

juce::Image readJpeg (const ImageFile& file)
{
    const std::unique_ptr<void, int (*) (tjhandle)> decoder (tjInitDecompress(), tjDestroy);
    const auto size = static_cast<unsigned long> (file.size());
    int width = 0, height = 0, subsampling = 0, colours = 0;

    if (tjDecompressHeader3 (decoder.get(), file.data(), size, &width, &height, &subsampling, &colours) != 0 ||
        ! mayBe (width, height))
        return {};

    std::vector<std::uint8_t> rgb (static_cast<std::size_t> (width) * static_cast<std::size_t> (height) * 3);
    const auto result = tjDecompress2 (decoder.get(), file.data(), size, rgb.data(), width, 0, height, TJPF_RGB, 0);

    // What cameras leave odd at the end is a warning.
    if (result != 0 && tjGetErrorCode (decoder.get()) != TJERR_WARNING)
        return {};

    return fromRgb (rgb, width, height);
}

std::optional<ImageFile> writeJpeg (const juce::Image& picture)
{
    const std::unique_ptr<void, int (*) (tjhandle)> encoder (tjInitCompress(), tjDestroy);
    const auto rgb = toRgb (picture);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const auto result = tjCompress2 (encoder.get(), rgb.data(), picture.getWidth(), 0, picture.getHeight(), TJPF_RGB,
                                     &bytes, &size, TJSAMP_420, quality, 0);
    const std::unique_ptr<unsigned char, void (*) (unsigned char*)> guard (bytes, tjFree);
    return result == 0 ? std::optional (ImageFile (bytes, bytes + size)) : std::nullopt;
}

} // namespace

std::optional<ImageFile> scaledForAgent (const ImageFile& file)
{
    const auto isJpeg = imageTypeOf (file) == "image/jpeg";
    const auto picture = isJpeg ? readJpeg (file) : readPng (file);

    if (! picture.isValid())
        return {};

    const auto orientation = isJpeg ? orientationOf (file) : 1;
    const auto width = static_cast<float> (picture.getWidth()), height = static_cast<float> (picture.getHeight());
    const auto scale = std::min (1.0f, longestSide / std::max (width, height));

    if (scale == 1.0f && orientation <= 1)
        return file;

    const auto side = [scale] (float length) { return std::max (1, juce::roundToInt (length * scale)); };
    const auto small = picture.rescaled (side (width), side (height), juce::Graphics::highResamplingQuality);
    const auto sidesChange = orientation >= 5 && orientation <= 8;
    auto turned =
        sidesChange ? blank (small.getHeight(), small.getWidth()) : blank (small.getWidth(), small.getHeight());
    {
        juce::Graphics canvas (turned);
        canvas.drawImageTransformed (small, upright (orientation, static_cast<float> (small.getWidth()),
                                                     static_cast<float> (small.getHeight())));
    }

    return writeJpeg (turned);
}

} // namespace parlando
