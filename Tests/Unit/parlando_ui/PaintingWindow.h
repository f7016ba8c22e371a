#pragma once

#include "HeadlessWindow.h"

namespace parlando::testing
{

/** A window of the system that paints what is dirty of it into a picture, with JUCE's software renderer. */
class PaintingPeer final : public HeadlessPeer
{
public:
    explicit PaintingPeer (juce::Component& shown) : HeadlessPeer (shown) {}

    void repaint (const juce::Rectangle<int>& area) override { dirty.add (area); }

    void performAnyPendingRepaintsNow() override
    {
        ++offered;

        if (dirty.isEmpty())
            return;

        if (shownPicture.getBounds() != getComponent().getLocalBounds())
            shownPicture = juce::Image (juce::Image::RGB, getComponent().getWidth(), getComponent().getHeight(), false,
                                        juce::SoftwareImageType());

        juce::LowLevelGraphicsSoftwareRenderer renderer (shownPicture, {}, dirty);
        dirty.clear();
        ++frames;
        handlePaint (renderer);
    }

    /** As of the last frame. */
    [[nodiscard]] juce::Image& picture() noexcept { return shownPicture; }

    int frames = 0, offered = 0;

private:
    juce::RectangleList<int> dirty;
    juce::Image shownPicture;
};

class PaintingWindow final : public juce::Component
{
public:
    explicit PaintingWindow (juce::Component& content)
    {
        addAndMakeVisible (content);
        setSize (content.getWidth(), content.getHeight());
        addToDesktop (0);
        setVisible (true);
    }

    ~PaintingWindow() override { removeFromDesktop(); }

    juce::ComponentPeer* createNewPeer (int, void*) override { return new PaintingPeer (*this); }
    PaintingPeer& peer() { return dynamic_cast<PaintingPeer&> (*getPeer()); }
};

} // namespace parlando::testing
