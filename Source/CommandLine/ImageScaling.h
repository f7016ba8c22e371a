#pragma once

#include <parlando_agent/parlando_agent.h>

#include <optional>

namespace parlando
{

/** A picture as the agent can use it: upright, and of at most 1024 pixels on the longer side, in which case it becomes
   a JPEG file. One that is so already stays as it is. Nothing for a file that is broken. */
std::optional<ImageFile> scaledForAgent (const ImageFile&);

} // namespace parlando
