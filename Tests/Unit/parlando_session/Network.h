#pragma once

#include "ScriptedConversation.h"

#include <string>

namespace parlando::testing
{

inline constexpr auto handleOne = R"({"sessionResumptionUpdate":{"newHandle":"one","resumable":true}})";

/** The network's part beside a conversation's script. */
struct Network
{
    ScriptedConversation conversation;

    std::size_t opened() const { return conversation.opened; }
    std::size_t closed() const { return conversation.closed; }

    void lose (int code = 1006, std::string reason = {})
    {
        conversation.handle (input::ConnectionClosed{{code, std::move (reason), {}, false}});
    }

    /** Until the session asks for another connection. How long that took. */
    Milliseconds untilOpened (std::size_t number)
    {
        const auto began = conversation.now;

        while (opened() < number && conversation.now - began < Milliseconds (600'000))
            conversation.run (Milliseconds (10));

        return std::chrono::duration_cast<Milliseconds> (conversation.now - began);
    }

    void accept()
    {
        conversation.handle (input::ConnectionOpened{});
        conversation.server (R"({"setupComplete":{}})");
    }

    nlohmann::json lastSetup() const { return conversation.sentWith ("setup").back(); }
};

} // namespace parlando::testing
