#include "RecordButton.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

using RecordState = RecordingView::State;

/** For who does not see it; without the time, or a reader would never be silent. */
juce::String saidOf (const RecordingView& view)
{
    if (! view.problem.empty())
        return juce::String::fromUTF8 (view.problem.c_str());

    switch (view.state)
    {
        case RecordState::armed:
            return "Records from the first word.";
        case RecordState::running:
            return "Recording.";
        case RecordState::off:
            break;
    }

    return "Not recording.";
}

juce::String hintOf (RecordState state)
{
    switch (state)
    {
        case RecordState::armed:
            return "Records from the first word of the next conversation. Click to take that back.";
        case RecordState::running:
            return "Keeps both voices and the words, each in its file. Click to stop.";
        case RecordState::off:
            break;
    }

    return "Records from here on: both voices and the words, each in its file.";
}

} // namespace

juce::String clockOf (Instant::duration time)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds> (time).count();
    return juce::String::formatted ("%d:%02d:%02d", static_cast<int> (seconds / 3600),
                                    static_cast<int> (seconds / 60 % 60), static_cast<int> (seconds % 60));
}

RecordButton::RecordButton() : juce::Button ("Record")
{
    setTitle ("Record");
    setToggleable (true);
    shown.length = Instant::duration (-1); // so that all is shown
    show ({});
}

RecordButton::~RecordButton()
{
    if (window != nullptr)
        window->removeKeyListener (this);
}

const juce::KeyPress& RecordButton::key()
{
    static const juce::KeyPress record ('r', juce::ModifierKeys::commandModifier, 0);
    return record;
}

void RecordButton::show (const RecordingView& view)
{
    if (view.state == shown.state && view.problem == shown.problem && clockOf (view.length) == clockOf (shown.length) &&
        shown.length >= Instant::duration())
        return;

    const auto isNews = view.state != shown.state || view.problem != shown.problem;
    shown = view;
    setToggleState (shown.state != RecordState::off, juce::dontSendNotification);
    setDescription (saidOf (shown));
    setTooltip ((shown.problem.empty() ? juce::String() : saidOf (shown) + " ") + hintOf (shown.state) + " (" +
                key().getTextDescriptionWithIcons() + ")");
    repaint();

    if (isNews && isShowing())
        juce::AccessibilityHandler::postAnnouncement (saidOf (shown),
                                                      juce::AccessibilityHandler::AnnouncementPriority::medium);
}

void RecordButton::parentHierarchyChanged()
{
    auto* const now = getTopLevelComponent();

    if (window == now)
        return;

    if (window != nullptr)
        window->removeKeyListener (this);

    window = now == this ? nullptr : now;

    if (window != nullptr)
        window->addKeyListener (this);
}

bool RecordButton::keyPressed (const juce::KeyPress& pressed, juce::Component*)
{
    if (pressed != key() || ! isShowing() || ! isEnabled())
        return false;

    triggerClick();
    return true;
}

void RecordButton::paintButton (juce::Graphics& g, bool isOver, bool isDown)
{
    constexpr float corner = 6.0f;
    const auto& colours = paletteOf (*this);
    const auto area = getLocalBounds().toFloat();
    const auto fill = isRunning() ? colours.trouble : colours.raised;
    g.setColour (isDown ? fill.darker (0.2f) : isOver ? fill.brighter (0.1f) : fill);
    g.fillRoundedRectangle (area, corner);
    g.setColour (isRunning() ? colours.text : shown.state == RecordState::armed ? colours.trouble : colours.outline);
    g.drawRoundedRectangle (area.reduced (hasKeyboardFocus (false) ? 1.0f : 0.5f), corner,
                            hasKeyboardFocus (false) ? 2.0f : 1.0f);

    constexpr int side = 40;
    auto inner = getLocalBounds();
    paintSign (g, inner.removeFromLeft (side).toFloat().withSizeKeepingCentre (22.0f, 22.0f));
    paintClock (g, inner.withTrimmedRight (6));
}

/** A disc that starts, a ring that waits, a square that stops: not by colour alone. */
void RecordButton::paintSign (juce::Graphics& g, juce::Rectangle<float> area) const
{
    const auto& colours = paletteOf (*this);
    g.setColour (isRunning() ? colours.onAccent : colours.trouble);

    if (isRunning())
    {
        g.fillRoundedRectangle (area.reduced (2.5f), 2.0f);
        return;
    }

    if (shown.state == RecordState::off)
    {
        g.fillEllipse (area);
        return;
    }

    g.drawEllipse (area.reduced (1.25f), 2.5f);
    g.fillEllipse (area.reduced (6.5f));
}

void RecordButton::paintClock (juce::Graphics& g, juce::Rectangle<int> area) const
{
    const auto& colours = paletteOf (*this);
    const auto line = area.getHeight() / 2;
    const auto draw = [&] (const juce::String& words, juce::Rectangle<int> place, float height, bool isBold)
    {
        g.setFont (ParlandoLook::font (height, isBold));
        g.drawFittedText (words, place, juce::Justification::centredLeft, 1, 0.8f);
    };

    g.setColour (isRunning() ? colours.onAccent : colours.text);

    if (shown.state == RecordState::armed)
    {
        draw ("Records from", area.removeFromTop (line).withTrimmedTop (4), 14.0f, false);
        draw ("the first word", area.withTrimmedBottom (4), 14.0f, false);
        return;
    }

    draw (clockOf (shown.length), area.removeFromTop (line + 2).withTrimmedTop (3), 19.0f, true);
    g.setColour (isRunning() ? colours.onAccent : colours.quietText);
    draw (! shown.problem.empty() ? "Not all kept"
          : isRunning()           ? "Recording"
                                  : "Record",
          area.withTrimmedBottom (4), 14.0f, ! shown.problem.empty());
}

} // namespace parlando
