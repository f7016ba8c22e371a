#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>

namespace parlando
{

/** What a journal counts is below this; what is above is not ours. */
constexpr std::uint64_t largestKeptCount = std::uint64_t{1} << 48;

/** Members of a line; throw std::invalid_argument where they are missing or of another kind. Any thread. */
inline std::uint64_t countIn (const nlohmann::json& line, const char* name)
{
    const auto found = line.find (name);

    if (found == line.end() || ! found->is_number_unsigned() || found->get<std::uint64_t>() > largestKeptCount)
        throw std::invalid_argument (std::string (name) + " is no count");

    return found->get<std::uint64_t>();
}

inline const std::string& textIn (const nlohmann::json& line, const char* name)
{
    const auto found = line.find (name);

    if (found == line.end() || ! found->is_string())
        throw std::invalid_argument (std::string (name) + " is no text");

    return found->get_ref<const std::string&>();
}

} // namespace parlando
