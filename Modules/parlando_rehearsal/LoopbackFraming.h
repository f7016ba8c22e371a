#pragma once

#include "MessageServer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/** The server's side of RFC 6455, without I/O. Private to LoopbackServer. */
namespace parlando::detail_loopback
{

enum Opcode : std::uint8_t
{
    continuation = 0,
    text = 1,
    binary = 2,
    closing = 8,
    ping = 9,
    pong = 10
};

/** Bytes of a buffer that are given back once it is empty. */
inline constexpr std::size_t worthGivingBack = 1024 * 1024;

/** Empties a buffer and frees its memory. */
template <typename Buffer>
void giveBack (Buffer& buffer)
{
    Buffer().swap (buffer);
}

/** What the server answers to a Sec-WebSocket-Key (section 4.2.2). */
std::string acceptKey (const std::string& key);

/** Adds one unmasked frame (section 5.2) to `out`. */
void appendFrame (std::string& out, Opcode, bool isLast, std::string_view payload);

/** Reads an upgrade request, up to but without the empty line at its end; nothing when it is no HTTP/1.1 GET. The
   values of a header that comes more than once are joined by commas (RFC 9110 section 5.3). */
std::optional<MessageServer::Request> parseRequest (std::string_view);

struct Frame
{
    bool isLast = false;
    std::uint8_t opcode = 0;
    std::string_view payload; /**< Good until more is read. */
};

/** What a client sent and the server has not consumed yet. */
class Incoming
{
public:
    /** Where the next read goes: at least 64 kB. Views handed out before are void afterwards. */
    std::pair<char*, std::size_t> space();

    /** `count` bytes were read into space(). */
    void filled (std::size_t count) { end += count; }

    std::size_t heldBytes() const { return bytes.capacity(); }
    std::string_view unread() const { return {bytes.data() + start, end - start}; }
    void consume (std::size_t count) { start += count; }

    /** Forgets all. Not while a read is under way. */
    void clear();

    enum class Result
    {
        frame,
        incomplete, /**< More must be read first. */
        tooLong,    /**< A message, or a part of one, of more than `mostPayload` bytes. Nothing was taken. */
        broken      /**< Not masked, a reserved bit or opcode, or a control frame that is long or a fragment. */
    };

    /** Takes the next frame off, unmasked in place. */
    Result next (Frame&, std::size_t mostPayload);

private:
    std::uint64_t at (std::size_t i) const { return static_cast<std::uint8_t> (bytes[start + i]); }

    std::vector<char> bytes;
    std::size_t start = 0, end = 0;
    std::size_t wanted = 0; // the whole length of a frame that is not all here
};

} // namespace parlando::detail_loopback
