#include "SoundPanel.h"

#include "Palette.h"

namespace parlando
{

SoundPanel::SoundPanel (PluginProcessor& plugin) : controls (plugin)
{
    setTitle ("Sound");
    setFocusContainerType (FocusContainerType::focusContainer);
    viewport.setWantsKeyboardFocus (false);
    viewport.setViewedComponent (&controls, false);
    viewport.setScrollBarsShown (true, false);
    addAndMakeVisible (viewport);
    juce::Desktop::getInstance().addFocusChangeListener (this);
}

SoundPanel::~SoundPanel() { juce::Desktop::getInstance().removeFocusChangeListener (this); }

/** Shows what the keyboard has come to. */
void SoundPanel::globalFocusChanged (juce::Component* focused)
{
    if (focused == nullptr || ! controls.isParentOf (focused))
        return;

    const auto place = controls.getLocalArea (focused, focused->getLocalBounds());
    const auto view = viewport.getViewArea();
    constexpr int above = 44; // with the name over it, and the heading over that

    if (place.getY() - above < view.getY())
        viewport.setViewPosition (0, std::max (place.getY() - above, 0));
    else if (place.getBottom() > view.getBottom())
        viewport.setViewPosition (0, place.getBottom() - view.getHeight());
}

void SoundPanel::paint (juce::Graphics& g) { g.fillAll (paletteOf (*this).background); }

void SoundPanel::resized()
{
    viewport.setBounds (getLocalBounds());
    controls.setSize (viewport.getMaximumVisibleWidth(), SoundControls::lowest);
    // Where the scroll bar has come or gone meanwhile.
    controls.setSize (viewport.getMaximumVisibleWidth(), SoundControls::lowest);
}

} // namespace parlando
