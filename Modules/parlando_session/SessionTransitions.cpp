#include "SessionTransitions.h"

#include <algorithm>
#include <stdexcept>

namespace parlando
{

namespace
{

template <typename State, std::size_t Size>
std::string diagramOf (const std::array<Transition<State>, Size>& transitions, State first)
{
    auto diagram = "stateDiagram-v2\n    [*] --> " + std::string (nameOf (first)) + "\n";

    for (const auto& [from, to, why] : transitions)
        diagram += "    " + std::string (nameOf (from)) + " --> " + std::string (nameOf (to)) + " : " +
                   std::string (why) + "\n";

    return diagram;
}

template <typename State, std::size_t Size>
void go (State& state, State next, const std::array<Transition<State>, Size>& transitions)
{
    const auto isKnown =
        std::any_of (transitions.begin(), transitions.end(),
                     [&] (const auto& transition) { return transition.from == state && transition.to == next; });

    if (! isKnown)
        throw std::logic_error ("There is no way from " + std::string (nameOf (state)) + " to " +
                                std::string (nameOf (next)) + ".");

    state = next;
}

} // namespace

std::string_view nameOf (SessionState state) noexcept
{
    static constexpr std::string_view names[]{"disconnected", "connecting", "settingUp", "reconnecting",
                                              "ready",        "farewell",   "closing",   "ended"};
    return names[static_cast<std::size_t> (state)];
}

std::string_view nameOf (ConnectionState state) noexcept
{
    static constexpr std::string_view names[]{"none", "opening", "settingUp", "open", "replaced"};
    return names[static_cast<std::size_t> (state)];
}

void enter (SessionState& state, SessionState next) { go (state, next, sessionTransitions); }
void enter (ConnectionState& state, ConnectionState next) { go (state, next, connectionTransitions); }

std::string diagramOfSession()
{
    return diagramOf (sessionTransitions, SessionState::disconnected) + "    ended --> [*]\n";
}
std::string diagramOfConnection() { return diagramOf (connectionTransitions, ConnectionState::none); }

} // namespace parlando
