#pragma once

#include <parlando_session/ImageQueue.h>

#include <optional>

namespace parlando
{

/** The longest side of a picture that leaves, in pixels: more than this the service does not look at. */
inline constexpr int longestPictureSide = 1024;

/** A picture as the agent can use it: upright, of at most longestPictureSide, and without Exif, place, comments or
    anything else that stands beside its pixels. One that is upright and small is not coded anew with a loss: PNG stays
    PNG, what is transparent becomes white. Nothing for a file that is broken, or of over 100 megapixels. Takes up to
    about a second for the largest. Throws std::bad_alloc. Any thread but the audio thread. */
std::optional<ImageFile> pictureForAgent (const ImageFile&);

} // namespace parlando
