#pragma once

#include "Refusal.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string_view>

namespace parlando
{

/** Every name that a client message may carry (protocol section 2), and of which type: the real service closes on
    anything else, and this one does too. Fields of the Vertex service alone are unknown here. */
class ClientSchema
{
public:
    /** Parses one client message into `message`, with every name in lowerCamelCase. snake_case names are taken as well,
        and null counts as absent, as ProtoJSON wants. The message then has exactly one top-level key. */
    static std::optional<Refusal> read (std::string_view text, nlohmann::json& message);
};

} // namespace parlando
