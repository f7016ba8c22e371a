#include "JsonReading.h"

#include "JsonBuilder.h"
#include "Utf8.h"

#include <algorithm>
#include <stdexcept>

namespace parlando
{

namespace detail_json_reading
{

static std::string sizeOf (std::size_t bytes)
{
    constexpr std::size_t kilo = 1024;
    return bytes < kilo * kilo ? std::to_string (bytes / kilo) + " kB" : std::to_string (bytes / kilo / kilo) + " MB";
}

/** Where byte `at` stands, as editors count. */
static std::string placeOf (std::string_view text, std::size_t at)
{
    const auto before = text.substr (0, at);
    const auto line = std::count (before.begin(), before.end(), '\n') + 1;
    const auto column = countCodePoints (before.substr (before.rfind ('\n') + 1)) + 1; // npos + 1 is 0
    return "line " + std::to_string (line) + ", column " + std::to_string (column);
}

/** Zeros are UTF-8 and no text; files in UTF-16 are full of them. */
static std::size_t firstByteNotText (std::string_view text)
{
    for (std::size_t at = 0; at < text.size();)
    {
        const auto point = codePointAt (text, at);

        if (! point.isValid || point.value == 0)
            return at;

        at += point.length;
    }

    return text.npos;
}

static std::string problemIn (std::string_view text, const JsonBuilder& builder)
{
    if (! builder.excess().empty())
        return builder.excess();

    if (text.find_first_not_of (" \t\r\n") == text.npos)
        return "is empty.";

    if (const auto at = firstByteNotText (text); at != text.npos)
        return "is not UTF-8 text at " + placeOf (text, at) + ": save it as UTF-8.";

    const auto place = placeOf (text, std::max<std::size_t> (builder.errorByte(), 1) - 1);
    return builder.isNumberTooLarge() ? "has a number that is too large at " + place + "."
                                      : "is no JSON: something is wrong at " + place + ".";
}

} // namespace detail_json_reading

JsonReading readJson (std::string_view text, const JsonLimits& limits)
{
    using namespace detail_json_reading;
    constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
    const auto refused = [] (std::string problem) {
        return JsonReading{nlohmann::json::value_t::discarded, std::move (problem)};
    };

    if (text.size() > limits.bytes)
        return refused ("is larger than " + sizeOf (limits.bytes) + ".");

    if (text.starts_with (byteOrderMark))
        text.remove_prefix (byteOrderMark.size());

    JsonBuilder builder (limits);

    // It takes a zero for the end of its text.
    if (! nlohmann::json::sax_parse (text.begin(), text.end(), &builder) || text.find ('\0') != text.npos)
        return refused (problemIn (text, builder));

    return {builder.takeValue(), {}};
}

nlohmann::json requireJson (std::string_view text, const std::string& name, const JsonLimits& limits)
{
    auto reading = readJson (text, limits);

    if (! reading.problem.empty())
        throw std::invalid_argument (name + " " + reading.problem);

    return std::move (reading.json);
}

bool isNestedDeeper (const nlohmann::json& json, std::size_t nesting)
{
    return json.is_structured() &&
           (nesting == 0 || std::any_of (json.begin(), json.end(),
                                         [nesting] (const auto& each) { return isNestedDeeper (each, nesting - 1); }));
}

} // namespace parlando
