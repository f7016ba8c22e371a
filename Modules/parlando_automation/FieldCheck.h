#pragma once

#include <nlohmann/json.hpp>
#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>

namespace parlando
{

/** Throws std::invalid_argument: "`place` `what`." */
[[noreturn]] inline void refuseField (const std::string& place, const std::string& what)
{
    throw std::invalid_argument (place + " " + what + ".");
}

/** What becomes of members that are not known: in a file they are slips of the pen; in a project they may be of a newer
    release, and the rest is worth having. */
enum class UnknownMembers
{
    refused,
    passedOver
};

/** An object with no members but these. */
inline void checkFields (const nlohmann::json& json, const std::string& place,
                         std::initializer_list<std::string_view> known, UnknownMembers unknown)
{
    if (! json.is_object())
        refuseField (place, "must be an object");

    if (unknown == UnknownMembers::passedOver)
        return;

    for (const auto& member : json.items())
        if (std::find (known.begin(), known.end(), member.key()) == known.end())
            refuseField (place, "has a member '" + shortened (member.key(), 40) + "', which is not known");
}

inline std::string checkedText (const nlohmann::json& json, const std::string& place, std::size_t longest)
{
    if (! json.is_string())
        refuseField (place, "must be text");

    const auto& text = json.get_ref<const std::string&>();

    if (text.size() > longest)
        refuseField (place, "is longer than " + std::to_string (longest) + " bytes");

    return text;
}

/** Empty where it is absent. */
inline std::string textIn (const nlohmann::json& json, const char* name, const std::string& place, std::size_t longest)
{
    const auto found = json.find (name);
    return found == json.end() ? std::string() : checkedText (*found, place + ", '" + name + "',", longest);
}

inline double numberIn (const nlohmann::json& json, const char* name, const std::string& place, double otherwise)
{
    const auto found = json.find (name);

    if (found == json.end())
        return otherwise;

    if (! found->is_number() || ! std::isfinite (found->get<double>()))
        refuseField (place, std::string ("needs a number as '") + name + "'");

    return found->get<double>();
}

inline bool flagIn (const nlohmann::json& json, const char* name, const std::string& place, bool otherwise)
{
    const auto found = json.find (name);

    if (found == json.end())
        return otherwise;

    if (! found->is_boolean())
        refuseField (place, std::string ("needs true or false as '") + name + "'");

    return found->get<bool>();
}

} // namespace parlando
