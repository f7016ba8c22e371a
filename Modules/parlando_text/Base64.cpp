#include "Base64.h"

#include <array>
#include <cstddef>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

namespace parlando
{

namespace detail_base64
{

constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Above the 24 bits of a group. */
constexpr std::uint32_t invalid = 1u << 31;

/** For each of the four places in a group, the bits that a character stands for, in place. */
using Tables = std::array<std::array<std::uint32_t, 256>, 4>;

constexpr Tables makeTables()
{
    Tables tables{};

    for (std::size_t place = 0; place < 4; ++place)
    {
        auto& table = tables[place];
        table.fill (invalid);
        const auto shift = 18u - 6u * static_cast<unsigned> (place);

        for (std::uint32_t value = 0; value < 64; ++value)
            table[static_cast<unsigned char> (alphabet[value])] = value << shift;

        table['-'] = 62u << shift;
        table['_'] = 63u << shift;
    }

    return tables;
}

constexpr Tables tables = makeTables();

std::uint32_t groupAt (const unsigned char* text) noexcept
{
    return tables[0][text[0]] | tables[1][text[1]] | tables[2][text[2]] | tables[3][text[3]];
}

void writeGroup (std::uint8_t* out, std::uint32_t group) noexcept
{
    out[0] = static_cast<std::uint8_t> (group >> 16);
    out[1] = static_cast<std::uint8_t> (group >> 8);
    out[2] = static_cast<std::uint8_t> (group);
}

#if defined(__x86_64__) && defined(__GNUC__)

/** Where `c` lies from `low` to `high`: all ones. */
__attribute__ ((target ("avx2"))) inline __m256i within (__m256i c, char low, char high)
{
    return _mm256_and_si256 (_mm256_cmpgt_epi8 (c, _mm256_set1_epi8 (static_cast<char> (low - 1))),
                             _mm256_cmpgt_epi8 (_mm256_set1_epi8 (static_cast<char> (high + 1)), c));
}

/** The 6-bit values of 32 characters; false where one of them is not base64. */
__attribute__ ((target ("avx2"))) inline bool valuesOf (__m256i c, __m256i& values)
{
    // Each kind of character has its own distance to the value that it stands for.
    auto known = _mm256_setzero_si256();
    auto distance = _mm256_setzero_si256();
    const auto take = [&](__m256i mask, char shift) __attribute__ ((target ("avx2")))
    {
        known = _mm256_or_si256 (known, mask);
        distance = _mm256_or_si256 (distance, _mm256_and_si256 (mask, _mm256_set1_epi8 (shift)));
    };

    take (within (c, 'A', 'Z'), -'A');
    take (within (c, 'a', 'z'), 26 - 'a');
    take (within (c, '0', '9'), 52 - '0');
    take (_mm256_cmpeq_epi8 (c, _mm256_set1_epi8 ('+')), 62 - '+');
    take (_mm256_cmpeq_epi8 (c, _mm256_set1_epi8 ('-')), 62 - '-');
    take (_mm256_cmpeq_epi8 (c, _mm256_set1_epi8 ('/')), 63 - '/');
    take (_mm256_cmpeq_epi8 (c, _mm256_set1_epi8 ('_')), 63 - '_');
    values = _mm256_add_epi8 (c, distance);
    return _mm256_movemask_epi8 (known) == -1;
}

/** Decodes 32 characters to 24 bytes at a time, writing 32, for as long as there is room for that and the text is
   base64. Returns how many characters are done. */
__attribute__ ((target ("avx2"))) std::size_t decodeBlocks (const unsigned char* text, std::size_t size,
                                                            std::uint8_t* out, std::size_t room) noexcept
{
    const auto order =
        _mm256_broadcastsi128_si256 (_mm_setr_epi8 (2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1));
    const auto together = _mm256_setr_epi32 (0, 1, 2, 4, 5, 6, 3, 7);
    std::size_t done = 0;

    for (std::size_t written = 0; done + 32 <= size && written + 32 <= room; done += 32, written += 24)
    {
        __m256i values;

        if (! valuesOf (_mm256_loadu_si256 (reinterpret_cast<const __m256i*> (text + done)), values))
            break;

        // Four values of 6 bits become 24 bits: neighbours are joined to 12 bits, then these. Each half of the register
        // then holds 12 bytes.
        const auto pairs = _mm256_maddubs_epi16 (values, _mm256_set1_epi32 (0x01400140));
        const auto groups = _mm256_madd_epi16 (pairs, _mm256_set1_epi32 (0x00011000));
        const auto bytes = _mm256_permutevar8x32_epi32 (_mm256_shuffle_epi8 (groups, order), together);
        _mm256_storeu_si256 (reinterpret_cast<__m256i*> (out + written), bytes);
    }

    return done;
}

bool canDecodeBlocks() noexcept
{
    static const bool can = __builtin_cpu_supports ("avx2");
    return can;
}

#else

std::size_t decodeBlocks (const unsigned char*, std::size_t, std::uint8_t*, std::size_t) noexcept { return 0; }

bool canDecodeBlocks() noexcept { return false; }

#endif

/** `size` characters without padding, into exactly the bytes that they stand for. */
bool decodeText (const unsigned char* text, std::size_t size, std::uint8_t* out, std::size_t room) noexcept
{
    auto done = canDecodeBlocks() ? decodeBlocks (text, size, out, room) : 0;
    out += done / 4 * 3;
    std::uint32_t seen = 0;

    for (; done + 4 <= size; done += 4, out += 3)
    {
        const auto group = groupAt (text + done);
        seen |= group;
        writeGroup (out, group);
    }

    if (done < size)
    {
        // The missing characters count as zeros.
        unsigned char last[4] = {'A', 'A', 'A', 'A'};
        std::uint8_t bytes[3];
        std::memcpy (last, text + done, size - done);
        const auto group = groupAt (last);
        seen |= group;
        writeGroup (bytes, group);
        std::memcpy (out, bytes, size - done - 1);
    }

    return (seen & invalid) == 0;
}

} // namespace detail_base64

void appendBase64 (std::string& out, std::span<const std::uint8_t> bytes)
{
    using detail_base64::alphabet;
    const auto start = out.size();
    out.resize (start + (bytes.size() + 2) / 3 * 4);
    auto* to = out.data() + start;
    const auto* from = bytes.data();

    for (auto left = bytes.size(); left >= 3; left -= 3, from += 3, to += 4)
    {
        const auto group = static_cast<std::uint32_t> (from[0] << 16 | from[1] << 8 | from[2]);
        to[0] = alphabet[group >> 18];
        to[1] = alphabet[group >> 12 & 63];
        to[2] = alphabet[group >> 6 & 63];
        to[3] = alphabet[group & 63];
    }

    if (const auto left = bytes.size() % 3; left > 0)
    {
        const auto group = static_cast<std::uint32_t> (from[0] << 16 | (left > 1 ? from[1] << 8 : 0));
        to[0] = alphabet[group >> 18];
        to[1] = alphabet[group >> 12 & 63];
        to[2] = left > 1 ? alphabet[group >> 6 & 63] : '=';
        to[3] = '=';
    }
}

std::string toBase64 (std::span<const std::uint8_t> bytes)
{
    std::string text;
    appendBase64 (text, bytes);
    return text;
}

bool fromBase64 (std::string_view text, std::vector<std::uint8_t>& out)
{
    if (text.size() % 4 == 0)
        for (int padding = 0; padding < 2 && ! text.empty() && text.back() == '='; ++padding)
            text.remove_suffix (1);

    const auto rest = text.size() % 4;
    out.resize (text.size() / 4 * 3 + (rest > 1 ? rest - 1 : 0));

    if (rest != 1 && detail_base64::decodeText (reinterpret_cast<const unsigned char*> (text.data()), text.size(),
                                                out.data(), out.size()))
        return true;

    out.clear();
    return false;
}

} // namespace parlando
