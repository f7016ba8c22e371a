#include "ArgumentCheck.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace parlando
{

namespace detail_arguments
{
using Json = nlohmann::json;
using Fault = std::optional<std::string>;

static Fault findFault (const Json& value, const Json& schema, const std::string& path);

/** JSON text for a sentence, cut so that a sentence stays one. */
static std::string brief (const Json& value)
{
    constexpr std::size_t maximum = 80;
    return shortened (value.dump (-1, ' ', false, Json::error_handler_t::replace), maximum);
}

static std::string lowerCase (std::string text)
{
    std::transform (text.begin(), text.end(), text.begin(),
                    [] (char c) { return c >= 'A' && c <= 'Z' ? static_cast<char> (c - 'A' + 'a') : c; });
    return text;
}

static std::string nameOfType (const Json& value)
{
    if (value.is_string())
        return "a string";
    if (value.is_number())
        return "the number " + brief (value);
    if (value.is_boolean())
        return value.get<bool>() ? "true" : "false";
    if (value.is_array())
        return "an array";
    return value.is_null() ? "null" : "an object";
}

/** A type that is not known here is taken as fitting. */
static bool fitsType (const Json& value, const std::string& type)
{
    if (type == "string")
        return value.is_string();
    if (type == "number")
        return value.is_number();
    if (type == "integer")
        return value.is_number_integer() ||
               (value.is_number_float() && std::nearbyint (value.get<double>()) == value.get<double>());
    if (type == "boolean")
        return value.is_boolean();
    if (type == "array")
        return value.is_array();
    if (type == "object")
        return value.is_object();
    return type != "null" || value.is_null();
}

static Fault findTypeFault (const Json& value, const Json& schema, const std::string& path)
{
    const auto found = schema.find ("type");
    if (found == schema.end())
        return {};

    const auto types = found->is_array() ? *found : Json::array ({*found});
    std::string wanted;

    for (const auto& entry : types)
    {
        if (! entry.is_string())
            return {};

        const auto type = lowerCase (entry.get<std::string>());
        if (fitsType (value, type))
            return {};

        const auto article = type == "null" ? "" : (type.find_first_of ("aeio") == 0 ? "an " : "a ");
        wanted += (wanted.empty() ? "" : " or ") + std::string (article) + type;
    }

    if (wanted.empty())
        return {};

    return path + " must be " + wanted + ", but it is " + nameOfType (value) + ".";
}

static Fault findEnumFault (const Json& value, const Json& schema, const std::string& path)
{
    const auto found = schema.find ("enum");
    if (found == schema.end() || ! found->is_array() || std::find (found->begin(), found->end(), value) != found->end())
        return {};

    std::string choices;
    for (const auto& choice : *found)
        if (choices.size() < 400)
            choices += (choices.empty() ? "" : ", ") + brief (choice);

    return path + " must be one of " + choices + ", but it is " + brief (value) + ".";
}

/** Checks a pair of bounds such as minimum and maximum. `unit` follows the bound in the sentence. */
static Fault findBoundFault (double measured, const Json& schema, const std::string& path, const char* lowest,
                             const char* highest, const std::string& unit)
{
    const auto bound = [&] (const char* word) -> const Json*
    {
        const auto found = schema.find (word);
        return found != schema.end() && found->is_number() ? &*found : nullptr;
    };

    const auto isWhole = std::abs (measured) < 1e15 && std::nearbyint (measured) == measured;
    const auto shown = brief (isWhole ? Json (static_cast<std::int64_t> (measured)) : Json (measured)) + unit + ".";

    if (const auto* low = bound (lowest); low != nullptr && measured < low->get<double>())
        return path + " must be at least " + brief (*low) + unit + ", but it is " + shown;

    if (const auto* high = bound (highest); high != nullptr && measured > high->get<double>())
        return path + " must be at most " + brief (*high) + unit + ", but it is " + shown;

    return {};
}

static Fault findArrayFault (const Json& value, const Json& schema, const std::string& path)
{
    if (auto fault = findBoundFault (static_cast<double> (value.size()), schema, path, "minItems", "maxItems", " long"))
        return fault;

    if (const auto items = schema.find ("items"); items != schema.end())
        for (std::size_t i = 0; i < value.size(); ++i)
            if (auto fault = findFault (value[i], *items, path + "[" + std::to_string (i) + "]"))
                return fault;

    return {};
}

static Fault findObjectFault (const Json& value, const Json& schema, const std::string& path)
{
    if (const auto required = schema.find ("required"); required != schema.end() && required->is_array())
        for (const auto& name : *required)
            if (name.is_string() && ! value.contains (name.get<std::string>()))
                return path + "." + name.get<std::string>() + " is missing, but it is required.";

    const auto properties = schema.find ("properties");
    const auto hasProperties = properties != schema.end() && properties->is_object();
    const auto isClosed = schema.contains ("additionalProperties") && schema["additionalProperties"] == false;

    for (const auto& [name, member] : value.items())
    {
        if (hasProperties && properties->contains (name))
        {
            if (auto fault = findFault (member, (*properties)[name], path + "." + name))
                return fault;
        }
        else if (isClosed)
        {
            return path + " has no member " + brief (Json (name)) + ": leave it out.";
        }
    }

    return {};
}

static Fault findFault (const Json& value, const Json& schema, const std::string& path)
{
    if (! schema.is_object() || (value.is_null() && schema.contains ("nullable") && schema["nullable"] == true))
        return {};

    if (auto fault = findTypeFault (value, schema, path))
        return fault;
    if (auto fault = findEnumFault (value, schema, path))
        return fault;
    if (value.is_number())
        return findBoundFault (value.get<double>(), schema, path, "minimum", "maximum", "");
    if (value.is_string())
        return findBoundFault (static_cast<double> (countCodePoints (value.get_ref<const std::string&>())), schema,
                               path, "minLength", "maxLength", " characters long");
    if (value.is_array())
        return findArrayFault (value, schema, path);
    if (value.is_object())
        return findObjectFault (value, schema, path);
    return {};
}
} // namespace detail_arguments

std::optional<std::string> findArgumentFault (const nlohmann::json& args, const nlohmann::json& schema)
{
    if (! args.is_object())
        return "args must be an object, but it is " + detail_arguments::nameOfType (args) + ".";

    return detail_arguments::findFault (args, schema, "args");
}

} // namespace parlando
