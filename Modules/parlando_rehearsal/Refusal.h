#pragma once

#include <string>

namespace parlando
{

/** Why a client message ends the connection: close code and reason as the real service words them (protocol
    section 3.10). */
struct Refusal
{
    int code = 1007;
    std::string reason;
};

} // namespace parlando
