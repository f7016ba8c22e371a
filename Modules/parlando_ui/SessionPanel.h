#pragma once

#include "SettingsPage.h"

namespace parlando
{

/** How long a conversation lasts: outages, what it goes on with, and where it ends by itself. Message thread. */
class SessionPanel final : public SettingsPage
{
public:
    explicit SessionPanel (ConversationDesk&);

    /** The next conversation goes on with the one that was saved as JSON there; the person is told where it is none.
        Blocks on the file. */
    void open (const juce::File&);

    void resized() override;

private:
    [[nodiscard]] std::span<const Row> rows() const override;
    void show (const PluginSettings&) override;
    void take (PluginSettings&) const override;
    void chooseFile();

    juce::ToggleButton reconnects{"It takes another connection and goes on"};
    juce::ToggleButton continues{"It goes on where the last one ended"};
    juce::TextButton openTranscript{juce::String::fromUTF8 ("Go on with a saved one…")};
    OptionalSlider cost, tokens;
    std::unique_ptr<juce::FileChooser> chooser;
};

} // namespace parlando
