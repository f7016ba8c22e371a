#pragma once

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

} // namespace parlando
