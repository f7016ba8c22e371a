#include "TurnTakingPanel.h"

namespace parlando
{
namespace
{

constexpr int usualPatience = 800;

enum DetectionItem
{
    byService = 1,
    local
};

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
    detection.addItem ("By the service", byService);
    detection.addItem ("Local", local);
    add (detection, "Turn detection");
    patience.slider.setRange (PluginSettings::leastPatience, PluginSettings::mostPatience, 50.0);
    patience.slider.setSkewFactorFromMidPoint (usualPatience);
    patience.slider.setTextValueSuffix (" ms");
    add (patience, "Patience", "Otherwise the service chooses it; local detection learns it from your pauses.");

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
        {"Turn detection", "Who hears when you begin and end. Local: here, and sooner after your last word."},
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
    detection.setSelectedId (turns.isLocal ? local : byService, juce::dontSendNotification);
    patience.show (turns.patience, usualPatience);
    choose (start, turns.start);
    choose (end, turns.end);

    // They are the service's.
    for (auto* box : {&start, &end})
        box->setEnabled (! turns.isLocal);

    interrupts.setToggleState (turns.interrupts, juce::dontSendNotification);
}

void TurnTakingPanel::take (PluginSettings& settings) const
{
    auto& turns = settings.turnTaking;
    turns.isLocal = detection.getSelectedId() == local;
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
    detection.setBounds (takeRow (area, 0));
    patience.setBounds (takeRow (area, 1));
    start.setBounds (takeRow (area, 2));
    end.setBounds (takeRow (area, 3));
    interrupts.setBounds (takeRow (area, 4));
}

} // namespace parlando
