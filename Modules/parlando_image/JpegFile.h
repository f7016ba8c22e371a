#pragma once

#include "Picture.h"

#include <parlando_session/ImageQueue.h>

#include <optional>

namespace parlando
{

/** A JPEG file of at most Picture::most pixels. One whose longer side is over twice `enough` pixels comes smaller, yet
   larger than `enough`: it takes less time and memory then. Nothing for a file that is broken. Throws std::bad_alloc.
   Any thread. */
std::optional<Picture> readJpeg (const ImageFile&, int enough);

/** Pixels and nothing else. Any thread. */
std::optional<ImageFile> writeJpeg (const Picture&);

/** The same JPEG file with what is needed to show it and nothing else, without a loss: no Exif, XMP, colour profile,
    comment, thumbnail, nor anything behind its end. Nothing for a file that is broken. Any thread. */
std::optional<ImageFile> bareJpeg (const ImageFile&);

} // namespace parlando
