#include "JournalLine.h"

#include <parlando_text/parlando_text.h>

#include <array>
#include <charconv>

namespace parlando
{
namespace
{

constexpr std::string_view checkBegins = "{\"crc\":\"", checkEnds = "\",";
constexpr std::size_t checkDigits = 8;

constexpr auto checkTable = []
{
    std::array<std::uint32_t, 256> table{};

    for (std::uint32_t i = 0; i < 256; ++i)
    {
        auto value = i;

        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1) != 0 ? (value >> 1) ^ 0xedb88320u : value >> 1;

        table[i] = value;
    }

    return table;
}();

std::string dump (const nlohmann::json& json)
{
    return json.dump (-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

nlohmann::json shortened (const nlohmann::json& content, std::size_t bytes)
{
    constexpr std::size_t shortText = 200;
    nlohmann::json kept{{"leftOut", bytes}};

    for (const auto& [name, value] : content.items())
        if (value.is_number() || value.is_boolean() ||
            (value.is_string() && value.get_ref<const std::string&>().size() <= shortText))
            kept[name] = value;

    return kept;
}

} // namespace

std::string checksum (std::string_view text)
{
    std::uint32_t value = 0xffffffff;

    for (const char character : text)
        value = checkTable[(value ^ static_cast<unsigned char> (character)) & 0xff] ^ (value >> 8);

    std::string digits;

    for (int shift = 28; shift >= 0; shift -= 4)
        digits += "0123456789abcdef"[(~value >> shift) & 0xf];

    return digits;
}

std::string journalContent (const nlohmann::json& content)
{
    constexpr std::size_t besideIt = 100;
    auto text = dump (content);
    return text.size() + besideIt > JournalLine::mostBytes ? dump (shortened (content, text.size())) : text;
}

std::string makeJournalLine (std::uint64_t number, std::string_view content)
{
    const auto checked = "\"n\":" + std::to_string (number) + "," + std::string (content.substr (1));
    return std::string (checkBegins) + checksum (checked) + std::string (checkEnds) + checked + "\n";
}

std::optional<JournalLine> readJournalLine (std::string_view line)
{
    constexpr auto checkBytes = checkBegins.size() + checkDigits + checkEnds.size();

    if (line.size() > JournalLine::mostBytes || line.size() < checkBytes || ! line.starts_with (checkBegins))
        return {};

    const auto checked = line.substr (checkBytes);

    if (line.substr (checkBegins.size(), checkDigits) != checksum (checked))
        return {};

    auto [content, problem] = readJson (line, {.bytes = JournalLine::mostBytes, .nesting = 2 * JsonLimits().nesting});

    if (! problem.empty() || ! content.is_object() || ! content.contains ("n") || ! content["n"].is_number_unsigned())
        return {};

    const auto number = content["n"].get<std::uint64_t>();
    return JournalLine{number, std::move (content)};
}

} // namespace parlando
