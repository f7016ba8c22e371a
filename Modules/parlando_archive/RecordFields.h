#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>

namespace parlando
{

/** A member of a line in a record of the wire; throws std::invalid_argument where it is missing or of another kind. Any
    thread. */
inline const nlohmann::json& memberIn (const nlohmann::json& line, const char* name)
{
    const auto found = line.find (name);

    if (found == line.end())
        throw std::invalid_argument (std::string ("has no ") + name);

    return *found;
}

/** The same, of a kind of numbers, and within that kind. */
template <typename Number>
Number wholeIn (const nlohmann::json& line, const char* name)
{
    const auto& value = memberIn (line, name);
    const auto refuse = [name] { throw std::invalid_argument (std::string (name) + " is no such number"); };

    if (! value.is_number_integer())
        refuse();

    if constexpr (std::numeric_limits<Number>::is_signed)
    {
        constexpr auto most = static_cast<std::uint64_t> (std::numeric_limits<Number>::max());

        if (value.is_number_unsigned() ? value.get<std::uint64_t>() > most
                                       : value.get<std::int64_t>() < std::numeric_limits<Number>::min())
            refuse();
    }
    else if (! value.is_number_unsigned() || value.get<std::uint64_t>() > std::numeric_limits<Number>::max())
        refuse();

    return value.get<Number>();
}

inline bool flagIn (const nlohmann::json& line, const char* name)
{
    const auto& value = memberIn (line, name);

    if (! value.is_boolean())
        throw std::invalid_argument (std::string (name) + " is neither true nor false");

    return value.get<bool>();
}

inline std::string wordsIn (const nlohmann::json& line, const char* name)
{
    const auto& value = memberIn (line, name);

    if (! value.is_string())
        throw std::invalid_argument (std::string (name) + " is no text");

    return value.get<std::string>();
}

/** Nothing where it is missing or null. */
template <typename Value, typename Read>
std::optional<Value> maybeIn (const nlohmann::json& line, const char* name, Read&& read)
{
    const auto found = line.find (name);
    return found == line.end() || found->is_null() ? std::nullopt : std::optional<Value> (read (line, name));
}

/** One of so many, by its place. */
template <typename Enum>
Enum enumIn (const nlohmann::json& line, const char* name, Enum last)
{
    const auto value = wholeIn<std::uint32_t> (line, name);

    if (value > static_cast<std::uint32_t> (last))
        throw std::invalid_argument (std::string (name) + " is none of those that there are");

    return static_cast<Enum> (value);
}

} // namespace parlando
