#include "SpeechActivity.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace
{

constexpr int framesPerSecond = 50;
constexpr double floorRisePerFrame = 3.0 / framesPerSecond;
constexpr double lowestThresholdDb = -50.0;
constexpr double thresholdAboveFloorDb = 12.0;
constexpr int framesForOnset = 2;
constexpr auto hangover = Milliseconds (800);

double levelInDb (std::span<const std::int16_t> frame)
{
    double sum = 0.0;

    for (const auto sample : frame)
        sum += static_cast<double> (sample) * sample;

    const auto meanSquare = sum / (static_cast<double> (frame.size()) * 32768.0 * 32768.0);
    return 10.0 * std::log10 (std::max (meanSquare, 1.0e-10));
}

} // namespace

void SpeechActivity::process (std::span<const std::int16_t> frame, Instant end)
{
    levelDb = levelInDb (frame);
    const auto isAboveFloor = levelDb > std::max (lowestThresholdDb, floorDb + thresholdAboveFloorDb);
    floorDb = std::min (levelDb, floorDb + floorRisePerFrame);
    floorDb = std::max (floorDb, -90.0);

    if (isAboveFloor)
    {
        if (loudFrames++ == 0)
            candidate = end - Milliseconds (1000 / framesPerSecond);

        if (loudFrames >= framesForOnset)
        {
            if (! speaking)
                onset = candidate;

            speaking = true;
            loud = end;
        }

        return;
    }

    loudFrames = 0;

    if (speaking && loud && end - *loud >= hangover)
        speaking = false;
}

} // namespace parlando
