#include "QuestionBar.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int margin = 8, headHeight = 40, scrollBarWidth = 10, leastArguments = 44;

juce::String toString (const std::string& text) { return juce::String::fromUTF8 (text.c_str()); }

} // namespace

QuestionBar::QuestionBar (std::function<Instant()> clock) : now (std::move (clock))
{
    setTitle ("Question");
    allow.setTitle ("Allow the tool");
    allow.onClick = [this] { answer (true); };
    refuse.setTitle ("Refuse the tool");
    refuse.onClick = [this] { answer (false); };
    arguments.setTitle ("What the agent wants to do");
    arguments.setFont (ParlandoLook::font (15.0f));
    page.setWantsKeyboardFocus (false); // its text has it, and hands keys on
    page.setViewedComponent (&arguments, false);
    page.setScrollBarsShown (true, false);
    page.setScrollBarThickness (scrollBarWidth);
    page.setSingleStepSizes (16, 16);
    addAndMakeVisible (allow);
    addAndMakeVisible (refuse);
    addChildComponent (page);
}

bool QuestionBar::show (std::optional<ToolQuestion> question)
{
    if (asked.has_value() == question.has_value() && (! asked || asked->id == question->id))
        return false;

    asked = std::move (question);
    shownWhen = now();
    const auto text = asked ? toString (asked->arguments) : juce::String();
    arguments.setText (WrappedText::wrappable (text), false);
    page.setVisible (text.isNotEmpty());
    page.setViewPosition (0, 0);
    setDescription (sentence() + (text.isEmpty() ? "" : " " + text));
    repaint();

    if (asked)
        juce::AccessibilityHandler::postAnnouncement (sentence() + " " + text.substring (0, 200),
                                                      juce::AccessibilityHandler::AnnouncementPriority::high);

    return true;
}

juce::String QuestionBar::sentence() const
{
    if (! asked)
        return {};

    return "The agent wants to use " + toString (asked->tool) + (asked->arguments.empty() ? "." : ":");
}

void QuestionBar::answer (bool isAllowed)
{
    if (isAllowed && now() - shownWhen < shortestLook)
        return;

    if (asked && onAnswer)
        onAnswer (asked->id, isAllowed);
}

int QuestionBar::heightFor (int width, int most)
{
    constexpr auto head = headHeight + 2 * margin;

    if (! page.isVisible())
        return head;

    fitArguments (width);
    return head + juce::jmax (leastArguments, juce::jmin (arguments.getHeight() + margin, most - head));
}

void QuestionBar::fitArguments (int width)
{
    const auto textWidth = width - 2 * margin - scrollBarWidth;

    if (textWidth <= 0)
        return;

    // Its lines are laid out by the width that it has.
    if (arguments.getWidth() != textWidth)
        arguments.setSize (textWidth, juce::jmax (1, arguments.getHeight()));

    arguments.setSize (textWidth, arguments.getTextHeight() + 2 * arguments.getTopIndent());
}

void QuestionBar::lookAndFeelChanged()
{
    const auto& colours = paletteOf (*this);
    arguments.setColour (juce::TextEditor::backgroundColourId, colours.background);
    arguments.setColour (juce::TextEditor::outlineColourId, juce::Colours::transparentBlack);
    arguments.setColour (juce::TextEditor::focusedOutlineColourId, juce::Colours::transparentBlack);
    arguments.applyColourToAllText (colours.text);
}

bool QuestionBar::keyPressed (const juce::KeyPress& key)
{
    if (key != juce::KeyPress::escapeKey)
        return false;

    juce::Component::unfocusAllComponents();
    return true;
}

void QuestionBar::paint (juce::Graphics& g)
{
    g.setColour (paletteOf (*this).surface);
    g.fillRoundedRectangle (getLocalBounds().toFloat(), 6.0f);
    g.setColour (paletteOf (*this).waiting);
    g.drawRoundedRectangle (getLocalBounds().toFloat().reduced (1.0f), 6.0f, 2.0f);
    g.setColour (paletteOf (*this).text);
    g.setFont (ParlandoLook::font (16.0f));
    g.drawFittedText (sentence(),
                      getLocalBounds().withRight (allow.getX()).withHeight (allow.getBottom()).reduced (10, 4),
                      juce::Justification::centredLeft, 2, 1.0f);
}

void QuestionBar::resized()
{
    auto area = getLocalBounds().reduced (margin);
    auto head = area.removeFromTop (headHeight);
    refuse.setBounds (head.removeFromRight (80));
    head.removeFromRight (8);
    allow.setBounds (head.removeFromRight (80));
    area.removeFromTop (margin);
    page.setBounds (area);
    fitArguments (getWidth());
}

} // namespace parlando
