#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace parlando::testing
{

inline bool contains (std::string_view text, std::string_view part)
{
    return text.find (part) != std::string_view::npos;
}

inline nlohmann::json parsed (const char* text) { return nlohmann::json::parse (text); }

} // namespace parlando::testing
