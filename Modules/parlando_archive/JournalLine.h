#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parlando
{

/** One line of a journal: an object whose first member is `crc`, the CRC-32 (ISO 3309, as in zlib) of what follows it
    up to the end as eight hexadecimal digits, and whose second is `n`, its running number from 1. */
struct JournalLine
{
    /** What is longer is not written, and not read. Twice what 256 kB of text can become. */
    static constexpr std::size_t mostBytes = 4u << 20;

    std::uint64_t number = 0;
    nlohmann::json content; /**< The whole object. */
};

/** An object with at least one member, without `crc` and `n`, as makeJournalLine() wants it. Of one that would be too
    long stay its numbers and short texts, and `leftOut` says how many bytes it had. Any thread. */
std::string journalContent (const nlohmann::json&);

/** Ends with a line break. Any thread. */
std::string makeJournalLine (std::uint64_t number, std::string_view content);

/** CRC-32 as eight hexadecimal digits. Any thread. */
std::string checksum (std::string_view);

/** Without its line break. Nothing where it was not written like that, or not to its end, or was changed. Any thread.
 */
std::optional<JournalLine> readJournalLine (std::string_view);

} // namespace parlando
