#include "SchemaConversion.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

namespace parlando::gemini
{

namespace detail_schema
{

using Json = nlohmann::json;

constexpr int deepest = 32;
constexpr int mostSchemas = 4096;

/** Words that mean the same in both. */
constexpr std::array taken{"format",        "title",         "description", "minItems",  "maxItems",
                           "minProperties", "maxProperties", "minLength",   "maxLength", "pattern",
                           "minimum",       "maximum",       "required",    "default",   "nullable"};

class Conversion
{
public:
    explicit Conversion (const Json& root) : document (root) {}

    Json convert (const Json& from, int depth)
    {
        const auto anything = Json{{"type", "OBJECT"}};

        if (! from.is_object() || depth > deepest || ++schemas > mostSchemas)
            return anything;

        if (const auto found = from.find ("$ref"); found != from.end())
        {
            const auto* target = targetOf (*found);
            return target != nullptr ? convert (*target, depth + 1) : anything;
        }

        Json to = Json::object();

        for (const auto* word : taken)
            if (from.contains (word))
                to[word] = from[word];

        takeType (from, to);
        takeValues (from, to);
        takeMembers (from, to, depth);
        takeAlternatives (from, to, depth);
        return to;
    }

private:
    /** Within the document alone: `#/$defs/…`. */
    const Json* targetOf (const Json& reference) const
    {
        const auto* text = reference.get_ptr<const std::string*>();

        if (text == nullptr || ! text->starts_with ("#/"))
            return nullptr;

        try
        {
            const Json::json_pointer place (text->substr (1));
            return document.contains (place) ? &document[place] : nullptr;
        }
        catch (const Json::exception&)
        {
            return nullptr;
        }
    }

    static void takeType (const Json& from, Json& to)
    {
        const auto type = from.find ("type");

        if (type == from.end())
            return;

        const auto take = [&to] (const Json& name)
        {
            auto text = name.is_string() ? name.get<std::string>() : std::string();
            std::transform (text.begin(), text.end(), text.begin(),
                            [] (unsigned char c) { return static_cast<char> (std::toupper (c)); });

            if (text == "NULL")
                to["nullable"] = true;
            else if (! text.empty() && ! to.contains ("type"))
                to["type"] = std::move (text);
        };

        if (type->is_array())
            for (const auto& each : *type)
                take (each);
        else
            take (*type);
    }

    /** The subset's enum holds texts alone: other values are told in words. */
    static void takeValues (const Json& from, Json& to)
    {
        auto values = from.contains ("const") ? Json::array ({from["const"]}) : from.value ("enum", Json::array());

        if (! values.is_array() || values.empty())
            return;

        const auto isText = [] (const Json& each) { return each.is_string(); };

        if (std::all_of (values.begin(), values.end(), isText))
        {
            to["enum"] = std::move (values);
            to.emplace ("type", "STRING");
            return;
        }

        auto words = to.contains ("description") && to["description"].is_string()
                         ? to["description"].get<std::string>() + " "
                         : std::string();
        words += "One of ";

        for (const auto& each : values)
            words += (&each == &values.front() ? "" : ", ") + each.dump (-1, ' ', true, Json::error_handler_t::replace);

        to["description"] = words + ".";
    }

    void takeMembers (const Json& from, Json& to, int depth)
    {
        if (const auto members = from.find ("properties"); members != from.end() && members->is_object())
        {
            for (const auto& [name, schema] : members->items())
                to["properties"][name] = convert (schema, depth + 1);

            to.emplace ("type", "OBJECT");
        }

        if (const auto items = from.find ("items"); items != from.end() && items->is_object())
        {
            to["items"] = convert (*items, depth + 1);
            to.emplace ("type", "ARRAY");
        }
    }

    void takeAlternatives (const Json& from, Json& to, int depth)
    {
        for (const auto* word : {"anyOf", "oneOf", "allOf"})
        {
            const auto found = from.find (word);

            if (found == from.end() || ! found->is_array() || found->empty())
                continue;

            if (std::string_view (word) == "allOf" && found->size() > 1)
                continue;

            for (const auto& each : *found)
            {
                if (each.is_object() && each.value ("type", Json()) == "null")
                    to["nullable"] = true;
                else
                    to["anyOf"].push_back (convert (each, depth + 1));
            }
        }
    }

    const Json& document;
    int schemas = 0;
};

} // namespace detail_schema

nlohmann::json toOpenApiSchema (const nlohmann::json& jsonSchema)
{
    return detail_schema::Conversion (jsonSchema).convert (jsonSchema, 0);
}

} // namespace parlando::gemini
