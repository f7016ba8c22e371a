#pragma once

#include <parlando_realtime/HostTransport.h>

#include <nlohmann/json.hpp>

namespace parlando
{

/** For the model. What the host does not tell is null, and is named in `not_told`. Bars and beats count from 1, as
    people count them. */
nlohmann::json toJson (const HostTransport&);

} // namespace parlando
