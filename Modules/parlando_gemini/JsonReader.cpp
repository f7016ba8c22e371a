#include "JsonReader.h"

#include "Limits.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace parlando::gemini
{

namespace detail_json_reader
{

std::string toSnakeCase (std::string_view name)
{
    std::string snake;

    for (const auto c : name)
    {
        if (c >= 'A' && c <= 'Z')
            snake += '_';

        snake += c >= 'A' && c <= 'Z' ? static_cast<char> (c - 'A' + 'a') : c;
    }

    return snake;
}

/** For a sentence: untrusted names stay short. */
constexpr std::size_t longestShown = 60;

/** The nearest of `names`, as the end of a sentence. */
template <typename Names>
std::string suggestion (std::string_view given, const Names& names)
{
    const auto wanted = given.substr (0, 100);
    const auto nearest = std::min_element (names.begin(), names.end(),
                                           [&] (const auto& a, const auto& b)
                                           { return editDistance (wanted, a) < editDistance (wanted, b); });

    return nearest != names.end() ? "; did you mean " + std::string (*nearest) + "?" : ".";
}

/** A number without fraction, or, as the protocol writes int64, its digits in a text. */
std::optional<std::int64_t> integerOf (const nlohmann::json& json)
{
    constexpr double exactBelow = 9007199254740992.0; // 2^53

    if (json.is_number_unsigned() && json.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
        return {};

    if (json.is_number_integer())
        return json.get<std::int64_t>();

    if (json.is_number_float())
    {
        const auto number = json.get<double>();
        const auto isWhole = std::abs (number) < exactBelow && number == std::trunc (number);
        return isWhole ? std::optional (static_cast<std::int64_t> (number)) : std::nullopt;
    }

    if (! json.is_string())
        return {};

    const auto& text = json.get_ref<const std::string&>();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars (text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional (value) : std::nullopt;
}

} // namespace detail_json_reader

void JsonReader::require (bool isTrue, const std::string& place, std::string_view demand)
{
    if (! isTrue)
        throw std::invalid_argument (place + " " + std::string (demand) + ".");
}

const nlohmann::json* JsonReader::take (const char* name)
{
    knownNames.emplace_back (name);
    const auto camel = object.find (name);
    const auto snakeName = detail_json_reader::toSnakeCase (name);
    const auto snake = snakeName != name ? object.find (snakeName) : object.end();
    require (camel == object.end() || snake == object.end(), path + "." + name,
             "is there twice, as " + snakeName + " as well; leave one out");

    const auto found = camel != object.end() ? camel : snake;
    return found != object.end() && ! found->is_null() ? &*found : nullptr;
}

void JsonReader::refuseUnknownNames() const
{
    using namespace detail_json_reader;

    for (const auto& [name, value] : object.items())
    {
        const auto isKnown = std::any_of (knownNames.begin(), knownNames.end(),
                                          [&, &given = name] (const auto& known)
                                          { return given == known || given == toSnakeCase (known); });

        if (! isKnown)
            throw std::invalid_argument (path + "." + shortened (name, longestShown) + " is not known" +
                                         suggestion (name, knownNames));
    }
}

void JsonReader::readValue (const nlohmann::json& json, const std::string& place, std::string& value)
{
    require (json.is_string(), place, "must be a text");
    value = json.get<std::string>();
}

void JsonReader::readValue (const nlohmann::json& json, const std::string& place, bool& value)
{
    require (json.is_boolean(), place, "must be true or false");
    value = json.get<bool>();
}

void JsonReader::readValue (const nlohmann::json& json, const std::string& place, double& value)
{
    require (json.is_number(), place, "must be a number");
    value = json.get<double>();
}

void JsonReader::readValue (const nlohmann::json& json, const std::string& place, std::int32_t& value)
{
    using Limits = std::numeric_limits<std::int32_t>;
    const auto number = detail_json_reader::integerOf (json);
    require (number && *number >= Limits::min() && *number <= Limits::max(), place,
             "must be a whole number from -2147483648 to 2147483647");
    value = static_cast<std::int32_t> (*number);
}

void JsonReader::readValue (const nlohmann::json& json, const std::string& place, std::int64_t& value)
{
    const auto number = detail_json_reader::integerOf (json);
    require (number.has_value(), place, "must be a whole number of at most 63 bits");
    value = *number;
}

void JsonReader::readValue (const nlohmann::json& json, const std::string& place, std::vector<std::uint8_t>& value)
{
    require (json.is_string() && fromBase64 (json.get_ref<const std::string&>(), value), place, "must be base64 text");
}

void JsonReader::readValue (const nlohmann::json& json, const std::string& place,
                            std::map<std::string, std::string>& value)
{
    require (json.is_object(), place, "must be an object");
    value.clear();

    for (const auto& [name, text] : json.items())
        readValue (text, place + "." + shortened (name, detail_json_reader::longestShown), value[name]);
}

void JsonReader::readValue (const nlohmann::json& json, const std::string& place, nlohmann::json& value)
{
    require (json.is_object(), place, "must be an object");
    copy (json, place, value);
}

void JsonReader::copy (const nlohmann::json& json, const std::string& place, nlohmann::json& value)
{
    require (! isNestedDeeper (json, limits::maximumNesting), place, "must not be nested more than 100 deep");
    value = json;
}

std::size_t JsonReader::indexOf (const nlohmann::json& json, const std::string& place,
                                 std::span<const std::string_view> names)
{
    using namespace detail_json_reader;
    require (json.is_string(), place, "must be a text, such as " + std::string (names.back()));
    const auto& given = json.get_ref<const std::string&>();
    const auto found = std::find (names.begin(), names.end(), given);

    if (found == names.end())
        throw std::invalid_argument (place + " has the unknown value " + shortened (given, longestShown) +
                                     suggestion (given, names));

    return static_cast<std::size_t> (found - names.begin());
}

} // namespace parlando::gemini
