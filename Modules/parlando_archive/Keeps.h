#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace parlando
{

/** What of a conversation is kept. */
enum class Keeps
{
    nothing,
    words,         /**< What was said, typed, thought and done, and when. */
    wordsAndVoice, /**< And the agent's voice, each turn as it came. */
    everything     /**< And the person's voice. */
};

/** As files and options say it. */
inline constexpr std::array<std::string_view, 4> keepsNames{"nothing", "words", "voice", "everything"};

inline std::string_view nameOf (Keeps keeps) noexcept { return keepsNames[static_cast<std::size_t> (keeps)]; }

/** Nothing for any other name. */
inline std::optional<Keeps> keepsNamed (std::string_view name) noexcept
{
    for (std::size_t i = 0; i < keepsNames.size(); ++i)
        if (keepsNames[i] == name)
            return static_cast<Keeps> (i);

    return {};
}

} // namespace parlando
