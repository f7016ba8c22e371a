#pragma once

#include <Support/Parrot.h>
#include <Support/VirtualStudio.h>

#include <utility>

namespace parlando::testing
{

inline ConversationOptions withParrot (ToolRegistry tools = {})
{
    ConversationOptions options;
    options.provider = parrot();
    options.endpoint.baseUrl = "ws://127.0.0.1:1";
    options.tools = std::move (tools);
    options.seed = 1;
    return options;
}

/** A studio whose agent is a parrot, in virtual time. */
struct Aviary
{
    explicit Aviary (ConversationOptions options = withParrot()) : studio (time, server, std::move (options), 48000.0)
    {
    }

    bool isAnswered (std::size_t turns)
    {
        return studio.until ([&]
                             { return studio.told<TurnComplete>().size() >= turns && ! studio.agent.isSpeaking(); });
    }

    VirtualTime time;
    ParrotService bird;
    VirtualServer server{time, bird.callbacks()};
    VirtualStudio studio;
};

} // namespace parlando::testing
