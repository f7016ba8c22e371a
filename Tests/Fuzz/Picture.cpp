// Any bytes as a picture: nothing, or one that can be read again and tells nothing beside its pixels.

#include <parlando_image/parlando_image.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    using namespace parlando;
    const auto picture = pictureForAgent (ImageFile (bytes, bytes + size));

    if (! picture)
        return 0;

    const auto isJpeg = imageTypeOf (*picture) == "image/jpeg";
    const auto again = isJpeg ? readJpeg (*picture, longestPictureSide) : readPng (*picture);

    if (! again || std::max (again->width, again->height) > longestPictureSide || orientationOf (*picture) != 1)
        std::abort();

    return 0;
}
