#pragma once

#include "Support/ServiceScript.h"

#include <functional>
#include <string>

namespace parlando::testing
{

/** A ServiceScript on loopback. */
class ScriptedService : public ServiceScript
{
public:
    explicit ScriptedService (Script ready = {}, Script script = {})
        : ServiceScript (std::move (ready), std::move (script)), server ({}, callbacks())
    {
    }

    std::string url() const { return server.url(); }

    /** Runs `task` on the server's thread. */
    void post (std::function<void()> task) { server.post (std::move (task)); }

    /** Server's thread: a timer, and the connection of that number or null. */
    Scheduler::Timer every (Milliseconds period, std::function<void()> task)
    {
        return server.every (period, std::move (task));
    }
    Connection* find (int id) { return server.find (id); }

private:
    LoopbackServer server; // last: stops before what its callbacks use
};

} // namespace parlando::testing
