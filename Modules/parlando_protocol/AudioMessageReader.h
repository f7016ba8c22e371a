#pragma once

#include "ServerMessage.h"

#include <simdjson.h>

#include <string_view>
#include <vector>

namespace parlando
{

/** The shortcut for what comes most often: a serverContent with nothing but audio parts. Keeps the parser's buffers. */
class AudioMessageReader
{
public:
    /** False where the message is anything else, or has anything unusual in it; `message` is then as it was. Otherwise
        the result is that of the full reading. */
    bool read (std::string_view json, ServerMessage& message);

private:
    simdjson::ondemand::parser parser;
    std::vector<char> padded;
};

} // namespace parlando
