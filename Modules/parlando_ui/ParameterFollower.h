#pragma once

#include <juce_audio_processors/juce_audio_processors.h>

#include <functional>
#include <optional>

namespace parlando
{

/** Keeps a control and a parameter alike without listening to the parameter: JUCE calls listeners on whatever thread
    the host automates from, the audio thread included. Values are in the parameter's own units. Message thread. */
class ParameterFollower final
{
public:
    /** `show` puts a value on the control; what the control tells meanwhile is passed over. The parameter must outlive
        this. */
    ParameterFollower (juce::RangedAudioParameter&, std::function<void (float)> show);

    /** Ends a gesture that is still open. */
    ~ParameterFollower();

    ParameterFollower (const ParameterFollower&) = delete;
    ParameterFollower& operator= (const ParameterFollower&) = delete;

    /** Regularly while the control is showing: shows the parameter's value when it is another than the control's. While
        a gesture is open the control is left to the person. */
    void refresh();

    /** The person moved the control to this value: a gesture of its own unless one is open. */
    void set (float value);

    /** They may nest; the host sees the outermost. */
    void beginGesture();
    void endGesture();

private:
    juce::RangedAudioParameter& parameter;
    const std::function<void (float)> showOnControl;
    std::optional<float> shown; /**< What the control shows. */
    int openGestures = 0;
    bool isShowing = false;
};

} // namespace parlando
