#include "PictureForAgent.h"

#include "CameraOrientation.h"
#include "JpegFile.h"
#include "PictureScaling.h"
#include "PngFile.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

std::optional<ImageFile> pictureForAgent (const ImageFile& file)
{
    const auto type = imageTypeOf (file);
    const auto isJpeg = type == "image/jpeg";
    const auto picture = isJpeg                ? readJpeg (file, longestPictureSide)
                         : type == "image/png" ? readPng (file)
                                               : std::optional<Picture>();

    if (! picture)
        return {};

    const auto orientation = orientationOf (file);
    const auto longer = std::max (picture->width, picture->height);

    if (longer <= longestPictureSide && orientation == 1)
        return isJpeg ? bareJpeg (file) : writePng (*picture);

    const auto side = [scale = std::min (1.0, static_cast<double> (longestPictureSide) / longer)] (int length)
    { return std::max (1, static_cast<int> (std::lround (length * scale))); };

    return writeJpeg (upright (shrunk (*picture, side (picture->width), side (picture->height)), orientation));
}

} // namespace parlando
