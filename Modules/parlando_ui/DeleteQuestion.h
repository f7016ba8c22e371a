#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

#include <string>

namespace parlando
{

/** A button that deletes a conversation's folder, which cannot be had back: it asks at the first click, and again where
    files are in it that a project may use. Message thread. */
class DeleteQuestion
{
public:
    /** `usual`: what the button says until it is pressed. It must outlive this. */
    DeleteQuestion (juce::Button& toAsk, const juce::String& usual);

    /** What is asked is about something else now, or answered. */
    void reset();

    /** True where nothing is left to ask: the folder is to be deleted. Blocks on the disk. */
    bool click (const std::string& folder);

private:
    juce::Button& button;
    const juce::String usual;
    int asked = 0;
};

} // namespace parlando
