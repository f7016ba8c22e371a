#include "ParlandoLook.h"

#include "Icons.h"

namespace parlando
{
namespace
{

constexpr float corner = 6.0f;

juce::LookAndFeel_V4::ColourScheme scheme (const Palette& p)
{
    return {p.background, p.surface, p.surface, p.outline, p.text, p.raised, p.onAccent, p.listening, p.text};
}

void strokeArc (juce::Graphics& g, juce::Point<float> centre, float radius, float from, float to, juce::Colour colour)
{
    juce::Path arc;
    arc.addCentredArc (centre.x, centre.y, radius, radius, 0.0f, from, to, true);
    g.setColour (colour);
    g.strokePath (arc, juce::PathStrokeType (4.0f, juce::PathStrokeType::curved, juce::PathStrokeType::rounded));
}

} // namespace

ParlandoLook::ParlandoLook (Theme theme) : juce::LookAndFeel_V4 (scheme (paletteFor (theme))), current (theme)
{
    setControlColours();
    setTextColours();
}

void ParlandoLook::setTheme (Theme theme)
{
    current = theme;
    setColourScheme (scheme (palette()));
    setControlColours();
    setTextColours();
}

void ParlandoLook::setControlColours()
{
    const auto& p = palette();
    setColour (juce::ResizableWindow::backgroundColourId, p.background);
    setColour (juce::TextButton::buttonColourId, p.raised);
    setColour (juce::TextButton::buttonOnColourId, p.listening);
    setColour (juce::TextButton::textColourOffId, p.text);
    setColour (juce::TextButton::textColourOnId, p.onAccent);
    setColour (juce::ComboBox::backgroundColourId, p.raised);
    setColour (juce::ComboBox::outlineColourId, p.outline);
    setColour (juce::ComboBox::focusedOutlineColourId, p.text);
    setColour (juce::ComboBox::arrowColourId, p.text);
    setColour (juce::PopupMenu::backgroundColourId, p.raised);
    setColour (juce::PopupMenu::highlightedBackgroundColourId, p.listening);
    setColour (juce::PopupMenu::highlightedTextColourId, p.onAccent);
    setColour (juce::Slider::rotarySliderFillColourId, p.listening);
    setColour (juce::Slider::rotarySliderOutlineColourId, p.outline);
    setColour (juce::Slider::trackColourId, p.listening);
    setColour (juce::Slider::backgroundColourId, p.outline);
    setColour (juce::Slider::thumbColourId, p.text);
    setColour (juce::Slider::textBoxOutlineColourId, juce::Colours::transparentBlack);
    setColour (juce::ToggleButton::textColourId, p.text);
    setColour (juce::ToggleButton::tickColourId, p.text);
    setColour (juce::ToggleButton::tickDisabledColourId, p.outline);
    setColour (juce::ScrollBar::thumbColourId, p.outline);
}

void ParlandoLook::setTextColours()
{
    const auto& p = palette();
    setColour (juce::TextEditor::backgroundColourId, p.surface);
    setColour (juce::TextEditor::textColourId, p.text);
    setColour (juce::TextEditor::outlineColourId, p.outline);
    setColour (juce::TextEditor::focusedOutlineColourId, p.text);
    setColour (juce::TextEditor::highlightColourId, p.speaking.withAlpha (0.4f));
    setColour (juce::TextEditor::highlightedTextColourId, p.text);
    setColour (juce::CaretComponent::caretColourId, p.text);
    setColour (juce::Label::textColourId, p.text);
    setColour (juce::TooltipWindow::backgroundColourId, p.raised);
    setColour (juce::TooltipWindow::textColourId, p.text);
    setColour (juce::TooltipWindow::outlineColourId, p.outline);
}

juce::Font ParlandoLook::font (float height, bool isBold)
{
    const juce::SharedResourcePointer<Typefaces> faces;
    return juce::Font (juce::FontOptions (isBold ? faces->semiBold : faces->regular).withHeight (height));
}

juce::Font ParlandoLook::getTextButtonFont (juce::TextButton&, int buttonHeight)
{
    return font (buttonHeight > 40 ? 19.0f : 16.0f, buttonHeight > 40);
}

juce::Font ParlandoLook::getComboBoxFont (juce::ComboBox&) { return font (16.0f); }

juce::Font ParlandoLook::getLabelFont (juce::Label& label) { return label.getFont(); }

juce::Font ParlandoLook::getPopupMenuFont() { return font (16.0f); }

void ParlandoLook::getIdealPopupMenuItemSize (const juce::String& text, bool isSeparator, int standardHeight,
                                              int& idealWidth, int& idealHeight)
{
    constexpr int easyToHit = 26;
    juce::LookAndFeel_V4::getIdealPopupMenuItemSize (
        text, isSeparator, isSeparator ? standardHeight : std::max (standardHeight, easyToHit), idealWidth,
        idealHeight);
}

juce::Label* ParlandoLook::createSliderTextBox (juce::Slider& slider)
{
    auto* label = juce::LookAndFeel_V4::createSliderTextBox (slider);
    label->setFont (font (15.0f));
    return label;
}

void ParlandoLook::drawToggleButton (juce::Graphics& g, juce::ToggleButton& button, bool isOver, bool isDown)
{
    constexpr float side = 18.0f, gap = 8.0f;
    auto area = button.getLocalBounds().toFloat().reduced (3.0f, 0.0f);
    drawTickBox (g, button, area.getX(), area.getCentreY() - side * 0.5f, side, side, button.getToggleState(),
                 button.isEnabled(), isOver, isDown);

    if (button.hasKeyboardFocus (false))
    {
        g.setColour (palette().text);
        g.drawRoundedRectangle (button.getLocalBounds().toFloat().reduced (1.0f), corner, 2.0f);
    }

    g.setColour (
        button.findColour (juce::ToggleButton::textColourId).withMultipliedAlpha (button.isEnabled() ? 1.0f : 0.5f));
    g.setFont (font (16.0f));
    g.drawFittedText (button.getButtonText(), area.withTrimmedLeft (side + gap).toNearestInt(),
                      juce::Justification::centredLeft, 1, 0.8f);
}

void ParlandoLook::drawButtonText (juce::Graphics& g, juce::TextButton& button, bool, bool)
{
    constexpr float gap = 7.0f;
    const auto font = getTextButtonFont (button, button.getHeight());
    const auto icon = iconOf (button);
    const auto side = icon == Icon::none ? 0.0f : std::min (22.0f, font.getHeight() * 1.1f);
    const auto textWidth = juce::GlyphArrangement::getStringWidth (font, button.getButtonText());
    auto area = button.getLocalBounds().toFloat().reduced (5.0f, 2.0f);
    const auto needed = side + (side > 0.0f && textWidth > 0.0f ? gap : 0.0f) + textWidth;
    area = area.withSizeKeepingCentre (std::min (area.getWidth(), needed + 2.0f), area.getHeight());

    g.setColour (
        button
            .findColour (button.getToggleState() ? juce::TextButton::textColourOnId : juce::TextButton::textColourOffId)
            .withMultipliedAlpha (button.isEnabled() ? 1.0f : 0.5f));

    if (side > 0.0f)
    {
        draw (g, icon, area.removeFromLeft (side).withSizeKeepingCentre (side, side));
        area.removeFromLeft (gap);
    }

    g.setFont (font);
    g.drawFittedText (button.getButtonText(), area.toNearestInt(), juce::Justification::centred, 1, 0.7f);
}

void ParlandoLook::drawButtonBackground (juce::Graphics& g, juce::Button& button, const juce::Colour& colour,
                                         bool isOver, bool isDown)
{
    const auto area = button.getLocalBounds().toFloat().reduced (1.0f);
    auto fill = button.isEnabled() ? colour : palette().surface;

    if (isDown || isOver)
        fill = fill.brighter (isDown ? 0.2f : 0.08f);

    g.setColour (fill);
    g.fillRoundedRectangle (area, corner);

    const bool hasFocus = button.hasKeyboardFocus (false);
    g.setColour (hasFocus ? palette().text : palette().outline.withMultipliedAlpha (button.isEnabled() ? 1.0f : 0.4f));
    g.drawRoundedRectangle (area, corner, hasFocus ? 2.0f : 1.0f);
}

void ParlandoLook::drawComboBox (juce::Graphics& g, int width, int height, bool, int, int, int, int,
                                 juce::ComboBox& box)
{
    const auto area = juce::Rectangle<int> (width, height).toFloat().reduced (1.0f);
    g.setColour (box.findColour (juce::ComboBox::backgroundColourId));
    g.fillRoundedRectangle (area, corner);

    const bool hasFocus = box.hasKeyboardFocus (true);
    g.setColour (hasFocus ? palette().text : palette().outline);
    g.drawRoundedRectangle (area, corner, hasFocus ? 2.0f : 1.0f);

    const juce::Point<float> tip (area.getRight() - 15.0f, area.getCentreY() + 3.0f);
    juce::Path arrow;
    arrow.startNewSubPath (tip.translated (-5.0f, -6.0f));
    arrow.lineTo (tip);
    arrow.lineTo (tip.translated (5.0f, -6.0f));
    g.setColour (box.findColour (juce::ComboBox::arrowColourId));
    g.strokePath (arrow, juce::PathStrokeType (2.0f));
}

void ParlandoLook::drawRotarySlider (juce::Graphics& g, int x, int y, int width, int height, float position,
                                     float startAngle, float endAngle, juce::Slider& slider)
{
    const auto area = juce::Rectangle<int> (x, y, width, height).toFloat().reduced (4.0f);
    const auto radius = std::min (area.getWidth(), area.getHeight()) * 0.5f - 2.0f;
    const auto angle = startAngle + position * (endAngle - startAngle);
    const auto centre = area.getCentre();

    strokeArc (g, centre, radius, startAngle, endAngle, slider.findColour (juce::Slider::rotarySliderOutlineColourId));
    strokeArc (g, centre, radius, startAngle, angle, slider.findColour (juce::Slider::rotarySliderFillColourId));

    const bool hasFocus = slider.hasKeyboardFocus (false);
    g.setColour (hasFocus ? palette().text : palette().raised);
    g.fillEllipse (juce::Rectangle<float> (radius * 1.3f, radius * 1.3f).withCentre (centre));
    g.setColour (hasFocus ? palette().onAccent : palette().text);
    g.drawLine (
        {centre.getPointOnCircumference (radius * 0.25f, angle), centre.getPointOnCircumference (radius * 0.6f, angle)},
        3.0f);
}

void ParlandoLook::drawLinearSlider (juce::Graphics& g, int x, int y, int width, int height, float position,
                                     float lowest, float highest, juce::Slider::SliderStyle style, juce::Slider& slider)
{
    juce::LookAndFeel_V4::drawLinearSlider (g, x, y, width, height, position, lowest, highest, style, slider);

    if (! slider.hasKeyboardFocus (false))
        return;

    g.setColour (palette().text);
    g.drawRoundedRectangle (slider.getLocalBounds().toFloat().reduced (1.0f), corner, 2.0f);
}

void colourConnect (juce::Button& button, const Palette& colours)
{
    button.setColour (juce::TextButton::buttonColourId, colours.listening);
    button.setColour (juce::TextButton::textColourOffId, colours.onAccent);
    button.setColour (juce::TextButton::buttonOnColourId, colours.raised);
    button.setColour (juce::TextButton::textColourOnId, colours.text);
}

} // namespace parlando
