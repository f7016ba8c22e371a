#include "KeepWords.h"

#include <array>

namespace parlando
{

juce::String choiceOf (Keeps what)
{
    static constexpr std::array names{"Nothing", "Words", "Words and the agent's voice",
                                      "Everything, with your own voice"};
    return names[static_cast<std::size_t> (what)];
}

juce::String signOf (Keeps what)
{
    static constexpr std::array names{"", "Words kept", "Voice kept", "All kept"};
    return names[static_cast<std::size_t> (what)];
}

} // namespace parlando
