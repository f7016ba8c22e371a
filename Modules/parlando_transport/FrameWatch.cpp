#include "FrameWatch.h"

#include <algorithm>

namespace parlando
{

void FrameWatch::follow (std::string_view bytes)
{
    while (! bytes.empty() && state != State::closed)
        bytes.remove_prefix (state == State::payload  ? followPayload (bytes)
                             : state == State::header ? followHeader (bytes)
                                                      : followAnswer (bytes));
}

int FrameWatch::code() const noexcept
{
    return closing.size() < 2 ? 1005
                              : static_cast<std::uint8_t> (closing[0]) << 8 | static_cast<std::uint8_t> (closing[1]);
}

std::string_view FrameWatch::reason() const noexcept
{
    return closing.size() < 2 ? std::string_view() : std::string_view (closing).substr (2);
}

std::size_t FrameWatch::followAnswer (std::string_view bytes)
{
    static constexpr std::string_view emptyLine = "\r\n\r\n";
    matched = bytes[0] == emptyLine[matched] ? matched + 1 : bytes[0] == '\r' ? 1 : 0;

    if (matched == emptyLine.size())
        state = State::header;

    return 1;
}

std::size_t FrameWatch::followHeader (std::string_view bytes)
{
    head[headSize++] = static_cast<std::uint8_t> (bytes[0]);

    if (headSize < 2)
        return 1;

    const auto shortLength = head[1] & 0x7f;
    const std::size_t lengthBytes = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;

    if (headSize < 2 + lengthBytes)
        return 1;

    left = lengthBytes == 0 ? static_cast<std::uint64_t> (shortLength) : 0;

    for (std::size_t i = 2; i < headSize; ++i)
        left = left << 8 | head[i];

    headSize = 0;
    closing.clear();
    state = State::payload;

    if (left == 0)
        followPayload ({});

    return 1;
}

std::size_t FrameWatch::followPayload (std::string_view bytes)
{
    const auto taken = static_cast<std::size_t> (std::min<std::uint64_t> (left, bytes.size()));
    const auto isClose = (head[0] & 0x0f) == 8;

    // A longer control frame is against the protocol, and Beast will say so.
    if (isClose && closing.size() + taken <= 125)
        closing += bytes.substr (0, taken);

    left -= taken;

    if (left == 0)
        state = isClose ? State::closed : State::header;

    return taken;
}

} // namespace parlando
