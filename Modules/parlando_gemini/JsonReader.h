#pragma once

#include "SetupFields.h"
#include "WireNames.h"
#include <parlando_text/Base64.h>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace parlando::gemini
{

/** The visitor of visitFields() that reads what a person wrote, strictly: throws std::invalid_argument with one
   sentence that begins with the place. Names in camelCase or snake_case; `null` is absence. */
class JsonReader
{
public:
    /** `value` keeps what the object does not say. */
    template <typename Struct>
    static void read (const nlohmann::json& json, const std::string& path, Struct& value)
    {
        require (json.is_object(), path, "must be an object");
        JsonReader reader (json, path);
        visitFields (reader, value);
        reader.refuseUnknownNames();

        if constexpr (std::is_same_v<Struct, ContentPart>)
            require (json.size() == 1, path, "must have exactly one of text, inlineData and fileData");
    }

    template <typename Value>
    void operator() (const char* name, Value& value)
    {
        if (const auto* json = take (name))
            readValue (*json, path + "." + name, value);
    }

    void any (const char* name, nlohmann::json& value)
    {
        if (const auto* json = take (name))
            copy (*json, path + "." + name, value);
    }

    template <typename Value>
    void single (const char* name, Value& value)
    {
        const auto* json = take (name);

        if (json == nullptr)
            return;

        require (json->is_array() && json->size() == 1, path + "." + name, "must be a list of exactly one entry");
        readValue (json->front(), path + "." + name + "[0]", value);
    }

private:
    JsonReader (const nlohmann::json& objectToRead, const std::string& pathOfObject)
        : object (objectToRead), path (pathOfObject)
    {
    }

    static void require (bool isTrue, const std::string& place, std::string_view demand);

    /** Null where the name is absent, or `null`. */
    const nlohmann::json* take (const char* name);
    void refuseUnknownNames() const;

    static void readValue (const nlohmann::json&, const std::string& place, std::string&);
    static void readValue (const nlohmann::json&, const std::string& place, bool&);
    static void readValue (const nlohmann::json&, const std::string& place, double&);
    static void readValue (const nlohmann::json&, const std::string& place, std::int32_t&);
    static void readValue (const nlohmann::json&, const std::string& place, std::int64_t&);
    static void readValue (const nlohmann::json&, const std::string& place, std::vector<std::uint8_t>&);
    static void readValue (const nlohmann::json&, const std::string& place, std::map<std::string, std::string>&);
    static void readValue (const nlohmann::json&, const std::string& place, nlohmann::json&);

    template <typename Value>
    static void readValue (const nlohmann::json& json, const std::string& place, std::optional<Value>& value)
    {
        readValue (json, place, value.emplace());
    }

    template <typename Value>
    static void readValue (const nlohmann::json& json, const std::string& place, std::vector<Value>& values)
    {
        require (json.is_array(), place, "must be a list");
        values.clear();

        for (std::size_t i = 0; i < json.size(); ++i)
            readValue (json[i], place + "[" + std::to_string (i) + "]", values.emplace_back());
    }

    template <typename Value>
    static void readValue (const nlohmann::json& json, const std::string& place, Value& value)
    {
        if constexpr (std::is_enum_v<Value>)
            value = static_cast<Value> (indexOf (json, place, wireNames (value)));
        else
            read (json, place, value);
    }

    /** Refuses what is nested too deep: JSON is copied and written by recursion. */
    static void copy (const nlohmann::json&, const std::string& place, nlohmann::json&);

    static std::size_t indexOf (const nlohmann::json&, const std::string& place, std::span<const std::string_view>);

    const nlohmann::json& object;
    const std::string& path;
    std::vector<std::string> knownNames;
};

} // namespace parlando::gemini
