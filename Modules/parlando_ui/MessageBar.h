#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

#include <functional>

namespace parlando
{

/** Where a turn is typed. It takes the keyboard only when clicked; Return, which sends, and Escape give it back to the
    host. Message thread. */
class MessageBar final : public juce::Component
{
public:
    MessageBar();

    /** Never with an empty text. */
    std::function<void (const juce::String&)> onSend;

    void setConnected (bool);

    /** Puts text at the end of what is written there; it is not sent. */
    void add (const juce::String&);

    void resized() override;
    void lookAndFeelChanged() override;

private:
    void submit();

    juce::TextEditor field;
    juce::TextButton button{"Send"};
};

} // namespace parlando
