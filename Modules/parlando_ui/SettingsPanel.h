#pragma once

#include "AgentPanel.h"
#include "TurnTakingPanel.h"

namespace parlando
{

/** The settings of the agent, in pages. What is changed counts from the next connection. Message thread. */
class SettingsPanel final : public juce::Component
{
public:
    explicit SettingsPanel (ConversationDesk&);

    std::function<void()> onEdited; /**< The desk has new settings. */
    std::function<void()> onDone;

    /** Shows what the desk has; call it while the panel is showing. */
    void refresh();

    void paint (juce::Graphics&) override;
    void resized() override;
    void lookAndFeelChanged() override;

private:
    enum class Page
    {
        agent,
        turnTaking
    };

    void addPage (juce::TextButton&, Page);
    void show (Page);

    AgentPanel agent;
    TurnTakingPanel turnTaking;
    juce::TextButton agentTab{"Agent"}, turnTakingTab{"Turn taking"}, done{"Done"};
    juce::Label note;
};

} // namespace parlando
