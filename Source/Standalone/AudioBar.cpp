#include "AudioBar.h"

#include <parlando_ui/parlando_ui.h>

namespace parlando
{

AudioBar::AudioBar (StandaloneAudio& standaloneAudio)
    : audio (standaloneAudio), settings (juce::String::fromUTF8 ("Audio settings…")),
      more (juce::String::fromUTF8 ("App…"))
{
    words.setFont (ParlandoLook::font (15.0f));
    words.setMinimumHorizontalScale (1.0f);
    words.setBorderSize (juce::BorderSize<int> (0)); // a long sentence takes two lines
    words.setTitle ("Audio");
    tryAgain.onClick = [this] { audio.tryAgain(); };
    settings.onClick = [this]
    {
        if (onSettings)
            onSettings();
    };

    more.setTitle ("App menu");
    more.setTooltip ("A small window, and a key to talk");
    more.onClick = [this]
    {
        if (onMenu)
            onMenu (more);
    };

    for (auto* child : std::initializer_list<juce::Component*>{&words, &tryAgain, &settings, &more})
        addAndMakeVisible (child);

    leaveKeyboardToHost (*this);
    refresh();
}

void AudioBar::refresh()
{
    const bool hasProblem = audio.problem().isNotEmpty();
    words.setText (hasProblem ? audio.problem() : audio.description(), juce::dontSendNotification);
    words.setTooltip (words.getText());
    words.setColour (juce::Label::textColourId, hasProblem ? paletteOf (*this).trouble : paletteOf (*this).quietText);
    tryAgain.setVisible (hasProblem);
    resized();
}

void AudioBar::resized()
{
    auto area = getLocalBounds().reduced (12, 5);
    more.setBounds (area.removeFromRight (58));
    area.removeFromRight (8);
    settings.setBounds (area.removeFromRight (132));
    area.removeFromRight (8);

    if (tryAgain.isVisible())
        tryAgain.setBounds (area.removeFromRight (90));

    words.setBounds (area);
}

} // namespace parlando
