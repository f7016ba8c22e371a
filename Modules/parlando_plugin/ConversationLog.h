#pragma once

#include <juce_core/juce_core.h>
#include <parlando_agent/parlando_agent.h>

namespace parlando
{

/** A folder with a file of figures for each of the last conversations: for whoever is asked what happened. What was
    said is not in it, and no secret. Message thread; blocks on the files. */
class ConversationLog final
{
public:
    static constexpr int mostFiles = 30;

    /** Without a folder nothing is kept. */
    explicit ConversationLog (juce::File logFolder = {}) : where (std::move (logFolder)) {}

    /** `Logs` in Parlando's folder of this person's settings. */
    static juce::File usualFolder();

    [[nodiscard]] const juce::File& folder() const noexcept { return where; }

    /** Adds the file of a conversation that has ended, and removes the oldest ones. Where that fails nothing is lost.
     */
    void add (const ConversationReport&, const Redactor&) const;

private:
    juce::File where;
};

} // namespace parlando
