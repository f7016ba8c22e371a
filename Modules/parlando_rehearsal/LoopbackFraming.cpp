#include "LoopbackFraming.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

namespace parlando::detail_loopback
{

constexpr std::size_t readAhead = 64 * 1024;
constexpr std::uint64_t longestControl = 125; // RFC 6455 section 5.5

// The GUID is RFC 6455's.
std::string acceptKey (const std::string& key)
{
    const auto hashed = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    EVP_Digest (hashed.data(), hashed.size(), digest.data(), &length, EVP_sha1(), nullptr);

    std::string encoded (4 * ((length + 2) / 3) + 1, '\0');
    const auto written =
        EVP_EncodeBlock (reinterpret_cast<unsigned char*> (encoded.data()), digest.data(), int (length));
    encoded.resize (std::size_t (written));
    return encoded;
}

void appendFrame (std::string& out, Opcode opcode, bool isLast, std::string_view payload)
{
    out += static_cast<char> (opcode | (isLast ? 0x80 : 0));
    const auto length = std::uint64_t (payload.size());
    const auto lengthBytes = length < 126 ? 0 : length < 65536 ? 2 : 8;
    out += static_cast<char> (lengthBytes == 0 ? length : lengthBytes == 2 ? 126 : 127);

    for (int i = lengthBytes - 1; i >= 0; --i)
        out += static_cast<char> (length >> (8 * i));

    out += payload;
}

// Eight bytes at a time: this is most of what reading costs.
static void unmask (char* bytes, std::size_t length, const char* key)
{
    std::uint64_t wideKey = 0;
    std::memcpy (&wideKey, key, 4);
    std::memcpy (reinterpret_cast<char*> (&wideKey) + 4, key, 4);
    std::size_t i = 0;

    for (; i + 8 <= length; i += 8)
    {
        std::uint64_t word = 0;
        std::memcpy (&word, bytes + i, 8);
        word ^= wideKey;
        std::memcpy (bytes + i, &word, 8);
    }

    for (; i < length; ++i)
        bytes[i] = static_cast<char> (bytes[i] ^ key[i % 4]);
}

std::pair<char*, std::size_t> Incoming::space()
{
    std::copy (bytes.begin() + std::ptrdiff_t (start), bytes.begin() + std::ptrdiff_t (end), bytes.begin());
    end -= std::exchange (start, 0);

    if (end == 0 && bytes.size() > worthGivingBack)
        giveBack (bytes);

    // The length that a frame claims is believed as far as the frame has come.
    bytes.resize (std::max (bytes.size(), std::min (std::max (end, wanted), 2 * end) + readAhead));
    return {bytes.data() + end, bytes.size() - end};
}

void Incoming::clear()
{
    giveBack (bytes);
    start = end = wanted = 0;
}

Incoming::Result Incoming::next (Frame& frame, std::size_t mostPayload)
{
    const auto available = end - start;

    if (available < 2)
        return Result::incomplete;

    const auto shortLength = at (1) & 0x7f;
    const auto lengthBytes = shortLength == 126 ? 2u : shortLength == 127 ? 8u : 0u;
    const auto head = std::size_t (2 + lengthBytes + 4);

    const auto opcode = at (0) & 0x0f;
    const bool isControl = opcode >= closing, isKnown = opcode <= binary || (isControl && opcode <= pong);

    if ((at (1) & 0x80) == 0 || (at (0) & 0x70) != 0 || ! isKnown)
        return Result::broken;

    if (isControl && (shortLength > longestControl || (at (0) & 0x80) == 0))
        return Result::broken;

    if (available < head)
        return Result::incomplete;

    auto length = lengthBytes > 0 ? 0 : shortLength;

    for (std::size_t i = 0; i < lengthBytes; ++i)
        length = length << 8 | at (2 + i);

    if (! isControl && length > mostPayload)
        return Result::tooLong;

    wanted = head + std::size_t (length);

    if (available < wanted)
        return Result::incomplete;

    auto* const payload = bytes.data() + start + head;
    unmask (payload, std::size_t (length), payload - 4);
    frame = {(at (0) & 0x80) != 0, std::uint8_t (at (0) & 0x0f), {payload, std::size_t (length)}};
    start += std::exchange (wanted, 0);
    return Result::frame;
}

std::optional<MessageServer::Request> parseRequest (std::string_view text)
{
    MessageServer::Request request;
    auto line = text.substr (0, text.find ("\r\n"));
    const auto target = line.find (' ');
    const auto version = line.rfind (" HTTP/1.1");

    if (line.substr (0, target) != "GET" || version == line.npos || version <= target)
        return {};

    request.target = line.substr (target + 1, version - target - 1);

    for (auto rest = text.substr (line.size() + 2); ! rest.empty(); rest.remove_prefix (line.size() + 2))
    {
        line = rest.substr (0, rest.find ("\r\n"));
        const auto colon = line.find (':');

        if (line.empty() || colon == line.npos)
            break;

        std::string name (line.substr (0, colon));
        std::transform (name.begin(), name.end(), name.begin(), [] (unsigned char c) { return std::tolower (c); });
        const auto value = line.find_first_not_of (" \t", colon + 1);
        auto& known = request.headers[name];
        known += known.empty() ? "" : ", ";
        known += value == line.npos ? std::string_view() : line.substr (value);
    }

    return request;
}

} // namespace parlando::detail_loopback
