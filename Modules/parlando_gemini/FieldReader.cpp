#include "FieldReader.h"

#include <parlando_text/Base64.h>

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace parlando::gemini
{

namespace detail_field
{

constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
constexpr auto largest = std::numeric_limits<std::int64_t>::max();

/** An integer that stays at the ends of its type, and says so. */
struct Saturated
{
    std::int64_t value = 0;
    bool isExact = true;
};

std::optional<Saturated> integerOf (std::string_view digits)
{
    const auto isNegative = ! digits.empty() && digits.front() == '-';
    std::uint64_t magnitude = 0;

    if (isNegative)
        digits.remove_prefix (1);

    if (digits.empty())
        return {};

    bool isExact = true;

    for (const auto digit : digits)
    {
        if (digit < '0' || digit > '9')
            return {};

        // Far below the end of the unsigned type, beyond the end of the signed one.
        isExact = isExact && magnitude <= static_cast<std::uint64_t> (largest) / 10;
        magnitude = isExact ? magnitude * 10 + static_cast<std::uint64_t> (digit - '0') : magnitude;
    }

    isExact = isExact && magnitude <= static_cast<std::uint64_t> (largest);

    if (! isExact)
        return Saturated{isNegative ? smallest : largest, false};

    const auto value = static_cast<std::int64_t> (magnitude);
    return Saturated{isNegative ? -value : value, true};
}

std::optional<Saturated> integerOf (double number)
{
    constexpr double limit = 9223372036854775808.0; // 2^63

    if (number >= limit || number < -limit)
        return Saturated{number > 0.0 ? largest : smallest, false};

    if (number != std::trunc (number)) // also not a number
        return {};

    return Saturated{static_cast<std::int64_t> (number), true};
}

std::optional<Saturated> integerOf (const nlohmann::json& json)
{
    if (json.is_number_unsigned())
    {
        const auto value = json.get<std::uint64_t>();
        const auto fits = value <= static_cast<std::uint64_t> (largest);
        return Saturated{fits ? static_cast<std::int64_t> (value) : largest, fits};
    }

    if (json.is_number_integer())
        return Saturated{json.get<std::int64_t>(), true};

    if (json.is_number_float())
        return integerOf (json.get<double>());

    return json.is_string() ? integerOf (std::string_view (json.get_ref<const std::string&>())) : std::nullopt;
}

/** The protocol's Duration: at most about 10,000 years. */
constexpr double longestDuration = 315576000000.0;

/** Digits, maybe a point and digits, and `s`; a sign makes it 0. */
std::optional<double> secondsOf (std::string_view text)
{
    const auto isNegative = ! text.empty() && text.front() == '-';

    if (isNegative)
        text.remove_prefix (1);

    if (text.size() < 2 || text.back() != 's' || text.front() < '0' || text.front() > '9')
        return {};

    text.remove_suffix (1);
    double value = 0.0, place = 0.0;

    for (const auto character : text)
    {
        if (character == '.' && place == 0.0)
            place = 1.0;
        else if (character < '0' || character > '9')
            return {};
        else if (place == 0.0)
            value = std::min (value * 10.0 + (character - '0'), 10.0 * longestDuration);
        else
            value += (character - '0') * (place *= 0.1);
    }

    return isNegative ? 0.0 : std::min (value, longestDuration);
}

} // namespace detail_field

void addWarning (std::vector<std::string>& warnings, std::string text)
{
    if (warnings.size() < limits::maximumWarnings)
        warnings.push_back (std::move (text));
}

void FieldReader::warn (const char* key, const char* complaint)
{
    addWarning (warnings, std::string (place) + "." + key + " " + complaint + ".");
}

nlohmann::json* FieldReader::find (const char* key) const
{
    const auto found = object.find (key);
    return found != object.end() && ! found->is_null() ? &*found : nullptr;
}

bool FieldReader::flag (const char* key)
{
    const auto* json = find (key);

    if (json == nullptr)
        return false;

    if (json->is_boolean())
        return json->get<bool>();

    warnOfType (key);
    return false;
}

std::string FieldReader::text (const char* key)
{
    auto whole = name (key, limits::maximumMessageBytes);

    if (whole.size() > limits::maximumTextBytes)
        warn (key, "is longer than 1 MiB and was cut");

    whole.resize (cutText (whole, limits::maximumTextBytes).size());
    return whole;
}

std::string FieldReader::name (const char* key, std::size_t longest)
{
    auto* json = find (key);

    if (json == nullptr)
        return {};

    if (! json->is_string())
        warnOfType (key);
    else if (auto& text = json->get_ref<std::string&>(); text.size() <= longest)
        return std::move (text);
    else
        warn (key, "is too long and was ignored");

    return {};
}

std::optional<std::int64_t> FieldReader::clampedInteger (const char* key, std::int64_t least, std::int64_t most)
{
    const auto* json = find (key);

    if (json == nullptr)
        return {};

    if (const auto number = detail_field::integerOf (*json))
        return std::clamp (number->value, least, most);

    warnOfType (key);
    return {};
}

std::optional<std::int64_t> FieldReader::integer (const char* key, std::int64_t least, std::int64_t most)
{
    const auto* json = find (key);

    if (json == nullptr)
        return {};

    const auto number = detail_field::integerOf (*json);

    if (number && number->isExact && number->value >= least && number->value <= most)
        return number->value;

    warn (key, number ? "is out of range and was ignored" : "has a wrong type and was ignored");
    return {};
}

std::optional<double> FieldReader::seconds (const char* key)
{
    const auto* json = find (key);

    if (json == nullptr)
        return {};

    if (json->is_string())
        if (const auto duration = detail_field::secondsOf (json->get_ref<const std::string&>()))
            return duration;

    warn (key, "is not a duration and was ignored");
    return {};
}

std::vector<std::uint8_t> FieldReader::bytes (const char* key)
{
    std::vector<std::uint8_t> decoded;
    const auto* json = find (key);

    if (json == nullptr)
        return decoded;

    if (! json->is_string())
        warnOfType (key);
    else if (! fromBase64 (json->get_ref<const std::string&>(), decoded))
        warn (key, "is not base64 and was dropped");

    return decoded;
}

nlohmann::json* FieldReader::objectAt (const char* key)
{
    auto* json = find (key);

    if (json == nullptr || json->is_object())
        return json;

    warnOfType (key);
    return nullptr;
}

nlohmann::json* FieldReader::listAt (const char* key)
{
    auto* json = find (key);

    if (json == nullptr)
        return nullptr;

    if (! json->is_array())
    {
        warnOfType (key);
        return nullptr;
    }

    if (auto& entries = json->get_ref<nlohmann::json::array_t&>(); entries.size() > limits::maximumListEntries)
    {
        entries.resize (limits::maximumListEntries);
        warn (key, "has more than 4096 entries; the rest was dropped");
    }

    return json;
}

std::vector<std::string> FieldReader::names (const char* key, std::size_t longest)
{
    std::vector<std::string> result;
    auto* list = listAt (key);

    if (list == nullptr)
        return result;

    for (auto& entry : *list)
    {
        if (! entry.is_string())
            warn (key, "has an entry of a wrong type, which was ignored");
        else if (auto& text = entry.get_ref<std::string&>(); text.size() > longest)
            warn (key, "has an entry that is too long and was ignored");
        else
            result.push_back (std::move (text));
    }

    return result;
}

std::vector<std::int64_t> FieldReader::integers (const char* key, std::int64_t least, std::int64_t most)
{
    std::vector<std::int64_t> result;

    if (const auto* list = listAt (key))
        for (const auto& entry : *list)
        {
            const auto number = detail_field::integerOf (entry);

            if (number && number->isExact && number->value >= least && number->value <= most)
                result.push_back (number->value);
            else
            {
                warn (key, "has an entry that is no number in range and was ignored");
                return {};
            }
        }

    return result;
}

std::vector<double> FieldReader::numbers (const char* key)
{
    std::vector<double> result;

    if (const auto* list = listAt (key))
        for (const auto& entry : *list)
        {
            if (entry.is_number())
                result.push_back (entry.get<double>());
            else
            {
                warn (key, "has an entry of a wrong type and was ignored");
                return {};
            }
        }

    return result;
}

nlohmann::json FieldReader::takeFirst (std::initializer_list<const char*> keys)
{
    for (const auto* key : keys)
        if (auto* json = find (key))
            return std::move (*json);

    return {};
}

} // namespace parlando::gemini
