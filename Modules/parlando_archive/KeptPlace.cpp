#include "KeptPlace.h"

#include "JournalFields.h"

#include <array>
#include <cmath>

namespace parlando
{
namespace
{

struct NumberField
{
    const char* name;
    HostTransport::Optional HostTransport::*member;
};

constexpr std::array numberFields{NumberField{"tempo", &HostTransport::tempo},
                                  NumberField{"meterNumerator", &HostTransport::meterNumerator},
                                  NumberField{"meterDenominator", &HostTransport::meterDenominator},
                                  NumberField{"beats", &HostTransport::beats},
                                  NumberField{"barStart", &HostTransport::barStart},
                                  NumberField{"bar", &HostTransport::bar},
                                  NumberField{"seconds", &HostTransport::seconds},
                                  NumberField{"loopStart", &HostTransport::loopStart},
                                  NumberField{"loopEnd", &HostTransport::loopEnd},
                                  NumberField{"timecodeOrigin", &HostTransport::timecodeOrigin},
                                  NumberField{"timecodeRate", &HostTransport::timecodeRate}};

struct SwitchField
{
    const char* name;
    bool HostTransport::*member;
};

constexpr std::array switchFields{
    SwitchField{"isPlaying", &HostTransport::isPlaying}, SwitchField{"isRecording", &HostTransport::isRecording},
    SwitchField{"isLooping", &HostTransport::isLooping}, SwitchField{"isDropFrame", &HostTransport::isDropFrame}};

/** Beyond it a double no longer counts samples. */
constexpr double largestNumber = 9e15;
constexpr double highestRate = 768'000.0;

double numberIn (const nlohmann::json& value, const char* name)
{
    const auto number = value.is_number() ? value.get<double>() : std::nan ("");

    if (! std::isfinite (number) || std::abs (number) > largestNumber)
        throw std::invalid_argument (std::string (name) + " is no number");

    return number;
}

int rateIn (const nlohmann::json& value)
{
    const auto rate = numberIn (value, "sampleRate");

    if (rate < 1.0 || rate > highestRate)
        throw std::invalid_argument ("sampleRate is no rate");

    return static_cast<int> (rate);
}

nlohmann::json hostJson (const HostTransport& host)
{
    auto json = nlohmann::json::object();

    for (const auto& [name, member] : switchFields)
        if (host.*member)
            json[name] = true;

    for (const auto& [name, member] : numberFields)
        if (host.*member && std::isfinite ((host.*member).value))
            json[name] = (host.*member).value;

    if (host.hasSamples)
        json["samples"] = host.samples;

    if (host.sampleRate > 0)
        json["sampleRate"] = host.sampleRate;

    return json;
}

HostTransport hostFrom (const nlohmann::json& json)
{
    HostTransport host;
    host.isThere = true;

    for (const auto& [name, member] : switchFields)
        host.*member = json.contains (name) && json[name] == true;

    for (const auto& [name, member] : numberFields)
        if (json.contains (name))
            host.*member = numberIn (json[name], name);

    if (json.contains ("samples"))
    {
        host.samples = static_cast<std::int64_t> (numberIn (json["samples"], "samples"));
        host.hasSamples = true;
    }

    if (json.contains ("sampleRate"))
        host.sampleRate = rateIn (json["sampleRate"]);

    return host;
}

} // namespace

nlohmann::json toJson (const VoicePlace& place)
{
    return {{"turn", place.turn}, {"frame", place.frame}, {"sample", place.sample}, {"host", hostJson (place.host)}};
}

VoicePlace voicePlaceFrom (const nlohmann::json& line)
{
    const auto host = line.find ("host"), sample = line.find ("sample");

    if (host == line.end() || ! host->is_object() || sample == line.end())
        throw std::invalid_argument ("A place has no host or no sample");

    const VoicePlace place{countIn (line, "turn"), countIn (line, "frame"), numberIn (*sample, "sample"),
                           hostFrom (*host)};

    if (place.sample < 0.0)
        throw std::invalid_argument ("sample lies before its turn");

    return place;
}

} // namespace parlando
