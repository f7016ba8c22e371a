#pragma once

#include "DeleteQuestion.h"
#include "KeepWords.h"
#include "SettingsPage.h"

namespace parlando
{

/** What of conversations is kept, where, and the last folder: this person's, in every project. Message thread. */
class KeepPanel final : public SettingsPage
{
public:
    explicit KeepPanel (ConversationDesk&);

    /** What is so now; call it while the page is showing. */
    void refreshKeeping();

    std::function<void()> onAll; /**< The person wants to see all that is kept. */

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    [[nodiscard]] std::span<const Row> rows() const override;
    void show (const PluginSettings&) override {}
    void take (PluginSettings&) const override {}
    void chooseWhat();
    void choosePlace();
    void deleteFolder();

    KeepView shown;
    juce::ComboBox what;
    juce::TextButton choose{juce::String::fromUTF8 ("Another folder…")}, usual{"The usual one"}, open{"Show in folder"},
        remove, past{juce::String::fromUTF8 ("Past conversations…")};
    juce::Rectangle<int> placeLine, folderLine;
    DeleteQuestion removal{remove, "Delete it"};
    std::unique_ptr<juce::FileChooser> chooser;
};

} // namespace parlando
