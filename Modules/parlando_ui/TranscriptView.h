#pragma once

#include "TranscriptText.h"

#include <juce_gui_basics/juce_gui_basics.h>

namespace parlando
{

/** The conversation as text that can be selected and copied. It follows the newest words unless the person scrolled up
    or is selecting. Message thread. */
class TranscriptView final : public juce::Component
{
public:
    TranscriptView();

    /** Touches the text only where it changed. */
    void show (Transcript);

    void resized() override;

private:
    void replaceFrom (std::size_t first, std::vector<TranscriptEntry>);
    void appendEntry (const TranscriptEntry&);
    void append (const juce::String&, const juce::Font&, juce::Colour);
    void appendText (std::string_view);

    juce::TextEditor text;
    std::vector<TranscriptEntry> shown;
    std::vector<int> starts; /**< Where in the text each of them begins. */
};

} // namespace parlando
