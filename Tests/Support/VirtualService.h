#pragma once

#include "ServiceScript.h"
#include "VirtualServer.h"

namespace parlando::testing
{

/** A ServiceScript in virtual time. */
class VirtualService : public ServiceScript
{
public:
    explicit VirtualService (VirtualTime& time, Script ready = {}, Script script = {})
        : ServiceScript (std::move (ready), std::move (script)), server (time, callbacks())
    {
    }

    VirtualServer server;
};

} // namespace parlando::testing
