#include "WaveHeader.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <sndfile.h>
#include <span>

namespace parlando
{
namespace
{

constexpr std::uint32_t unknown32 = 0xffffffff;

/** sox's and espeak's word for "I do not know"; what others write is more. */
constexpr std::uint32_t leastUnknown = 0x7ffff000;

constexpr std::uint16_t plain = 1, floating = 3, aLaw = 6, muLaw = 7, extensible = 0xfffe;

std::uint64_t number (std::span<const unsigned char> bytes, std::size_t at, std::size_t size)
{
    std::uint64_t value = 0;

    for (std::size_t i = 0; i < size; ++i)
        value |= static_cast<std::uint64_t> (bytes[at + i]) << (8 * i);

    return value;
}

struct Chunk
{
    std::string name;
    std::uint32_t size = 0;
};

std::optional<Chunk> readChunk (const ByteReader& read)
{
    std::array<unsigned char, 8> bytes{};

    if (read (bytes.data(), bytes.size()) < bytes.size())
        return {};

    return Chunk{{bytes.begin(), bytes.begin() + 4}, static_cast<std::uint32_t> (number (bytes, 4, 4))};
}

/** Reads over the rest of a chunk of which `done` bytes are read; chunks begin at even places. */
bool skip (const ByteReader& read, std::uint32_t size, std::uint32_t done)
{
    std::array<char, 4096> bytes{};

    for (auto left = std::uint64_t{size} + size % 2 - done; left > 0;)
    {
        const auto piece = std::min<std::uint64_t> (left, bytes.size());

        if (read (bytes.data(), static_cast<std::size_t> (piece)) < piece)
            return false;

        left -= piece;
    }

    return true;
}

int encodingOf (std::uint64_t tag, int bytesPerSample)
{
    if (tag == plain && bytesPerSample >= 1 && bytesPerSample <= 4)
    {
        static constexpr int widths[]{SF_FORMAT_PCM_U8, SF_FORMAT_PCM_16, SF_FORMAT_PCM_24, SF_FORMAT_PCM_32};
        return widths[bytesPerSample - 1] | SF_ENDIAN_LITTLE;
    }

    if (tag == floating && (bytesPerSample == 4 || bytesPerSample == 8))
        return (bytesPerSample == 4 ? SF_FORMAT_FLOAT : SF_FORMAT_DOUBLE) | SF_ENDIAN_LITTLE;

    if ((tag == aLaw || tag == muLaw) && bytesPerSample == 1)
        return tag == aLaw ? SF_FORMAT_ALAW : SF_FORMAT_ULAW;

    return 0;
}

/** What an RF64 file says of its data; a writer that did not come to its end leaves 0 there, or all ones. */
std::uint64_t longSizeIn (std::span<const unsigned char> bytes)
{
    const auto size = bytes.size() >= 16 ? number (bytes, 8, 8) : 0;
    return size > 0 && size < INT64_MAX ? size : WaveHeader::unknownSize;
}

/** Microsoft's WAVEFORMATEX, and what is behind it in WAVEFORMATEXTENSIBLE. */
bool takeFormat (std::span<const unsigned char> bytes, WaveHeader& header)
{
    if (bytes.size() < 16)
        return false;

    auto tag = number (bytes, 0, 2);
    header.channels = static_cast<int> (number (bytes, 2, 2));
    header.sampleRate = static_cast<int> (std::min<std::uint64_t> (number (bytes, 4, 4), 0x7fffffff));
    header.bytesPerFrame = static_cast<int> (number (bytes, 12, 2));

    if (tag == extensible && bytes.size() >= 26)
        tag = number (bytes, 24, 2);

    if (header.channels < 1 || header.bytesPerFrame % header.channels != 0)
        return false;

    // The container counts, not how many of its bits are used.
    header.encoding = encodingOf (tag, header.bytesPerFrame / header.channels);
    return header.encoding != 0;
}

} // namespace

std::optional<WaveHeader> readWaveHeader (const ByteReader& read)
{
    std::array<unsigned char, 40> bytes{};
    const auto container = readChunk (read);

    if (! container || (container->name != "RIFF" && container->name != "RF64") || read (bytes.data(), 4) < 4 ||
        std::memcmp (bytes.data(), "WAVE", 4) != 0)
        return {};

    WaveHeader header;
    auto longSize = WaveHeader::unknownSize;
    auto chunk = readChunk (read);

    for (; chunk && chunk->name != "data"; chunk = readChunk (read))
    {
        const auto done = std::min (chunk->size, static_cast<std::uint32_t> (bytes.size()));

        if (read (bytes.data(), done) < done)
            return {};

        const auto content = std::span<const unsigned char> (bytes).first (done);

        if (chunk->name == "fmt " && ! takeFormat (content, header))
            return {};

        if (chunk->name == "ds64")
            longSize = longSizeIn (content);

        if (! skip (read, chunk->size, done))
            return {};
    }

    if (! chunk || header.encoding == 0)
        return {};

    header.dataBytes = chunk->size == unknown32                          ? longSize
                       : chunk->size == 0 || chunk->size >= leastUnknown ? WaveHeader::unknownSize
                                                                         : chunk->size;
    return header;
}

} // namespace parlando
