#pragma once

#include "SoundControls.h"

namespace parlando
{

/** The page of SoundControls, which scrolls where the window is low. Message thread. */
class SoundPanel final : public juce::Component, private juce::FocusChangeListener
{
public:
    explicit SoundPanel (PluginProcessor&);
    ~SoundPanel() override;

    /** 30 times a second while showing. */
    void refresh() { controls.refresh(); }

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    void globalFocusChanged (juce::Component*) override;

    SoundControls controls;
    juce::Viewport viewport; // gone before what it shows
};

} // namespace parlando
