#include "PillView.h"

#include "Icons.h"
#include "KeyboardFocus.h"
#include "Palette.h"

namespace parlando
{
namespace
{

constexpr int pillTicksPerSecond = 30, pillMargin = 8, pillButton = 86;

} // namespace

PillView::PillView (PluginProcessor& processor, Theme theme)
    : plugin (processor), look (theme), connect (plugin.parameters.connect, "Connect", "Connect", "End"),
      mute (plugin.parameters.microphoneMute, "Mute", "Mute", "Unmute"), talk (plugin.parameters.talk),
      timer (*this, pillTicksPerSecond)
{
    setLookAndFeel (&look);
    setTitle ("Parlando");
    setOpaque (true);
    whole.setTitle ("Whole window");
    whole.setTooltip (whole.getTitle());
    setIcon (whole, Icon::expand);
    whole.onClick = [this]
    {
        if (onWhole)
            onWhole();
    };

    for (auto* view : std::initializer_list<juce::Component*>{&state, &connect, &mute, &talk, &whole})
        addAndMakeVisible (view);

    colourConnect (connect, look.palette());
    mute.setColour (juce::TextButton::buttonOnColourId, look.palette().waiting);
    timer.onShown = [this] { refresh(); };
    timer.onTick = [this] { refresh(); };
    timer.onHidden = [this] { talk.release(); };
    leaveKeyboardToHost (*this);
    setSize (width, height);
    refresh();
}

PillView::~PillView() { setLookAndFeel (nullptr); }

void PillView::refresh()
{
    connect.refresh();
    mute.refresh();
    talk.refresh();
    const auto isPushToTalk = plugin.parameters.isPushToTalk();
    state.show (
        describe (plugin.desk().view(), isPushToTalk && ! plugin.parameters.talk.get(), plugin.provider().shortName()));

    if (talk.isVisible() != isPushToTalk)
    {
        talk.setVisible (isPushToTalk);
        mute.setVisible (! isPushToTalk);
        resized();
    }
}

void PillView::paint (juce::Graphics& g) { g.fillAll (look.palette().background); }

void PillView::resized()
{
    auto area = getLocalBounds().reduced (pillMargin);
    whole.setBounds (area.removeFromRight (area.getHeight()));
    area.removeFromRight (pillMargin);
    const auto place = area.removeFromRight (pillButton);
    mute.setBounds (place);
    talk.setBounds (place);
    area.removeFromRight (pillMargin);
    connect.setBounds (area.removeFromRight (pillButton));
    area.removeFromRight (pillMargin);
    state.setBounds (area);
}

} // namespace parlando
