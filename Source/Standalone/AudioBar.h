#pragma once

#include "StandaloneAudio.h"

namespace parlando
{

/** What audio runs on, or why it does not, and the way to the settings. Message thread. */
class AudioBar final : public juce::Component
{
public:
    /** The audio must outlive this. */
    explicit AudioBar (StandaloneAudio&);

    std::function<void()> onSettings;
    std::function<void (juce::Component&)> onMenu; /**< The person wants what else the app has: below this. */

    /** Shows what the audio says now. */
    void refresh();

    void resized() override;

private:
    StandaloneAudio& audio;
    juce::Label words;
    juce::TextButton tryAgain{"Try again"}, settings, more;
};

} // namespace parlando
