#include "SpeechDetector.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace detail_speech_detector
{
// All in dBFS or dB. Recorded speech lies 25 to 40 dB over a quiet room; a steady noise becomes the floor within 1.5 s.
constexpr double lowestFloor = -70.0;
constexpr double highestFloor = -38.0;
constexpr double startOverFloorHigh = 10.0;
constexpr double startOverFloorLow = 16.0;
constexpr double quietestStartHigh = -46.0;
constexpr double quietestStartLow = -38.0;
constexpr double hysteresis = 4.0;
constexpr std::size_t floorFrames = 150;
constexpr int pastMs = 300;

double levelOf (std::span<const std::int16_t> samples)
{
    double sum = 0;
    for (const auto sample : samples)
        sum += static_cast<double> (sample) * sample;
    const auto meanSquare = sum / static_cast<double> (samples.size()) / (32768.0 * 32768.0);
    return meanSquare > 0 ? 10.0 * std::log10 (meanSquare) : -120.0;
}
} // namespace detail_speech_detector

SpeechDetector::SpeechDetector (Settings s) : settings (s) { frame.reserve (frameSize); }

void SpeechDetector::process (std::span<const std::int16_t> samples, std::vector<Event>& events)
{
    while (! samples.empty())
    {
        const auto taken = std::min (samples.size(), frameSize - frame.size());
        frame.insert (frame.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t> (taken));
        samples = samples.subspan (taken);
        if (frame.size() == frameSize)
        {
            processFrame (events);
            frame.clear();
        }
    }
}

void SpeechDetector::finish (std::vector<Event>& events)
{
    if (speaking)
        end (events);
    frame.clear();
    past.clear();
    loudMs = 0;
}

void SpeechDetector::processFrame (std::vector<Event>& events)
{
    const auto level = detail_speech_detector::levelOf (frame);
    levels.push_back (level);
    if (levels.size() > detail_speech_detector::floorFrames)
        levels.pop_front();
    if (speaking)
        processSpeaking (level, events);
    else
        processSilent (level, events);
}

void SpeechDetector::processSilent (double level, std::vector<Event>& events)
{
    using namespace detail_speech_detector;
    const auto threshold = settings.sensitiveStart ? std::max (floorLevel() + startOverFloorHigh, quietestStartHigh)
                                                   : std::max (floorLevel() + startOverFloorLow, quietestStartLow);
    past.insert (past.end(), frame.begin(), frame.end());
    // A quiet frame inside a word takes back what one loud frame gave, no more.
    loudMs = level >= threshold ? loudMs + frameMs : std::max (0, loudMs - frameMs);

    if (loudMs >= std::max (settings.prefixPaddingMs, frameMs))
    {
        speaking = true;
        quietMs = 0;
        voiced = loudMs;
        loudMs = 0;
        events.push_back ({Event::Kind::started, {past.begin(), past.end()}});
        past.clear();
        return;
    }
    const auto kept = static_cast<std::size_t> (pastMs + settings.prefixPaddingMs) / frameMs * frameSize;
    if (past.size() > kept)
        past.erase (past.begin(), past.end() - static_cast<std::ptrdiff_t> (kept));
}

void SpeechDetector::processSpeaking (double level, std::vector<Event>& events)
{
    using namespace detail_speech_detector;
    const auto over = settings.sensitiveStart ? startOverFloorHigh : startOverFloorLow;
    const auto least = settings.sensitiveStart ? quietestStartHigh : quietestStartLow;
    const auto loud = level >= std::max (floorLevel() + over, least) - hysteresis;
    quietMs = loud ? 0 : quietMs + frameMs;
    voiced += loud ? frameMs : 0;
    events.push_back ({Event::Kind::continued, frame});
    if (quietMs >= std::max (settings.silenceDurationMs, frameMs))
        end (events);
}

void SpeechDetector::end (std::vector<Event>& events)
{
    speaking = false;
    quietMs = 0;
    events.push_back ({Event::Kind::ended, {}});
}

double SpeechDetector::floorLevel() const
{
    using namespace detail_speech_detector;
    // Before half a second was heard, a voice that begins at once must not pass for the room.
    const auto lowest = levels.size() < 50 ? lowestFloor : *std::min_element (levels.begin(), levels.end());
    return std::clamp (lowest, lowestFloor, highestFloor);
}

} // namespace parlando
