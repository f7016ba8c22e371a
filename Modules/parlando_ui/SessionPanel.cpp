#include "SessionPanel.h"

namespace parlando
{
namespace
{

constexpr double usualCost = 1.0, leastCost = 0.05, mostCost = 100.0, middleCost = 5.0;
constexpr double usualTokens = 100'000.0, leastTokens = 1'000.0, mostTokens = 2'000'000.0;
constexpr juce::int64 largestTranscript = 16 * 1024 * 1024;

} // namespace

SessionPanel::SessionPanel (ConversationDesk& conversation) : SettingsPage (conversation, "Session")
{
    cost.slider.setRange (leastCost, mostCost, 0.05);
    cost.slider.setSkewFactorFromMidPoint (middleCost);
    cost.slider.setTextValueSuffix (" " + juce::String (desk.currency()));
    tokens.slider.setRange (leastTokens, mostTokens, 1'000.0);
    tokens.slider.setNumDecimalPlacesToDisplay (0);
    tokens.slider.setSkewFactorFromMidPoint (usualTokens);
    add (reconnects, "When the line breaks");
    add (continues, "Go on where the last one ended");
    openTranscript.onClick = [this] { chooseFile(); };
    addAndMakeVisible (openTranscript);
    add (cost, "Cost at most", "Otherwise it goes on until somebody ends it.");
    add (tokens, "Tokens at most", "Otherwise it goes on until somebody ends it.");
    begin();
}

std::span<const SettingsPage::Row> SessionPanel::rows() const
{
    static constexpr Row all[]{
        {"Line breaks", "Off: a conversation ends with its connection. Counts from the next one."},
        {"Next time", "The agent is told the last words of the conversation before, in this window."},
        {"Earlier", "From View, Transcript, Save as JSON; it is shown here, and told at the next connection."},
        {"Cost at most", "By estimate; at 80 % you are warned, then the conversation ends."},
        {"Tokens at most", "The same, counted as the service bills them."},
    };
    return all;
}

void SessionPanel::show (const PluginSettings& settings)
{
    reconnects.setToggleState (settings.reconnects, juce::dontSendNotification);
    continues.setToggleState (settings.continues, juce::dontSendNotification);
    cost.show (settings.costCap, usualCost);
    tokens.show (settings.tokenCap ? std::optional (static_cast<double> (*settings.tokenCap)) : std::nullopt,
                 usualTokens);
}

void SessionPanel::take (PluginSettings& settings) const
{
    settings.reconnects = reconnects.getToggleState();
    settings.continues = continues.getToggleState();
    settings.costCap = cost.value();
    settings.tokenCap.reset();

    if (const auto most = tokens.value())
        settings.tokenCap = static_cast<std::int64_t> (*most);
}

void SessionPanel::chooseFile()
{
    chooser = std::make_unique<juce::FileChooser> ("Go on with a saved conversation", juce::File(), "*.json");
    chooser->launchAsync (juce::FileBrowserComponent::openMode | juce::FileBrowserComponent::canSelectFiles,
                          [this] (const juce::FileChooser& chosen)
                          {
                              if (chosen.getResult() != juce::File())
                                  open (chosen.getResult());
                          });
}

void SessionPanel::open (const juce::File& file)
{
    try
    {
        if (file.getSize() > largestTranscript)
            throw std::invalid_argument ("It is larger than 16 MB.");

        desk.goOnWith (readTranscript (file.loadFileAsString().toStdString()));
    }
    catch (const std::invalid_argument& unusable)
    {
        desk.showMessage (file.getFileName().toStdString() + ": " + unusable.what());
    }
}

void SessionPanel::resized()
{
    auto area = getLocalBounds();
    reconnects.setBounds (takeRow (area, 0));
    continues.setBounds (takeRow (area, 1));
    openTranscript.setBounds (takeRow (area, 2).withWidth (220));
    cost.setBounds (takeRow (area, 3));
    tokens.setBounds (takeRow (area, 4));
}

} // namespace parlando
