#include "TurnTakingPanel.h"

namespace parlando
{
namespace
{

constexpr int usualPatience = 800;

enum SensitivityItem
{
    usual = 1,
    high,
    low
};

void choose (juce::ComboBox& box, Sensitivity value)
{
    box.setSelectedId (value == Sensitivity::unspecified ? usual
                       : value == Sensitivity::high      ? high
                                                         : low,
                       juce::dontSendNotification);
}

Sensitivity chosen (const juce::ComboBox& box)
{
    const auto item = box.getSelectedId();
    return item == high ? Sensitivity::high : item == low ? Sensitivity::low : Sensitivity::unspecified;
}

} // namespace

TurnTakingPanel::TurnTakingPanel (ConversationDesk& conversation) : SettingsPage (conversation, "Turn taking")
{
    patience.slider.setRange (PluginSettings::leastPatience, PluginSettings::mostPatience, 50.0);
    patience.slider.setSkewFactorFromMidPoint (usualPatience);
    patience.slider.setTextValueSuffix (" ms");
    add (patience, "Patience", "Otherwise the service chooses it.");

    for (const auto& [box, highWords, lowWords] :
         {std::tuple (&start, "High: soft speech counts", "Low: only clear speech counts"),
          std::tuple (&end, "High: sooner", "Low: later")})
    {
        box->addItem ("Service's choice", usual);
        box->addItem (highWords, high);
        box->addItem (lowWords, low);
    }

    add (start, "Speech begins");
    add (end, "Speech ends");
    add (interrupts, "Interruption");
    begin();
}

std::span<const SettingsPage::Row> TurnTakingPanel::rows() const
{
    static constexpr Row all[]{
        {"Patience", "How long you may pause before the agent answers."},
        {"Speech begins", "Low where music or a noisy room sets the agent off."},
        {"Speech ends", "Low where the agent cuts in while you think."},
        {"Interruption", "Off: it ends its sentence first. The Interrupt button always works."},
    };
    return all;
}

void TurnTakingPanel::show (const PluginSettings& settings)
{
    const auto& turns = settings.turnTaking;
    patience.show (turns.patience, usualPatience);
    choose (start, turns.start);
    choose (end, turns.end);
    interrupts.setToggleState (turns.interrupts, juce::dontSendNotification);
}

void TurnTakingPanel::take (PluginSettings& settings) const
{
    auto& turns = settings.turnTaking;
    turns.patience.reset();

    if (const auto own = patience.value())
        turns.patience = juce::roundToInt (*own);

    turns.start = chosen (start);
    turns.end = chosen (end);
    turns.interrupts = interrupts.getToggleState();
}

void TurnTakingPanel::resized()
{
    auto area = getLocalBounds();
    patience.setBounds (takeRow (area, 0));
    start.setBounds (takeRow (area, 1));
    end.setBounds (takeRow (area, 2));
    interrupts.setBounds (takeRow (area, 3));
}

} // namespace parlando
