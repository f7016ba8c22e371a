#pragma once

#include "SetupFields.h"
#include "WireNames.h"
#include <parlando_text/Base64.h>

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace parlando::gemini
{

/** The visitor of visitFields() that writes: nothing empty, no null (C27). An optional object that is there is written
    even where it has no members, since its presence means something. */
class JsonWriter
{
public:
    template <typename Struct>
    static nlohmann::json write (const Struct& value)
    {
        JsonWriter writer;
        visitFields (writer, value);
        return std::move (writer.object);
    }

    /** Nothing is written that is empty. */
    void operator() (const char* name, const std::string& text)
    {
        if (! text.empty())
            object[name] = text;
    }

    void operator() (const char* name, const std::vector<std::string>& texts)
    {
        if (! texts.empty())
            object[name] = texts;
    }

    void operator() (const char* name, const std::map<std::string, std::string>& texts)
    {
        if (! texts.empty())
            object[name] = texts;
    }

    void operator() (const char* name, const std::vector<std::uint8_t>& bytes)
    {
        if (! bytes.empty())
            object[name] = toBase64 (bytes);
    }

    template <typename Struct>
    void operator() (const char* name, const std::vector<Struct>& values)
    {
        auto list = nlohmann::json::array();

        for (const auto& value : values)
            if (auto written = write (value); ! written.empty())
                list.push_back (std::move (written));

        if (! list.empty())
            object[name] = std::move (list);
    }

    template <typename Value>
    void operator() (const char* name, const std::optional<Value>& value)
    {
        if (! value)
            return;

        if constexpr (std::is_enum_v<Value>)
            object[name] = wireName (*value);
        else if constexpr (std::is_same_v<Value, double>)
        {
            if (std::isfinite (*value)) // JSON has no other numbers
                object[name] = *value;
        }
        else if constexpr (std::is_arithmetic_v<Value>)
            object[name] = *value;
        else
            object[name] = write (*value);
    }

    template <typename Value>
    void operator() (const char* name, const Value& value)
    {
        if constexpr (std::is_same_v<Value, nlohmann::json>)
            any (name, value);
        else if (auto written = write (value); ! written.empty())
            object[name] = std::move (written);
    }

    void any (const char* name, const nlohmann::json& value)
    {
        if (! value.is_null())
            object[name] = value;
    }

    template <typename Value>
    void single (const char* name, const Value& value)
    {
        object[name] = nlohmann::json::array ({wireName (value)});
    }

private:
    nlohmann::json object = nlohmann::json::object();
};

} // namespace parlando::gemini
