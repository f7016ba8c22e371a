#include "ServiceComplaint.h"

#include <parlando_text/parlando_text.h>

#include <nlohmann/json.hpp>

namespace parlando::gemini
{

std::string complaintIn (const std::string& body)
{
    const auto json = readJson (body).json;
    const nlohmann::json::json_pointer message ("/error/message");
    const auto hasText = json.is_object() && json.contains (message) && json[message].is_string();
    return hasText ? std::string (cutText (cleanText (json[message].get<std::string>()), 300)) : std::string();
}

} // namespace parlando::gemini
