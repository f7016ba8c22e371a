#include "Room.h"

#include <parlando_speech/parlando_speech.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>

namespace parlando::test
{
namespace
{

constexpr double speedOfSound = 343.0;
constexpr std::array<double, 3> roomSize{5.0, 4.0, 2.7}, loudspeaker{2.0, 1.2, 0.95};

double windowedSinc (double x, int reach)
{
    if (std::fabs (x) >= reach)
        return 0.0;
    const auto turned = std::numbers::pi * x;
    return (std::fabs (x) < 1.0e-9 ? 1.0 : std::sin (turned) / turned) * (0.5 + 0.5 * std::cos (turned / reach));
}

/** Early ones between the samples, where a canceller looks at each; the tail on the nearest. */
void addImage (Sound& response, double place, double strength)
{
    constexpr int reach = 8;
    const auto nearest = static_cast<long> (std::lround (place));
    const auto span = place < 0.05 * soundRate ? reach : 0;
    for (auto i = std::max (nearest - span, 0L); i <= nearest + span && i < static_cast<long> (response.size()); ++i)
        response[static_cast<std::size_t> (i)] +=
            static_cast<float> (strength * (span == 0 ? 1.0 : windowedSinc (static_cast<double> (i) - place, reach)));
}

/** What a reflection leaves, so that the room has that time by its backward integral: 0.93 of what Eyring says, as
   sound that goes to and fro between two walls meets fewer of them. */
double reflectionFor (double reverberation)
{
    const auto [x, y, z] = roomSize;
    return std::exp (-0.161 * x * y * z / (4.0 * (x * y + x * z + y * z) * 0.93 * reverberation));
}

void takeLowestOut (Sound& response)
{
    const auto kept = std::exp (-2.0 * std::numbers::pi * 80.0 / soundRate);
    double before = 0.0, now = 0.0;
    for (auto& sample : response)
    {
        now = sample - before + kept * now;
        before = sample;
        sample = static_cast<float> (now);
    }
}

Sound jumped (const Sound& sound, double atSeconds, double milliseconds)
{
    auto result = sound;
    const auto shift = static_cast<long> (std::lround (milliseconds * soundRate / 1000.0));
    for (auto i = std::min (sound.size(), static_cast<std::size_t> (std::min (atSeconds, 1.0e6) * soundRate));
         i < sound.size(); ++i)
    {
        const auto from = static_cast<long> (i) - shift;
        result[i] =
            from >= 0 && from < static_cast<long> (sound.size()) ? sound[static_cast<std::size_t> (from)] : 0.0f;
    }
    return result;
}

/** Cubic up to its ceiling, and no louder than that. */
Sound bent (Sound sound, double ceiling)
{
    for (auto& sample : sound)
    {
        const auto x = std::clamp (static_cast<double> (sample) / ceiling, -1.0, 1.0);
        sample = static_cast<float> (ceiling * (x - x * x * x / 3.0));
    }
    return sound;
}

} // namespace

Sound roomResponse (double reverberation, double distance)
{
    const std::array<double, 3> microphone{loudspeaker[0] + distance * 0.92, loudspeaker[1] + distance * 0.35,
                                           loudspeaker[2] - distance * 0.17};
    Sound response (samplesOf (std::max (reverberation, 0.02)));
    const auto reflection = reverberation > 0.0 ? reflectionFor (reverberation) : 0.0;
    const auto reach = reverberation > 0.0 ? static_cast<int> (reverberation * speedOfSound / 5.4) + 1 : 0;
    const auto along = [&] (std::size_t axis, int side, int order)
    { return (1 - 2 * side) * loudspeaker[axis] + 2.0 * order * roomSize[axis] - microphone[axis]; };

    for (int x = -reach; x <= reach; ++x)
        for (int y = -reach; y <= reach; ++y)
            for (int z = -reach; z <= reach; ++z)
                for (int side = 0; side < 8; ++side)
                {
                    const int a = side & 1, b = (side >> 1) & 1, c = side >> 2;
                    const auto way = std::hypot (along (0, a, x), along (1, b, y), along (2, c, z));
                    const auto bounces = std::abs (x - a) + std::abs (x) + std::abs (y - b) + std::abs (y) +
                                         std::abs (z - c) + std::abs (z);
                    if (bounces > 0 && reflection <= 0.0)
                        continue;
                    if (const auto place = way / speedOfSound * soundRate;
                        place < static_cast<double> (response.size()))
                        addImage (response, place, std::pow (reflection, bounces) / (4.0 * std::numbers::pi * way));
                }
    takeLowestOut (response);
    return response;
}

double reverberationOf (const Sound& response)
{
    std::vector<double> left (response.size());
    double sum = 0.0;
    for (auto i = response.size(); i-- > 0;)
        left[i] = sum += static_cast<double> (response[i]) * static_cast<double> (response[i]);
    const auto fallsTo = [&] (double decibels)
    {
        const auto found =
            std::find_if (left.begin(), left.end(),
                          [&] (double energy) { return energy < left[0] * std::pow (10.0, decibels / 10.0); });
        return static_cast<double> (found - left.begin()) / soundRate;
    };
    return 3.0 * (fallsTo (-25.0) - fallsTo (-5.0));
}

Sound echoOf (const Sound& played, const EchoPath& path)
{
    if (path.level < -100.0)
        return Sound (played.size());
    const auto speaker =
        path.clip > 100.0 ? played : bent (played, std::pow (10.0, (speechLevel (played) + path.clip) / 20.0));
    auto echo = delayed (convolved (speaker, roomResponse (path.reverberation, path.distance)), path.delay);
    return atLevel (jumped (drifted (echo, path.drift), path.jumpAt, path.jump), path.level);
}

Sound convolved (const Sound& sound, const Sound& response)
{
    std::size_t size = 16'384;
    while (size < 2 * response.size())
        size *= 2;
    const auto step = size - response.size() + 1;
    FourierTransform transform (size);
    std::vector<std::complex<float>> filter (transform.binCount()), bins (transform.binCount());
    Sound piece (response), result (sound.size() + size);
    piece.resize (size);
    transform.forward (piece, filter);

    for (std::size_t start = 0; start < sound.size(); start += step)
    {
        std::fill (piece.begin(), piece.end(), 0.0f);
        std::copy_n (sound.begin() + static_cast<std::ptrdiff_t> (start), std::min (step, sound.size() - start),
                     piece.begin());
        transform.forward (piece, bins);
        std::transform (bins.begin(), bins.end(), filter.begin(), bins.begin(), std::multiplies<>());
        transform.inverse (bins, piece);
        for (std::size_t i = 0; i < size; ++i)
            result[start + i] += piece[i];
    }
    result.resize (sound.size());
    return result;
}

Sound delayed (const Sound& sound, double milliseconds)
{
    const auto shift =
        std::min (static_cast<std::size_t> (std::lround (milliseconds * soundRate / 1000.0)), sound.size());
    Sound result (sound.size());
    std::copy (sound.begin(), sound.end() - static_cast<std::ptrdiff_t> (shift),
               result.begin() + static_cast<std::ptrdiff_t> (shift));
    return result;
}

Sound drifted (const Sound& sound, double partsPerMillion)
{
    if (partsPerMillion == 0.0)
        return sound;
    constexpr int reach = 16;
    constexpr std::size_t steps = 512;
    static const auto table = []
    {
        std::vector<std::array<float, 2 * reach>> rows (steps + 1);
        for (std::size_t row = 0; row <= steps; ++row)
            for (int tap = 0; tap < 2 * reach; ++tap)
                rows[row][static_cast<std::size_t> (tap)] = static_cast<float> (
                    windowedSinc (tap - (reach - 1) - static_cast<double> (row) / static_cast<double> (steps), reach));
        return rows;
    }();

    Sound result (sound.size());
    for (std::size_t i = 0; i < result.size(); ++i)
    {
        const auto place = static_cast<double> (i) * (1.0 + partsPerMillion * 1.0e-6);
        const auto whole = static_cast<long> (place);
        const auto& row = table[static_cast<std::size_t> (
            std::lround ((place - static_cast<double> (whole)) * static_cast<double> (steps)))];
        float sum = 0.0f;
        for (long tap = 0; tap < 2 * reach; ++tap)
            if (const auto at = whole - (reach - 1) + tap; at >= 0 && at < static_cast<long> (sound.size()))
                sum += sound[static_cast<std::size_t> (at)] * row[static_cast<std::size_t> (tap)];
        result[i] = sum;
    }
    return result;
}

Sound noise (std::size_t samples, double level, unsigned seed)
{
    std::mt19937 random (seed);
    std::normal_distribution<float> normal (0.0f, static_cast<float> (std::pow (10.0, level / 20.0)));
    Sound result (samples);
    std::generate (result.begin(), result.end(), [&] { return normal (random); });
    return result;
}

double speechLevel (const Sound& sound)
{
    std::vector<double> powers;
    for (std::size_t i = 0; i + speechFrameSize <= sound.size(); i += speechFrameSize)
        powers.push_back (meanSquare (std::span (sound).subspan (i, speechFrameSize)));
    if (powers.empty())
        return -120.0;
    const auto least = *std::max_element (powers.begin(), powers.end()) * 1.0e-3;
    double sum = 0.0, count = 0.0;
    for (const auto power : powers)
        if (power > least)
        {
            sum += power;
            count += 1.0;
        }
    return count > 0.0 ? 10.0 * std::log10 (sum / count) : -120.0;
}

Sound atLevel (Sound sound, double decibels)
{
    const auto gain = static_cast<float> (std::pow (10.0, (decibels - speechLevel (sound)) / 20.0));
    for (auto& sample : sound)
        sample *= gain;
    return sound;
}

Sound mixed (Sound sound, const Sound& other, double atSeconds)
{
    const auto begin = samplesOf (atSeconds);
    for (std::size_t i = 0; i < other.size() && begin + i < sound.size(); ++i)
        sound[begin + i] += other[i];
    return sound;
}

} // namespace parlando::test
