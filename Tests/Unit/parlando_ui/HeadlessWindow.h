#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace parlando::testing
{

/** What JUCE takes for a window of the system, without a system, on a display of 60 frames a second. */
class HeadlessPeer : public juce::ComponentPeer
{
public:
    explicit HeadlessPeer (juce::Component& shown) : juce::ComponentPeer (shown, 0) { display.startTimerHz (60); }

    /** What a display does before each of its frames; `seconds` is when that frame will be seen. */
    void frame (double seconds)
    {
        callVBlankListeners (seconds);
        performAnyPendingRepaintsNow();
    }

    void* getNativeHandle() const override { return const_cast<HeadlessPeer*> (this); }
    void setVisible (bool) override {}
    void setTitle (const juce::String&) override {}
    void setBounds (const juce::Rectangle<int>& wanted, bool) override { bounds = wanted; }
    juce::Rectangle<int> getBounds() const override { return bounds; }
    juce::Point<float> localToGlobal (juce::Point<float> point) override
    {
        return point + bounds.getPosition().toFloat();
    }
    juce::Point<float> globalToLocal (juce::Point<float> point) override
    {
        return point - bounds.getPosition().toFloat();
    }
    using juce::ComponentPeer::globalToLocal;
    using juce::ComponentPeer::localToGlobal;
    void setMinimised (bool) override {}
    bool isMinimised() const override { return false; }
    bool isShowing() const override { return true; }
    void setFullScreen (bool) override {}
    bool isFullScreen() const override { return false; }
    void setIcon (const juce::Image&) override {}
    bool contains (juce::Point<int>, bool) const override { return true; }
    OptionalBorderSize getFrameSizeIfPresent() const override { return {}; }
    juce::BorderSize<int> getFrameSize() const override { return {}; }
    bool setAlwaysOnTop (bool) override { return true; }
    void toFront (bool) override {}
    void toBehind (juce::ComponentPeer*) override {}
    bool isFocused() const override { return true; }
    void grabFocus() override {}
    void repaint (const juce::Rectangle<int>&) override {}
    void performAnyPendingRepaintsNow() override {}
    void setAlpha (float) override {}
    juce::StringArray getAvailableRenderingEngines() override { return {"None"}; }
    void textInputRequired (juce::Point<int>, juce::TextInputTarget&) override {}

private:
    juce::Rectangle<int> bounds;
    juce::TimedCallback display{[this] { frame (juce::Time::getMillisecondCounterHiRes() / 1000.0); }};
};

/** A window without a screen: what is in it counts as showing while it is visible. */
class HeadlessWindow final : public juce::Component
{
public:
    explicit HeadlessWindow (juce::Component& content)
    {
        addAndMakeVisible (content);
        setSize (content.getWidth(), content.getHeight());
        addToDesktop (0);
    }

    ~HeadlessWindow() override { removeFromDesktop(); }

    juce::ComponentPeer* createNewPeer (int, void*) override { return new HeadlessPeer (*this); }
};

} // namespace parlando::testing
