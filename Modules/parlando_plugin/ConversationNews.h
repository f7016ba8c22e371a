#pragma once

#include <parlando_agent/parlando_agent.h>

#include <juce_core/juce_core.h>

#include <mutex>
#include <string>

namespace parlando
{

/** The last thing that a person should know of a conversation beside its state: what did not work and what to do. Any
   thread but the audio thread. */
class ConversationNews
{
public:
    void tell (const std::string& sentence);
    void clear() { tell ({}); }

    /** What the event says to a person, if anything. */
    void take (const SessionEvent&);

    /** Empty where there is nothing to say. While a conversation is held a sentence stands for ten seconds; without
       one, and while another connection is being made, until the next. `state`: ended where none runs. */
    [[nodiscard]] juce::String sentenceIn (SessionState) const;

private:
    void keep (juce::String, bool isOfReconnecting);

    mutable std::mutex mutex;
    juce::String said;
    bool tellsOfReconnecting = false;
    Instant when{};
};

} // namespace parlando
