#pragma once

#include "SaveDialog.h"

#include <parlando_plugin/parlando_plugin.h>

#include <functional>

namespace parlando
{

/** What can be done with the transcript of a conversation. The processor must outlive it. Message thread. */
class TranscriptMenu final
{
public:
    explicit TranscriptMenu (PluginProcessor&);

    /** Of another conversation than the processor's, without secrets; `transcript` may throw std::invalid_argument with
       a sentence. */
    TranscriptMenu (PluginProcessor&, std::function<Transcript()> transcript);

    /** For tests: they answer themselves. */
    TranscriptMenu (PluginProcessor&, SaveDialog::Ways);

    [[nodiscard]] juce::PopupMenu menu();

private:
    struct Form;

    void copy();
    void save (const Form&);
    void write (const Form&, const juce::File&);

    PluginProcessor& plugin;
    const std::function<Transcript()> transcript;
    SaveDialog dialog;
};

} // namespace parlando
