#pragma once

#include <parlando_automation/parlando_automation.h>

#include <map>
#include <string>
#include <vector>

namespace parlando::testing
{

/** Controls as a host has them: it keeps what it is told, but for those that it holds. */
class StubHost final : public ControlPort
{
public:
    struct Point
    {
        std::size_t control;
        double value;
    };

    std::vector<double> values = std::vector<double> (40, 0.0);
    std::map<std::size_t, double> held;    /**< The host's own automation puts these back at once. */
    std::map<std::size_t, double> touched; /**< And these when they are let go of, as in touch mode. */
    std::vector<Point> recorded;           /**< Everything that was set in a gesture. */
    std::vector<std::string> gestures;     /**< "begin 0", "end 0". */
    int openGestures = 0;
    bool wasSetOutsideGesture = false;

    double normalised (std::size_t control) const override { return values.at (control); }

    void beginGesture (std::size_t control) override
    {
        gestures.push_back ("begin " + std::to_string (control));
        ++openGestures;
        ++open[control];
    }

    void set (std::size_t control, double normalised) override
    {
        wasSetOutsideGesture = wasSetOutsideGesture || open[control] != 1;
        const auto hold = held.find (control);
        values.at (control) = hold != held.end() ? hold->second : normalised;
        recorded.push_back ({control, normalised});
    }

    void endGesture (std::size_t control) override
    {
        gestures.push_back ("end " + std::to_string (control));

        if (const auto automation = touched.find (control); automation != touched.end())
            values.at (control) = automation->second;

        --openGestures;
        --open[control];
    }

private:
    std::map<std::size_t, int> open;
};

inline ControlDefinition percent (std::string name)
{
    ControlDefinition definition;
    definition.name = std::move (name);
    return definition;
}

inline ControlDefinition choice (std::string name, std::vector<std::string> choices)
{
    ControlDefinition definition;
    definition.name = std::move (name);
    definition.kind = ControlDefinition::Kind::choice;
    definition.choices = std::move (choices);
    return definition;
}

/** A reverb send in per cent, a filter in hertz, three scenes and a switch: slots 1 to 4. */
inline ToolLayout studio()
{
    ToolLayout layout;
    layout.slots[0] = percent ("Reverb send");
    layout.slots[1] = percent ("Filter cutoff");
    layout.slots[1].minimum = layout.slots[1].byDefault = 20.0;
    layout.slots[1].maximum = 20'000.0;
    layout.slots[1].skew = 0.25;
    layout.slots[1].unit = "Hz";
    layout.slots[2] = choice ("Scene", {"Verse", "Chorus", "Bridge"});
    layout.slots[3] = percent ("Lights");
    layout.slots[3].kind = ControlDefinition::Kind::onOff;
    return layout;
}

inline HostTransport playingAt (double tempo)
{
    HostTransport transport;
    transport.isThere = transport.isPlaying = true;
    transport.tempo = tempo;
    transport.meterNumerator = 3.0;
    transport.meterDenominator = 4.0;
    return transport;
}

} // namespace parlando::testing
