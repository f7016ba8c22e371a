#pragma once

#include "SaveDialog.h"

#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** What can be done with the transcript of the conversation. The processor must outlive it. Message thread. */
class TranscriptMenu final
{
public:
    explicit TranscriptMenu (PluginProcessor&);

    /** For tests: they answer themselves. */
    TranscriptMenu (PluginProcessor&, SaveDialog::Ways);

    [[nodiscard]] juce::PopupMenu menu();

private:
    struct Form;

    void save (const Form&);
    void write (const Form&, const juce::File&);

    PluginProcessor& plugin;
    SaveDialog dialog;
};

} // namespace parlando
