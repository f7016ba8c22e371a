#pragma once

#include "ServerMessage.h"

#include <nlohmann/json.hpp>

namespace parlando::gemini
{

/** Reads a whole server message from its JSON object, which is used up. */
ServerMessage readMessage (nlohmann::json& message);

} // namespace parlando::gemini
