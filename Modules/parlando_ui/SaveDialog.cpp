#include "SaveDialog.h"

#include <utility>

namespace parlando
{

SaveDialog::SaveDialog() : ways (usualWays()) {}

SaveDialog::SaveDialog (Ways waysOfAsking) : ways (std::move (waysOfAsking)) {}

SaveDialog::Ways SaveDialog::usualWays()
{
    Ways usual;

    usual.choose = [this] (const auto& title, const auto& start, const auto& pattern, auto answer)
    {
        chooser = std::make_unique<juce::FileChooser> (title, start, pattern);
        chooser->launchAsync (juce::FileBrowserComponent::saveMode | juce::FileBrowserComponent::canSelectFiles |
                                  juce::FileBrowserComponent::warnAboutOverwriting,
                              [answer] (const juce::FileChooser& asked) { answer (asked.getResult()); });
    };

    usual.confirm = [this] (const juce::File& file, auto answer)
    {
        const auto options = juce::MessageBoxOptions::makeOptionsOkCancel (
            juce::MessageBoxIconType::WarningIcon, "Replace " + file.getFileName() + "?",
            file.getFullPathName() + " is there already. What is in it would be gone.", "Replace", "Keep");
        question = juce::AlertWindow::showScopedAsync (options, [answer] (int button) { answer (button == 1); });
    };

    return usual;
}

juce::File SaveDialog::withEnding (const juce::File& chosen, const juce::String& ending)
{
    // Not withFileExtension(): "Take 1.2" is a whole name.
    return chosen.getFileName().endsWithIgnoreCase ("." + ending)
               ? chosen
               : chosen.getSiblingFile (chosen.getFileName() + "." + ending);
}

void SaveDialog::show (const juce::String& title, const juce::File& start, const juce::String& ending,
                       std::function<void (const juce::File&)> save)
{
    const auto take = [self = juce::WeakReference (this), ending, save] (const juce::File& chosen)
    {
        if (self == nullptr || chosen == juce::File())
            return;

        const auto file = withEnding (chosen, ending);

        // Of the chosen one the dialog has asked.
        if (file == chosen || ! file.exists())
            return save (file);

        self->ways.confirm (file,
                            [self, file, save] (bool isAgreed)
                            {
                                if (self != nullptr && isAgreed)
                                    save (file);
                            });
    };

    ways.choose (title, start, "*." + ending, take);
}

} // namespace parlando
