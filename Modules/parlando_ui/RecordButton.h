#pragma once

#include <juce_gui_basics/juce_gui_basics.h>
#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** Records a conversation, and says for how long it has: a disc and a clock. The key R with the platform's command key
    presses it wherever the keyboard is in its window, as long as it shows. Message thread. */
class RecordButton final : public juce::Button, private juce::KeyListener
{
public:
    RecordButton();
    ~RecordButton() override;

    void show (const RecordingView&);

    static const juce::KeyPress& key();

private:
    void paintButton (juce::Graphics&, bool isOver, bool isDown) override;
    void paintSign (juce::Graphics&, juce::Rectangle<float>) const;
    void paintClock (juce::Graphics&, juce::Rectangle<int>) const;
    void parentHierarchyChanged() override;
    using juce::Button::keyPressed;
    bool keyPressed (const juce::KeyPress&, juce::Component*) override;
    [[nodiscard]] bool isRunning() const { return shown.state == RecordingView::State::running; }

    RecordingView shown;
    juce::Component::SafePointer<juce::Component> window; // whose keys it hears
};

/** "0:59:03"; a second counts once it is whole. */
juce::String clockOf (Instant::duration);

} // namespace parlando
