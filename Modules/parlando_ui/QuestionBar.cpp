#include "QuestionBar.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{

QuestionBar::QuestionBar()
{
    setTitle ("Question");
    allow.setTitle ("Allow the tool");
    allow.onClick = [this] { answer (true); };
    refuse.setTitle ("Refuse the tool");
    refuse.onClick = [this] { answer (false); };
    addAndMakeVisible (allow);
    addAndMakeVisible (refuse);
}

bool QuestionBar::show (std::optional<ToolQuestion> question)
{
    if (asked.has_value() == question.has_value() && (! asked || asked->id == question->id))
        return false;

    asked = std::move (question);
    setDescription (sentence());
    repaint();

    if (asked)
        juce::AccessibilityHandler::postAnnouncement (sentence(),
                                                      juce::AccessibilityHandler::AnnouncementPriority::high);

    return true;
}

juce::String QuestionBar::sentence() const
{
    if (! asked)
        return {};

    const juce::String arguments (juce::CharPointer_UTF8 (asked->arguments.c_str()));
    return "The agent wants to use " + juce::String (juce::CharPointer_UTF8 (asked->tool.c_str())) +
           (arguments == "{}" ? "." : ": " + arguments);
}

void QuestionBar::answer (bool isAllowed)
{
    if (asked && onAnswer)
        onAnswer (asked->id, isAllowed);
}

void QuestionBar::paint (juce::Graphics& g)
{
    g.setColour (paletteOf (*this).surface);
    g.fillRoundedRectangle (getLocalBounds().toFloat(), 6.0f);
    g.setColour (paletteOf (*this).waiting);
    g.drawRoundedRectangle (getLocalBounds().toFloat().reduced (1.0f), 6.0f, 2.0f);
    g.setColour (paletteOf (*this).text);
    g.setFont (ParlandoLook::font (16.0f));
    g.drawFittedText (sentence(), getLocalBounds().withRight (allow.getX()).reduced (10, 4),
                      juce::Justification::centredLeft, 2, 1.0f);
}

void QuestionBar::resized()
{
    auto area = getLocalBounds().reduced (8);
    refuse.setBounds (area.removeFromRight (80));
    area.removeFromRight (8);
    allow.setBounds (area.removeFromRight (80));
}

} // namespace parlando
