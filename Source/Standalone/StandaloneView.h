#pragma once

#include "AudioBar.h"

#include <parlando_ui/parlando_ui.h>

namespace parlando
{

/** The app's window content: the bar about audio and the plugin's editor under it. Message thread. */
class StandaloneView final : public juce::Component
{
public:
    static constexpr int barHeight = 44;

    /** The audio must outlive this. */
    explicit StandaloneView (StandaloneAudio&);
    ~StandaloneView() override;

    AudioBar bar;

    /** The editor's. */
    [[nodiscard]] Theme theme() const;

    void paint (juce::Graphics&) override;
    void resized() override;
    void childBoundsChanged (juce::Component*) override;

private:
    juce::AudioProcessor& processor;
    std::unique_ptr<juce::AudioProcessorEditor> editor;
};

} // namespace parlando
