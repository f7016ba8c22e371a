#pragma once

#include "ServerMessage.h"

#include <memory>
#include <string_view>

namespace parlando
{

/** The shortcut for what comes most often: a serverContent with nothing but audio parts. Keeps the parser's buffers. */
class AudioMessageReader
{
public:
    AudioMessageReader();
    ~AudioMessageReader();

    /** False where the message is anything else, or has anything unusual in it; `message` is then as it was. Otherwise
        the result is that of the full reading. */
    bool read (std::string_view json, ServerMessage& message);

private:
    struct Buffers; // simdjson's layout depends on compiler options: it stays in one file
    std::unique_ptr<Buffers> buffers;
};

} // namespace parlando
