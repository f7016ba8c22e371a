#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace parlando::testing
{

inline bool contains (std::string_view text, std::string_view part)
{
    return text.find (part) != std::string_view::npos;
}

/** A literal with the zeros in it. */
template <std::size_t Size>
std::string rawText (const char (&text)[Size])
{
    return {text, Size - 1};
}

inline nlohmann::json parsed (const char* text) { return nlohmann::json::parse (text); }

} // namespace parlando::testing
