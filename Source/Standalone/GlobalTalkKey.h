#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

#include <functional>
#include <memory>

namespace parlando
{

/** A key that tells of being held, whichever program has the keyboard. Where the app has no X server, and on other
    systems, there is none: problem() says so. Message thread. */
class GlobalTalkKey final
{
public:
    /** `key`: a letter, a digit, space or F1 to F12, with modifiers. `onHeld` is called on the message thread each time
        the key is pressed or let go. */
    GlobalTalkKey (const juce::KeyPress& key, std::function<void (bool isHeld)> onHeld);

    /** A held key counts as let go. */
    ~GlobalTalkKey();

    GlobalTalkKey (const GlobalTalkKey&) = delete;
    GlobalTalkKey& operator= (const GlobalTalkKey&) = delete;

    /** Why the key does not work and what to do; empty where it does. */
    [[nodiscard]] const juce::String& problem() const noexcept { return sentence; }

private:
    class Watch;

    std::shared_ptr<std::function<void (bool)>> held;
    std::unique_ptr<Watch> watch;
    juce::String sentence;
};

} // namespace parlando
