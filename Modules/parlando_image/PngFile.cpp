#include "PngFile.h"

#include <cstring>
#include <memory>
#include <png.h>

namespace parlando
{

namespace
{
using PngGuard = std::unique_ptr<png_image, void (*) (png_image*)>;

/** libpng makes room for a chunk by the length that it claims, up to 2 GB, before it looks for its content. */
bool haveChunksTheirContent (const ImageFile& file)
{
    constexpr std::size_t signature = 8, around = 12;

    for (std::size_t at = signature; at + around <= file.size();)
    {
        const auto length = std::size_t (file[at]) << 24 | std::size_t (file[at + 1]) << 16 |
                            std::size_t (file[at + 2]) << 8 | file[at + 3];

        if (length > file.size() - at - around)
            return false;

        if (std::memcmp (&file[at + 4], "IEND", 4) == 0)
            return true; // what follows is not looked at

        at += around + length;
    }

    return true;
}
} // namespace

std::optional<Picture> readPng (const ImageFile& file)
{
    png_image header{};
    header.version = PNG_IMAGE_VERSION;
    const PngGuard guard (&header, png_image_free);

    if (! haveChunksTheirContent (file) || png_image_begin_read_from_memory (&header, file.data(), file.size()) == 0 ||
        ! Picture::mayBe (header.width, header.height))
        return {};

    header.format = PNG_FORMAT_RGB;
    Picture picture (static_cast<int> (header.width), static_cast<int> (header.height));
    const png_color white{255, 255, 255};

    if (png_image_finish_read (&header, &white, picture.rgb.data(), 0, nullptr) == 0)
        return {};

    return picture;
}

std::optional<ImageFile> writePng (const Picture& picture)
{
    png_image header{};
    header.version = PNG_IMAGE_VERSION;
    header.width = static_cast<png_uint_32> (picture.width);
    header.height = static_cast<png_uint_32> (picture.height);
    header.format = PNG_FORMAT_RGB;
    const PngGuard guard (&header, png_image_free);
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX (header);
    ImageFile file (size);

    if (png_image_write_to_memory (&header, file.data(), &size, 0, picture.rgb.data(), 0, nullptr) == 0)
        return {};

    file.resize (size);
    return file;
}

} // namespace parlando
