#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parlando
{

/** Follows what a server sends, from its HTTP answer on, only to find the close frame (RFC 6455 sections 5.2, 5.5.1).

    Beast forgets a close frame whose reason is not UTF-8 or whose code it does not know; people must hear it (C72).
   Does not judge: whatever breaks the protocol is Beast's to refuse.
*/
class FrameWatch
{
public:
    void follow (std::string_view bytes);

    bool sawClose() const noexcept { return state == State::closed; }

    /** The code, or 1005 when the frame had none. */
    int code() const noexcept;

    /** The reason's bytes, as they came. */
    std::string_view reason() const noexcept;

private:
    enum class State
    {
        answer, // the HTTP head, until its empty line
        header,
        payload,
        closed
    };

    std::size_t followAnswer (std::string_view);
    std::size_t followHeader (std::string_view);
    std::size_t followPayload (std::string_view);

    State state = State::answer;
    std::size_t matched = 0; // of the empty line
    std::array<std::uint8_t, 10> head{};
    std::size_t headSize = 0;
    std::uint64_t left = 0; // of the payload
    std::string closing;    // a close frame's payload
};

} // namespace parlando
