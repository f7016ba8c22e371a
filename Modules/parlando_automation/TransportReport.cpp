#include "TransportReport.h"

#include <cmath>

namespace parlando
{

nlohmann::json toJson (const HostTransport& transport)
{
    using Json = nlohmann::json;

    if (! transport.isThere)
        return {{"told", false}, {"reason", "This host tells nothing of its transport."}};

    auto json = Json::object();
    auto absent = Json::array();
    const auto add = [&] (const char* name, const HostTransport::Optional& value, double offset = 0.0)
    {
        constexpr double finest = 1000.0;
        json[name] = value ? Json (std::round ((value.value + offset) * finest) / finest) : Json();

        if (! value)
            absent.push_back (name);
    };

    json["playing"] = transport.isPlaying;
    json["recording"] = transport.isRecording;
    json["looping"] = transport.isLooping;
    add ("tempo_bpm", transport.tempo);
    add ("seconds", transport.seconds);
    add ("quarter_notes", transport.beats);
    add ("bar", transport.bar, 1.0);

    HostTransport::Optional beat;

    // Beats as the meter counts them: eighths in 6/8.
    if (transport.beats && transport.barStart)
        beat = (transport.beats.value - transport.barStart.value) *
                   (transport.meterDenominator ? transport.meterDenominator.value : 4.0) / 4.0 +
               1.0;

    add ("beat", beat);

    if (transport.meterNumerator && transport.meterDenominator)
        json["meter"] = std::to_string (std::lround (transport.meterNumerator.value)) + "/" +
                        std::to_string (std::lround (transport.meterDenominator.value));
    else
        absent.push_back ("meter");

    if (transport.isLooping)
    {
        add ("loop_start_quarter_notes", transport.loopStart);
        add ("loop_end_quarter_notes", transport.loopEnd);
    }

    if (! absent.empty())
        json["not_told"] = std::move (absent);

    return json;
}

} // namespace parlando
