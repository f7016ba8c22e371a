#include "ClientSchema.h"

#include "ClientSchemaNames.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cctype>
#include <iterator>

namespace parlando
{

namespace detail_client_schema
{
using nlohmann::json;

std::string toSnakeCase (std::string_view name)
{
    std::string snake;
    for (const auto c : name)
    {
        if (std::isupper (static_cast<unsigned char> (c)) != 0)
            snake += '_';
        snake += static_cast<char> (std::tolower (static_cast<unsigned char> (c)));
    }
    return snake;
}

const Field* find (std::string_view holder, std::string_view name)
{
    const auto* const field = std::find_if (
        std::begin (fields), std::end (fields),
        [&] (const Field& f) { return f.holder == holder && (f.name == name || toSnakeCase (f.name) == name); });
    return field == std::end (fields) ? nullptr : field;
}

bool isInteger (const json& value)
{
    if (value.is_number_integer())
        return true;
    const auto* const text = value.get_ptr<const std::string*>();
    return text != nullptr && ! text->empty() && text->find_first_not_of ("-0123456789") == std::string::npos;
}

bool isOneOf (std::string_view values, const json& value)
{
    const auto* const text = value.get_ptr<const std::string*>();
    return text != nullptr && ! text->empty() &&
           ("|" + std::string (values) + "|").find ("|" + *text + "|") != std::string::npos;
}

// Whether `value` is of a type that is no message of the table; nothing for a message type.
std::optional<bool> isScalarOf (std::string_view type, const json& value)
{
    if (type == "any")
        return true;
    if (type == "string")
        return value.is_string();
    if (type == "bool")
        return value.is_boolean();
    if (type == "number")
        return value.is_number();
    if (type == "int64")
        return isInteger (value);
    if (type == "object")
        return value.is_object();
    if (type == "text map")
        return value.is_object() && std::all_of (value.begin(), value.end(), [] (auto& v) { return v.is_string(); });
    if (type == "modalities")
        return isOneOf (modalities, value);
    if (type.find ('|') != std::string_view::npos)
        return isOneOf (type, value);
    return std::nullopt;
}

Refusal unknownName (const std::string& name, const std::string& path)
{
    return {1007, "Invalid JSON payload received. Unknown name \"" + name + "\"" +
                      (path.empty() ? "" : " at '" + path + "'") + ": Cannot find field."};
}

Refusal wrongValue (const std::string& path, const json& value)
{
    return {1007, "Invalid value at '" + path + "': " + value.dump (-1, ' ', true, json::error_handler_t::replace)};
}

std::optional<Refusal> readValue (std::string_view type, const json& in, json& out, const std::string& path);

std::optional<Refusal> readMessage (std::string_view type, const json& in, json& out, const std::string& path)
{
    if (! in.is_object())
        return wrongValue (path.empty() ? "message" : path, in);
    out = json::object();
    for (const auto& [name, value] : in.items())
    {
        const auto* const field = find (type, name);
        if (field == nullptr)
            return unknownName (name, path);
        if (value.is_null())
            continue;
        const auto fieldPath = (path.empty() ? "" : path + ".") + toSnakeCase (field->name);
        if (auto refusal = readValue (field->type, value, out[std::string (field->name)], fieldPath))
            return refusal;
    }
    return std::nullopt;
}

std::optional<Refusal> readValue (std::string_view type, const json& in, json& out, const std::string& path)
{
    if (type.ends_with ("[]"))
    {
        if (! in.is_array())
            return wrongValue (path, in);
        out = json::array();
        for (std::size_t i = 0; i < in.size(); ++i)
        {
            out.push_back (nullptr);
            if (auto refusal = readValue (type.substr (0, type.size() - 2), in[i], out.back(),
                                          path + "[" + std::to_string (i) + "]"))
                return refusal;
        }
        return std::nullopt;
    }
    if (const auto fits = isScalarOf (type, in))
    {
        out = in;
        return *fits ? std::nullopt : std::optional<Refusal> (wrongValue (path, in));
    }
    return readMessage (type, in, out, path);
}
} // namespace detail_client_schema

std::optional<Refusal> ClientSchema::read (std::string_view text, nlohmann::json& message)
{
    using namespace detail_client_schema;
    JsonLimits limits;
    limits.allowsDuplicates = true;
    const auto [parsed, problem] = readJson (text, limits);
    if (problem.starts_with ("is nested"))
        return Refusal{1007, "Invalid JSON payload received. Message too deep."};
    if (! parsed.is_object())
        return Refusal{1007, "Invalid JSON payload received. Unexpected token."};
    if (auto refusal = readMessage ("", parsed, message, ""))
        return refusal;
    if (message.size() > 1)
        return Refusal{1007, "Invalid value (oneof), oneof field 'message_type' is already set. Cannot set '" +
                                 toSnakeCase (std::next (message.begin()).key()) + "'"};
    if (message.empty())
        return Refusal{1007, "Request contains an invalid argument."};
    return std::nullopt;
}

} // namespace parlando
