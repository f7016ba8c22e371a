#pragma once

#include "Picture.h"

namespace parlando
{

/** Each pixel is the mean of what it covers: nothing between them is left out, so that thin lines and small print stay.
    Neither side may be longer than it is. Any thread. */
Picture shrunk (const Picture&, int width, int height);

/** As it was seen: a camera's `orientation` (orientationOf()) mirrors the picture and, from 5 on, lets its sides change
    places. Any thread. */
Picture upright (Picture, unsigned orientation);

} // namespace parlando
