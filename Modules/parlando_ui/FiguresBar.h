#pragma once

#include <juce_gui_basics/juce_gui_basics.h>
#include <parlando_agent/parlando_agent.h>

namespace parlando
{

/** How long the agent took the last time, and what the conversation has used: measured, not estimated, but for the
   cost. Message thread. */
class FiguresBar final : public juce::Component, public juce::SettableTooltipClient
{
public:
    FiguresBar();

    void show (const ConversationReport&, const juce::String& currency);

    void paint (juce::Graphics&) override;

private:
    std::unique_ptr<juce::AccessibilityHandler> createAccessibilityHandler() override;

    juce::String latency, usage;
};

/** "Answer 0.62 s · silence 6 ms": from the person's last loud moment to the first sample in an output block, and from
    the service's word that the agent is interrupted to the silent block, of the last time each; and by how much the
   agent's echo is lowered, where there is one ("echo −43 dB"). Empty before. */
juce::String latencyText (const ConversationReport&);

/** "1,234 tokens · about $0.0021". Empty before the first. */
juce::String usageText (const ConversationReport&, const juce::String& currency);

} // namespace parlando
