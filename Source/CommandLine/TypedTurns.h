#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** The turns given with --text, let go one after the other. Main thread. */
class TypedTurns
{
public:
    explicit TypedTurns (const std::vector<std::string>& texts) : waiting (texts.begin(), texts.end()) {}

    bool isEmpty() const noexcept { return waiting.empty(); }

    /** The next turn, to be called for once the agent has answered the one before, or nobody waits for that any more.
     */
    std::optional<std::string> next()
    {
        if (waiting.empty())
            return {};

        auto text = std::move (waiting.front());
        waiting.pop_front();
        return text;
    }

    std::size_t size() const noexcept { return waiting.size(); }

private:
    std::deque<std::string> waiting;
};

} // namespace parlando
