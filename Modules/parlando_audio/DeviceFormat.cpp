#include "DeviceFormat.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace parlando
{

namespace detail_rate
{

constexpr double leastForMusic = 44'100.0, usual = 48'000.0;

// What comes first is taken.
bool isBetter (double rate, double than) noexcept
{
    const auto isHigh = rate >= leastForMusic, isOtherHigh = than >= leastForMusic;
    if (rate == than || than == usual)
        return false;
    if (rate == usual || isHigh != isOtherHigh)
        return rate == usual || isHigh;
    return isHigh ? rate < than : rate > than;
}

/** JUCE gives 256 where ALSA says ten thousand, PipeWire has 64 and PulseAudio 32. */
constexpr int mostOfInterface = 64, enoughOfConverter = 2;

bool isConverter (std::string_view name)
{
    std::string small;
    for (const auto letter : name)
        small += static_cast<char> (std::tolower (static_cast<unsigned char> (letter)));
    const auto has = [&small] (const char* word) { return small.find (word) != std::string::npos; };
    return has ("default") || has ("pulse") || has ("pipewire") || has ("sound server") || has ("snooping");
}

} // namespace detail_rate

double rateForSpeech (std::span<const double> available, double current) noexcept
{
    if (current >= detail_rate::leastForMusic &&
        std::find (available.begin(), available.end(), current) != available.end())
        return current;

    double best = 0.0;
    for (const auto rate : available)
        if (rate > 0.0 && (best == 0.0 || detail_rate::isBetter (rate, best)))
            best = rate;
    return best;
}

int inputsToOpen (std::string_view deviceName, int available, InputChannels wanted)
{
    if (! wanted.isAll())
        return std::min (available, wanted.last + 1);
    const auto isInterface = available <= detail_rate::mostOfInterface && ! detail_rate::isConverter (deviceName);
    return isInterface ? available : std::min (available, detail_rate::enoughOfConverter);
}

} // namespace parlando
