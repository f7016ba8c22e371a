#pragma once

#include <string>
#include <variant>
#include <vector>

namespace parlando
{

/** One binary message to the client, in the form of the real service: pretty-printed JSON and a line end. */
struct SendMessage
{
    std::string json;
};

/** A close frame; nothing follows it. The reason is at most 123 bytes long (RFC 6455 section 5.5). */
struct CloseConnection
{
    int code = 1000;
    std::string reason;
};

/** What a RehearsalSession wants done, in order. */
using RehearsalEffect = std::variant<SendMessage, CloseConnection>;
using RehearsalEffects = std::vector<RehearsalEffect>;

} // namespace parlando
