#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

#include <functional>
#include <memory>

namespace parlando
{

/** Asks a person where to save, and once more where the file that is really written is another one than the dialog
   asked about: it has the right ending. Gone with its owner, answered or not. Message thread. */
class SaveDialog final
{
public:
    /** How a person is asked; tests have their own. */
    struct Ways
    {
        /** For a place: `answer` gets what was chosen, or juce::File() for none. The dialog asks before it gives a file
            that is there. */
        std::function<void (const juce::String& title, const juce::File& start, const juce::String& pattern,
                            std::function<void (const juce::File&)> answer)>
            choose;

        /** Whether a file may be replaced. */
        std::function<void (const juce::File&, std::function<void (bool)> answer)> confirm;
    };

    SaveDialog();
    explicit SaveDialog (Ways);

    /** `ending`: "json"; `start`: a folder or a file, juce::File() for the last one. `save` gets the file to write,
       with that ending, which the person has agreed to replace where it is there. */
    void show (const juce::String& title, const juce::File& start, const juce::String& ending,
               std::function<void (const juce::File&)> save);

    /** The chosen file if it ends so, in letters of any size, else the same name with the ending behind it. */
    [[nodiscard]] static juce::File withEnding (const juce::File& chosen, const juce::String& ending);

private:
    [[nodiscard]] Ways usualWays();

    std::unique_ptr<juce::FileChooser> chooser;
    juce::ScopedMessageBox question;
    Ways ways;

    JUCE_DECLARE_WEAK_REFERENCEABLE (SaveDialog)
};

} // namespace parlando
