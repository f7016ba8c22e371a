#include "BroadcastExtension.h"

#include "WaveWriting.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cmath>

namespace parlando
{
namespace
{

constexpr std::size_t umidBytes = 64, reservedBytes = 180;

/** Zeros fill the rest; one that is full has none. */
void appendField (std::string& chunk, std::string_view text, std::size_t room)
{
    const auto clean = cleanText (text);
    const auto kept = cutText (clean, room);
    chunk += kept;
    chunk.append (room - kept.size(), '\0');
}

void appendTime (std::string& chunk, const std::tm& when, const char* form, std::size_t room)
{
    char text[64] = {};
    const auto length = when.tm_mday > 0 ? std::strftime (text, sizeof (text), form, &when) : 0;
    appendField (chunk, {text, length}, room);
}

void appendLevel (std::string& chunk, std::optional<double> level, double lowest)
{
    constexpr std::uint64_t notMeasured = 0x7fff;
    constexpr double most = 9999.0;
    const auto isThere = level && std::isfinite (*level);
    const auto hundredths = isThere ? std::clamp (std::round (*level * 100.0), lowest, most) : 0.0;
    appendWaveNumber (chunk,
                      isThere ? static_cast<std::uint64_t> (static_cast<std::int64_t> (hundredths)) : notMeasured, 2);
}

void appendLoudness (std::string& chunk, const Loudness& loudness)
{
    constexpr double least = -9999.0;
    appendLevel (chunk, loudness.integrated, least);
    appendLevel (chunk, loudness.range, 0.0);
    appendLevel (chunk, loudness.truePeak, least);
    appendLevel (chunk, loudness.mostMomentary, least);
    appendLevel (chunk, loudness.mostShortTerm, least);
}

} // namespace

std::string makeBroadcastChunk (const BroadcastExtension& extension)
{
    constexpr std::uint64_t version = 2;
    std::string chunk;
    appendField (chunk, extension.description, 256);
    appendField (chunk, extension.originator, 32);
    appendField (chunk, extension.originatorReference, 32);
    appendTime (chunk, extension.when, "%Y-%m-%d", 10);
    appendTime (chunk, extension.when, "%H:%M:%S", 8);
    appendWaveNumber (chunk, extension.timeReference, 8);
    appendWaveNumber (chunk, version, 2);
    chunk.append (umidBytes, '\0');
    appendLoudness (chunk, extension.loudness);
    chunk.append (reservedBytes, '\0');
    chunk += extension.codingHistory;
    chunk.append (chunk.size() % 2, '\0'); // a size that is even is read alike by all
    return makeWaveChunk ("bext", chunk);
}

} // namespace parlando
