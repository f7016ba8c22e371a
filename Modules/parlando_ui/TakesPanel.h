#pragma once

#include "ParameterChoice.h"
#include "TakeLanes.h"

#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** The takes of the project: when they are played, what they hold to, how many there are and which are missing. Message
    thread. */
class TakesPanel final : public juce::Component
{
public:
    explicit TakesPanel (PluginProcessor&);

    /** 30 times a second while showing. */
    void refresh();

    void paint (juce::Graphics&) override;
    void resized() override;

private:
    [[nodiscard]] juce::String inWords() const;
    [[nodiscard]] int noteHeight (int width) const;
    void find();
    void removeAll();

    PluginProcessor& plugin;
    ParameterChoice replay, follows;
    juce::TextButton search{juce::String::fromUTF8 ("Find missing takes…")}, remove;
    juce::Label note;
    TakeLanes lanes;
    TakesView shown;
    bool carriesSound = false;
    bool isSure = false; // the next click removes
    std::unique_ptr<juce::FileChooser> chooser;
};

} // namespace parlando
