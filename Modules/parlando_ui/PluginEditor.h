#pragma once

#include "AgentPanel.h"
#include "LevelMeterView.h"
#include "MessageBar.h"
#include "MixPanel.h"
#include "ParameterSwitch.h"
#include "ParlandoLook.h"
#include "QuestionBar.h"
#include "ShowingTimer.h"
#include "StateView.h"
#include "TalkBar.h"
#include "ToolsMenu.h"
#include "TranscriptView.h"

#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** The plugin's window. It looks at the processor 30 times a second while showing and keeps nothing of its own: it may
   be closed and made anew at any time. The processor must outlive it. Message thread. */
class PluginEditor final : public juce::AudioProcessorEditor
{
public:
    static constexpr int smallestWidth = 480, smallestHeight = 420;

    explicit PluginEditor (PluginProcessor&);
    ~PluginEditor() override;

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    void addViews();
    void connectViews();
    void refresh();
    void refreshAll();
    void hidden();
    void ask();
    void showAgentPanel (bool shouldShow);
    void tellHostOfSettings();

    PluginProcessor& plugin;
    ParlandoLook look;
    StateView state;
    ParameterSwitch connect;
    juce::TextButton agentButton, toolsButton;
    TalkBar talk;
    LevelMeterView heard{"Agent hears"}, voice{"Agent says"};
    TranscriptView transcript;
    QuestionBar question;
    MessageBar message;
    MixPanel mix;
    AgentPanel agent;
    ToolsMenu tools;

    juce::TooltipWindow tooltips{this};
    ShowingTimer timer;
    unsigned ticks = 0;
    bool hasNewSettings = false; /**< The host was not told yet that there is more to save. */
};

} // namespace parlando
