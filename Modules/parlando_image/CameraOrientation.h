#pragma once

#include <parlando_session/ImageQueue.h>

namespace parlando
{

/** How a camera was held, by the Exif block of a JPEG or PNG file: the value of its tag 0x0112, 1 (upright) to 8. Also
   1 where there is no such block or it makes no sense. Any thread. */
unsigned orientationOf (const ImageFile&);

} // namespace parlando
