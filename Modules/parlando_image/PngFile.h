#pragma once

#include "Picture.h"

#include <parlando_session/ImageQueue.h>

#include <optional>

namespace parlando
{

/** A PNG file of at most Picture::most pixels; what is transparent becomes white. Nothing for a file that is broken.
   Throws std::bad_alloc. Any thread. */
std::optional<Picture> readPng (const ImageFile&);

/** Pixels and nothing else. Any thread. */
std::optional<ImageFile> writePng (const Picture&);

} // namespace parlando
