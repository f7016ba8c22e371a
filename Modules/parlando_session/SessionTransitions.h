#pragma once

#include "SessionEvents.h"

#include <array>
#include <string>
#include <string_view>

namespace parlando
{

/** A way that a session may go, and why it goes it. */
template <typename State>
struct Transition
{
    State from, to;
    std::string_view why;
};

/** The one connection that a session has, if any. */
enum class ConnectionState
{
    none,
    opening,   /**< It was asked for. */
    settingUp, /**< It stands, and the setup was sent. */
    open,      /**< The service has taken the setup. */
    replaced   /**< It is being closed so that the next may open: its handle is refused while it lives (C66). */
};

/** All ways of a session. It takes no other. */
inline constexpr std::array<Transition<SessionState>, 18> sessionTransitions{{
    {SessionState::disconnected, SessionState::connecting, "start"},
    {SessionState::connecting, SessionState::settingUp, "the connection stands"},

    // The service refused a form, and its wire has another (CloseVerdict::hasOtherForm).
    {SessionState::settingUp, SessionState::connecting, "a form of the setup refused, and there is another"},
    {SessionState::settingUp, SessionState::ready, "the service is ready"},

    // From here on a connection is one of many: its end is not the session's (C61 to C70).
    {SessionState::ready, SessionState::reconnecting, "connection lost or replaced"},
    {SessionState::reconnecting, SessionState::ready, "the service is ready"},

    // The tool has run and its answer is sent; the agent may still say goodbye (C105).
    {SessionState::ready, SessionState::farewell, "a tool ends the conversation"},

    // There is a connection to be closed, and its end is awaited, so that the service hears of it.
    {SessionState::connecting, SessionState::closing, "stop"},
    {SessionState::settingUp, SessionState::closing, "stop, not ready in time"},
    {SessionState::reconnecting, SessionState::closing, "stop"},
    {SessionState::ready, SessionState::closing, "stop, cap reached, unreadable service"},
    {SessionState::farewell, SessionState::closing, "goodbye said, or none came"},

    // What ends without a connection to be closed.
    {SessionState::connecting, SessionState::ended, "refused, failure"},
    {SessionState::settingUp, SessionState::ended, "refused, failure"},
    {SessionState::ready, SessionState::ended, "closed for good, failure"},
    {SessionState::reconnecting, SessionState::ended, "refused, no more attempts, failure"},
    {SessionState::farewell, SessionState::ended, "connection closed, failure"},
    {SessionState::closing, SessionState::ended, "connection closed, failure"},
}};

/** All ways of a session's connection. */
inline constexpr std::array<Transition<ConnectionState>, 8> connectionTransitions{{
    {ConnectionState::none, ConnectionState::opening, "start, or the next attempt is due"},
    {ConnectionState::opening, ConnectionState::settingUp, "it stands"},
    {ConnectionState::settingUp, ConnectionState::open, "the service is ready"},
    {ConnectionState::open, ConnectionState::replaced, "hand-over, other settings, silent service"},
    {ConnectionState::opening, ConnectionState::none, "it never came about"},
    {ConnectionState::settingUp, ConnectionState::none, "refused or lost"},
    {ConnectionState::open, ConnectionState::none, "lost"},
    {ConnectionState::replaced, ConnectionState::none, "it is gone: the next opens"},
}};

/** For people and diagrams: as in the source. */
std::string_view nameOf (SessionState) noexcept;
std::string_view nameOf (ConnectionState) noexcept;

/** Moves `state` on. Throws std::logic_error where the table has no such way: that would be a fault of the session's,
   which must not go on from there. */
void enter (SessionState& state, SessionState next);
void enter (ConnectionState& state, ConnectionState next);

/** Both tables as Mermaid state diagrams, for docs/architecture.md. */
std::string diagramOfSession();
std::string diagramOfConnection();

} // namespace parlando
