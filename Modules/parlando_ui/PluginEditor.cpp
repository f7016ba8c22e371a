#include "PluginEditor.h"

#include "KeyboardFocus.h"
#include "Palette.h"

namespace parlando
{
namespace
{

constexpr int ticksPerSecond = 30, ticksPerText = 3;
constexpr int firstWidth = 560, firstHeight = 640, largest = 4000;
constexpr int editorMargin = 12, viewGap = 8;

} // namespace

PluginEditor::PluginEditor (PluginProcessor& processorToShow)
    : juce::AudioProcessorEditor (processorToShow), plugin (processorToShow),
      connect (plugin.parameters.connect, "Connect", "Connect", "Disconnect"),
      agentButton (juce::String::fromUTF8 ("Agent…")), toolsButton (juce::String::fromUTF8 ("Tools…")),
      talk (plugin.parameters), mix (plugin.parameters), agent (plugin.desk()), tools (plugin),
      timer (*this, ticksPerSecond)
{
    setLookAndFeel (&look);
    setTitle ("Parlando");
    setOpaque (true);
    setFocusContainerType (FocusContainerType::keyboardFocusContainer);
    addViews();
    connectViews();
    leaveKeyboardToHost (*this);
    setResizable (true, true);
    setResizeLimits (smallestWidth, smallestHeight, largest, largest);
    setSize (firstWidth, firstHeight);
    refreshAll();
}

PluginEditor::~PluginEditor()
{
    tellHostOfSettings();
    setLookAndFeel (nullptr);
}

void PluginEditor::addViews()
{
    for (auto* view : std::initializer_list<juce::Component*>{&state, &connect, &agentButton, &toolsButton, &talk,
                                                              &heard, &voice, &transcript, &message, &mix})
        addAndMakeVisible (view);

    addChildComponent (question);

    addChildComponent (agent);
}

void PluginEditor::connectViews()
{
    agentButton.setTitle ("Agent settings");
    agentButton.setTooltip ("Model, voice, language and instructions");
    agentButton.onClick = [this] { showAgentPanel (! agent.isVisible()); };
    toolsButton.setTitle ("Tools menu");
    toolsButton.setTooltip ("What the agent may move, undo, and MIDI");
    toolsButton.onClick = [this] { tools.showBelow (toolsButton); };
    tools.onEdited = [this] { hasNewSettings = true; };
    agent.onDone = [this] { showAgentPanel (false); };
    agent.onEdited = [this] { hasNewSettings = true; };
    question.onAnswer = [this] (std::uint64_t id, bool isAllowed) { plugin.desk().answer (id, isAllowed); };
    message.onSend = [this] (const juce::String& text) { plugin.desk().sendText (text); };
    timer.onShown = [this] { refreshAll(); };
    timer.onTick = [this] { refresh(); };
    timer.onHidden = [this] { hidden(); };
}

void PluginEditor::refreshAll()
{
    ticks = 0;
    refresh();
}

void PluginEditor::refresh()
{
    const auto view = plugin.desk().view();
    const auto now = juce::Time::getMillisecondCounterHiRes();
    connect.refresh();
    talk.refresh();
    mix.refresh();
    state.show (describe (view, talk.waitsForTalk()));
    message.setConnected (view.isRunning);
    heard.show (plugin.heardLevels(), now);
    voice.show (plugin.voiceLevels(), now);
    ask();

    if (ticks % ticksPerText == 0)
    {
        transcript.show (plugin.desk().transcript());

        if (agent.isVisible())
            agent.refresh();
    }

    if (++ticks % ticksPerSecond == 0)
        tellHostOfSettings();
}

void PluginEditor::ask()
{
    if (! question.show (plugin.desk().question()))
        return;

    if (question.isAsking() && agent.isVisible())
        showAgentPanel (false);

    question.setVisible (question.isAsking());
    resized();
}

void PluginEditor::hidden()
{
    talk.hidden();
    tellHostOfSettings();
}

void PluginEditor::showAgentPanel (bool shouldShow)
{
    agent.refresh();
    agent.setVisible (shouldShow);
    juce::Component::unfocusAllComponents();

    for (auto* view : std::initializer_list<juce::Component*>{&talk, &heard, &voice, &transcript, &message, &mix})
        view->setVisible (! shouldShow);

    tellHostOfSettings();
}

void PluginEditor::tellHostOfSettings()
{
    if (std::exchange (hasNewSettings, false))
        plugin.updateHostDisplay (juce::AudioProcessor::ChangeDetails().withNonParameterStateChanged (true));
}

void PluginEditor::paint (juce::Graphics& g) { g.fillAll (palette::background); }

void PluginEditor::resized()
{
    auto area = getLocalBounds().reduced (editorMargin, editorMargin - 2);
    auto top = area.removeFromTop (84);
    auto buttons = top.removeFromRight (150);
    connect.setBounds (buttons.removeFromTop (48));
    auto lower = buttons.removeFromBottom (30);
    agentButton.setBounds (lower.removeFromLeft (lower.getWidth() / 2 - 2));
    toolsButton.setBounds (lower.withTrimmedLeft (4));
    state.setBounds (top.withTrimmedRight (viewGap));
    area.removeFromTop (viewGap);
    agent.setBounds (area);

    talk.setBounds (area.removeFromTop (44));
    area.removeFromTop (viewGap);
    heard.setBounds (area.removeFromTop (22));
    voice.setBounds (area.removeFromTop (22));
    mix.setBounds (area.removeFromBottom (96));
    area.removeFromBottom (viewGap);
    message.setBounds (area.removeFromBottom (34));
    area.removeFromBottom (viewGap);
    area.removeFromTop (viewGap);

    if (question.isVisible())
    {
        question.setBounds (area.removeFromBottom (56));
        area.removeFromBottom (viewGap);
    }

    transcript.setBounds (area);
}

} // namespace parlando
