#pragma once

#include <juce_audio_processors/juce_audio_processors.h>

#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace juce::detail
{

// JUCE's own, as its MessageManager declares it: a plugin has no modal loops.
bool dispatchNextMessageOnSystemQueue (bool returnIfNoPendingMessages);

} // namespace juce::detail

namespace parlando::testing
{

/** Lets everything run that was posted, and timers for so long. */
inline void dispatch (std::chrono::milliseconds time = std::chrono::milliseconds (0))
{
    const auto end = std::chrono::steady_clock::now() + time;

    do
    {
        while (juce::detail::dispatchNextMessageOnSystemQueue (true))
        {
        }

        std::this_thread::sleep_for (std::chrono::milliseconds (1));
    } while (std::chrono::steady_clock::now() < end);
}

/** Lets the message loop run until `happened`; false when that took longer than 20 s. */
template <typename Condition>
bool dispatchUntil (Condition&& happened)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds (20);

    while (! happened() && std::chrono::steady_clock::now() < end)
        dispatch();

    return happened();
}

/** The mouse on one component, with its left button. */
class Mouse
{
public:
    explicit Mouse (juce::Component& control) : component (control) {}

    ~Mouse() { juce::ModifierKeys::currentModifiers = {}; }

    Mouse (const Mouse&) = delete;
    Mouse& operator= (const Mouse&) = delete;

    void press()
    {
        setButton (true);
        component.mouseDown (event (start));
    }

    void drag (juce::Point<float> by) { component.mouseDrag (event (start + by)); }

    void letGo()
    {
        setButton (false);
        component.mouseUp (event (start));
    }

    void click()
    {
        press();
        letGo();
    }

    void doubleClick() { component.mouseDoubleClick (event (start)); }

    /** The button as the system tells it, whoever hears of it. */
    static void setButton (bool isDown)
    {
        juce::ModifierKeys::currentModifiers = isDown ? juce::ModifierKeys::leftButtonModifier : 0;
    }

private:
    juce::MouseEvent event (juce::Point<float> position) const
    {
        using Source = juce::MouseInputSource;
        const auto now = juce::Time::getCurrentTime();
        return {juce::Desktop::getInstance().getMainMouseSource(),
                position,
                juce::ModifierKeys::leftButtonModifier,
                Source::defaultPressure,
                Source::defaultOrientation,
                Source::defaultRotation,
                Source::defaultTiltX,
                Source::defaultTiltY,
                &component,
                &component,
                now,
                start,
                now,
                1,
                position != start};
    }

    juce::Component& component;
    const juce::Point<float> start{20.0f, 20.0f};
};

/** What a host is told of a parameter: "begin", "set -6.0", "end". */
class Told final : private juce::AudioProcessorParameter::Listener
{
public:
    explicit Told (juce::AudioProcessorParameter& toHear) : parameter (toHear) { parameter.addListener (this); }
    ~Told() override { parameter.removeListener (this); }

    std::vector<juce::String> events;

private:
    void parameterValueChanged (int, float value) override { events.push_back ("set " + parameter.getText (value, 0)); }
    void parameterGestureChanged (int, bool isBegin) override { events.push_back (isBegin ? "begin" : "end"); }

    juce::AudioProcessorParameter& parameter;
};

template <typename Visit>
void visitAll (juce::Component& root, Visit&& visit)
{
    visit (root);

    for (auto* child : root.getChildren())
        visitAll (*child, visit);
}

/** Nothing between it and the root is hidden, whether the root shows or not. */
inline bool isVisibleIn (const juce::Component& root, const juce::Component& component)
{
    const auto* each = &component;

    while (each != &root && each != nullptr && each->isVisible())
        each = each->getParentComponent();

    return each == &root;
}

/** The component of that type and title, a visible one where there are several. Throws when there is none. */
template <typename Type>
Type& find (juce::Component& root, const juce::String& title)
{
    Type* found = nullptr;
    visitAll (root,
              [&] (juce::Component& each)
              {
                  if (auto* candidate = dynamic_cast<Type*> (&each); candidate != nullptr && each.getTitle() == title)
                      if (found == nullptr || ! isVisibleIn (root, *found))
                          found = candidate;
              });

    if (found == nullptr)
        throw std::out_of_range (title.toStdString());

    return *found;
}

} // namespace parlando::testing
