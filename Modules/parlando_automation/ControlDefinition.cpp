#include "ControlDefinition.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

namespace parlando
{

namespace detail_control
{
using Kind = ControlDefinition::Kind;

constexpr std::array<std::string_view, 4> accessNames{"off", "read", "ask", "move"};
constexpr std::array<std::string_view, 3> kindNames{"number", "choice", "switch"};

/** Three digits of the range can be told apart, and not much more. */
static int decimalsFor (double range)
{
    return std::clamp (static_cast<int> (std::ceil (3.0 - std::log10 (std::max (range, 1e-9)))), 0, 9);
}

static std::string lower (std::string_view text)
{
    std::string result (text);
    std::transform (result.begin(), result.end(), result.begin(),
                    [] (unsigned char character) { return static_cast<char> (std::tolower (character)); });
    return result;
}

static std::string_view trimmed (std::string_view text)
{
    const auto isSpace = [] (char character) { return std::isspace (static_cast<unsigned char> (character)) != 0; };

    while (! text.empty() && isSpace (text.front()))
        text.remove_prefix (1);

    while (! text.empty() && isSpace (text.back()))
        text.remove_suffix (1);

    return text;
}

/** The number at the beginning; a unit may follow. */
static std::optional<double> leadingNumber (std::string_view text)
{
    if (text.starts_with ('+'))
        text.remove_prefix (1);

    double number = 0.0;
    const auto [end, error] = std::from_chars (text.data(), text.data() + text.size(), number);
    return error == std::errc() && std::isfinite (number) ? std::optional (number) : std::nullopt;
}

static void checkRange (const ControlDefinition& control, const std::string& place)
{
    const auto largest = 1e9;

    if (! (control.minimum < control.maximum) || std::abs (control.minimum) > largest ||
        std::abs (control.maximum) > largest)
        refuseField (place, "needs a 'minimum' below its 'maximum'");

    if (! (control.skew >= 0.01 && control.skew <= 100.0))
        refuseField (place, "needs a 'skew' from 0.01 to 100");
}

static void readRange (const nlohmann::json& json, ControlDefinition& control, const std::string& place)
{
    control.minimum = numberIn (json, "minimum", place, control.minimum);
    control.maximum = numberIn (json, "maximum", place, control.maximum);
    control.skew = numberIn (json, "skew", place, control.skew);

    if (json.contains ("unit"))
        control.unit = textIn (json, "unit", place, ControlDefinition::longestUnit);

    checkRange (control, place);
}

static void readChoices (const nlohmann::json& list, ControlDefinition& control, const std::string& place)
{
    if (! list.is_array() || list.size() < 2 || list.size() > ControlDefinition::mostChoices)
        refuseField (place, "needs 2 to 128 'choices'");

    for (const auto& each : list)
    {
        auto choice = checkedText (each, place + ", 'choices'", ControlDefinition::longestName);

        if (choice.empty() ||
            std::find (control.choices.begin(), control.choices.end(), choice) != control.choices.end())
            refuseField (place, "has a choice that is empty or twice there");

        control.choices.push_back (std::move (choice));
    }
}
} // namespace detail_control

std::string_view nameOf (ControlAccess access) noexcept
{
    return detail_control::accessNames[static_cast<std::size_t> (access)];
}

ControlAccess accessFrom (const nlohmann::json& json, const std::string& place)
{
    const auto& names = detail_control::accessNames;
    const auto found =
        json.is_string() ? std::find (names.begin(), names.end(), json.get_ref<const std::string&>()) : names.end();

    if (found == names.end())
        refuseField (place, "needs an access: off, read, ask or move");

    return static_cast<ControlAccess> (found - names.begin());
}

double ControlDefinition::highest() const noexcept
{
    if (kind == Kind::choice)
        return static_cast<double> (std::max<std::size_t> (choices.size(), 2) - 1);

    return kind == Kind::number ? maximum : 1.0;
}

double ControlDefinition::toValue (double normalised) const noexcept
{
    const auto position = std::clamp (normalised, 0.0, 1.0);

    if (kind != Kind::number)
        return std::round (position * highest());

    return minimum + (maximum - minimum) * (skew == 1.0 ? position : std::pow (position, 1.0 / skew));
}

double ControlDefinition::toNormalised (double value) const noexcept
{
    const auto position = std::clamp ((value - lowest()) / (highest() - lowest()), 0.0, 1.0);
    return kind == Kind::number && skew != 1.0 ? std::pow (position, skew) : position;
}

std::string ControlDefinition::toText (double value) const
{
    if (kind == Kind::onOff)
        return value >= 0.5 ? "On" : "Off";

    if (kind == Kind::choice)
    {
        const auto index = static_cast<std::size_t> (std::clamp (std::round (value), 0.0, highest()));
        return index < choices.size() ? choices[index] : std::string();
    }

    std::array<char, 32> text{};
    const auto decimals = detail_control::decimalsFor (maximum - minimum);
    const auto scale = std::pow (10.0, decimals);
    const auto rounded = std::round (value * scale) / scale;
    const auto end = std::to_chars (text.data(), text.data() + text.size(), rounded == 0.0 ? 0.0 : rounded,
                                    std::chars_format::fixed, decimals)
                         .ptr;
    std::string_view shown (text.data(), static_cast<std::size_t> (end - text.data()));

    if (shown.find ('.') != std::string_view::npos)
    {
        shown = shown.substr (0, shown.find_last_not_of ('0') + 1);

        if (shown.ends_with ('.'))
            shown.remove_suffix (1);
    }

    return std::string (shown);
}

std::string ControlDefinition::toTextWithUnit (double value) const
{
    return toText (value) + (kind == Kind::number && ! unit.empty() ? " " + unit : std::string());
}

std::optional<double> ControlDefinition::fromText (std::string_view text) const
{
    const auto word = detail_control::lower (detail_control::trimmed (text));
    const auto number = detail_control::leadingNumber (word);

    if (kind == Kind::number)
        return number ? std::optional (std::clamp (*number, minimum, maximum)) : std::nullopt;

    if (kind == Kind::choice)
    {
        const auto found = std::find_if (choices.begin(), choices.end(),
                                         [&] (const auto& each) { return detail_control::lower (each) == word; });

        if (found != choices.end())
            return static_cast<double> (found - choices.begin());

        return {};
    }

    if (word == "on" || word == "true" || word == "yes")
        return 1.0;

    if (word == "off" || word == "false" || word == "no")
        return 0.0;

    return number ? std::optional (*number != 0.0 ? 1.0 : 0.0) : std::nullopt;
}

nlohmann::json ControlDefinition::toModel (double value) const
{
    if (kind == Kind::onOff)
        return value >= 0.5;

    if (kind == Kind::choice)
        return toText (value);

    // What is finer is the noise of a host's float.
    const auto scale = std::pow (10.0, detail_control::decimalsFor (maximum - minimum) + 1);
    const auto rounded = std::round (value * scale) / scale;

    if (rounded == std::trunc (rounded))
        return static_cast<std::int64_t> (rounded);

    return rounded;
}

std::optional<double> ControlDefinition::fromModel (const nlohmann::json& json) const
{
    if (kind == Kind::onOff)
        return json.is_boolean() ? std::optional (json.get<bool>() ? 1.0 : 0.0) : std::nullopt;

    if (kind == Kind::choice)
    {
        const auto found = json.is_string()
                               ? std::find (choices.begin(), choices.end(), json.get_ref<const std::string&>())
                               : choices.end();
        return found != choices.end() ? std::optional (static_cast<double> (found - choices.begin())) : std::nullopt;
    }

    if (! json.is_number())
        return {};

    const auto value = json.get<double>();
    return value >= minimum && value <= maximum ? std::optional (value) : std::nullopt;
}

nlohmann::json ControlDefinition::schema() const
{
    if (kind == Kind::onOff)
        return {{"type", "boolean"}};

    if (kind == Kind::choice)
        return {{"type", "string"}, {"enum", choices}};

    nlohmann::json schema = {{"type", "number"}, {"minimum", minimum}, {"maximum", maximum}};

    if (! unit.empty())
        schema["description"] = "in " + unit;

    return schema;
}

nlohmann::json toJson (const ControlDefinition& control)
{
    using detail_control::Kind;
    nlohmann::json json = {{"name", control.name}};

    if (! control.description.empty())
        json["description"] = control.description;

    if (control.access != ControlAccess::move)
        json["access"] = nameOf (control.access);

    if (control.kind == Kind::onOff)
        json["kind"] = "switch";

    if (control.kind == Kind::choice)
        json["choices"] = control.choices;

    if (control.kind == Kind::number)
    {
        json["minimum"] = control.minimum;
        json["maximum"] = control.maximum;
        json["unit"] = control.unit;

        if (control.skew != 1.0)
            json["skew"] = control.skew;
    }

    if (control.byDefault != control.lowest())
        json["default"] =
            control.kind == Kind::number ? nlohmann::json (control.byDefault) : control.toModel (control.byDefault);

    return json;
}

ControlDefinition controlFromJson (const nlohmann::json& json, const std::string& place, UnknownMembers unknown)
{
    using namespace detail_control;
    checkFields (
        json, place,
        {"name", "description", "kind", "minimum", "maximum", "unit", "skew", "choices", "default", "access", "slot"},
        unknown);

    ControlDefinition control;
    control.name = textIn (json, "name", place, ControlDefinition::longestName);
    control.description = textIn (json, "description", place, ControlDefinition::longestDescription);

    if (trimmed (control.name).empty())
        refuseField (place, "needs a 'name'");

    if (json.contains ("choices"))
    {
        control.kind = Kind::choice;
        readChoices (json["choices"], control, place);
    }

    if (json.contains ("kind"))
    {
        const auto kind = textIn (json, "kind", place, ControlDefinition::longestName);
        const auto found = std::find (kindNames.begin(), kindNames.end(), kind);

        if (found == kindNames.end())
            refuseField (place, "has a 'kind' that is not number, choice or switch");

        control.kind = static_cast<Kind> (found - kindNames.begin());

        if ((control.kind == Kind::choice) != json.contains ("choices"))
            refuseField (place, "has 'choices' or is no choice");
    }

    // What only a number has means nothing to the other kinds: it is neither checked nor kept.
    if (control.kind == Kind::number)
        readRange (json, control, place);

    if (json.contains ("access"))
        control.access = accessFrom (json["access"], place);

    control.byDefault = control.lowest();

    if (json.contains ("default"))
    {
        const auto value = control.fromModel (json["default"]);

        if (! value)
            refuseField (place, "has a 'default' that is no value of it");

        control.byDefault = *value;
    }

    return control;
}

} // namespace parlando
