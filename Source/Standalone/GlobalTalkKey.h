#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

#include <functional>
#include <memory>

namespace parlando
{

/** A key that tells of being held, whichever program has the keyboard: with X11 only. Message thread. */
class GlobalTalkKey final
{
public:
    /** The key: a letter, a digit, space or F1 to F12, with modifiers. `onHeld` is called on the message thread each
       time the key is pressed or let go. Starts nothing. */
    GlobalTalkKey (const juce::KeyPress&, std::function<void (bool isHeld)> onHeld);

    /** A held key counts as let go. */
    ~GlobalTalkKey();

    GlobalTalkKey (const GlobalTalkKey&) = delete;
    GlobalTalkKey& operator= (const GlobalTalkKey&) = delete;

    /** Once. Returns why the key does not work and what to do; nothing where it does. */
    [[nodiscard]] juce::String start();

private:
    class Watch;

    const juce::KeyPress key;
    std::shared_ptr<std::function<void (bool)>> held;
    std::unique_ptr<Watch> watch;
};

} // namespace parlando
