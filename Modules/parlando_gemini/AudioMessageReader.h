#pragma once

#include "ServerMessage.h"

#include <string_view>

namespace parlando::gemini
{

/** The shortcut for what comes most often: a serverContent with nothing but audio parts. */
class AudioMessageReader
{
public:
    /** False where the message is anything else, or has anything unusual in it; `message` is then as it was. Otherwise
        the result is that of the full reading. */
    static bool read (std::string_view json, ServerMessage& message);
};

} // namespace parlando::gemini
