#pragma once

#include "SettingsPage.h"

namespace parlando
{

/** Whose turn it is: who finds out, patience, sensitivities and interruption. Message thread. */
class TurnTakingPanel final : public SettingsPage
{
public:
    explicit TurnTakingPanel (ConversationDesk&);

    void resized() override;

private:
    [[nodiscard]] std::span<const Row> rows() const override;
    void show (const PluginSettings&) override;
    void take (PluginSettings&) const override;

    juce::ComboBox detection;
    OptionalSlider patience;
    juce::ComboBox start, end;
    juce::ToggleButton interrupts{"My voice interrupts the agent"};
};

} // namespace parlando
