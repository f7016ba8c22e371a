// Arithmetic on recordings, for the tests with real hosts. A sound is FILE or FILE:CHANNEL, channels counted from 1.
//
//   sound level SOUND                        its length, greatest sample and level
//   sound same PERSON RECORDING [MINUS]      RECORDING, less MINUS, against PERSON: where it begins, how far it is off
//   sound find SPOKEN RECORDING              where SPOKEN is in RECORDING, and how alike they are (1: the same)
//   sound bits SOUND SOUND                   how many samples are not the same, bit for bit
//   sound placed VOICE LATE MIX PERSON       VOICE, recorded LATE samples too late, against MIX less PERSON: how many
//                                            samples later MIX has it, and how far it is off, but for its first 10 ms
//   sound room SECONDS FILE                  writes the response of a room of that reverberation time, 48 kHz, mono:
//                                            its echo of a voice is as loud as the voice
#include "../Support/Room.h"

#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <numbers>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace
{

struct Sound
{
    std::vector<float> samples;
    double rate = 0;

    [[nodiscard]] double seconds (std::size_t count) const { return static_cast<double> (count) / rate; }
};

Sound load (const std::string& argument)
{
    const auto colon = argument.find_last_of (':');
    const auto path = argument.substr (0, colon);
    const auto channel = colon == std::string::npos ? 0 : std::stoi (argument.substr (colon + 1)) - 1;
    SF_INFO info{};
    auto* const file = sf_open (path.c_str(), SFM_READ, &info);

    if (file == nullptr)
        throw std::runtime_error (path + " cannot be read: " + sf_strerror (nullptr));
    if (channel < 0 || channel >= info.channels)
        throw std::runtime_error (path + " has no channel " + std::to_string (channel + 1));

    std::vector<float> interleaved (static_cast<std::size_t> (info.frames * info.channels));
    const auto frames = sf_readf_float (file, interleaved.data(), info.frames);
    sf_close (file);

    Sound sound;
    sound.rate = info.samplerate;
    for (sf_count_t frame = 0; frame < frames; ++frame)
        sound.samples.push_back (interleaved[static_cast<std::size_t> (frame * info.channels + channel)]);
    return sound;
}

using std::numbers::pi;

double decibels (double linear) { return linear > 0 ? 20.0 * std::log10 (linear) : -999.0; }

int level (const Sound& sound)
{
    double greatest = 0, energy = 0;

    for (const auto sample : sound.samples)
    {
        greatest = std::max (greatest, std::abs (static_cast<double> (sample)));
        energy += static_cast<double> (sample) * sample;
    }

    const auto mean = sound.samples.empty() ? 0.0 : energy / static_cast<double> (sound.samples.size());
    std::printf ("seconds=%.2f peak_db=%.1f rms_db=%.1f\n", sound.seconds (sound.samples.size()), decibels (greatest),
                 decibels (std::sqrt (mean)));
    return 0;
}

// The person is silent at first, and so is everything until the person is heard.
std::size_t begin (const std::vector<float>& samples, float quietest)
{
    const auto loud = [quietest] (float sample) { return std::abs (sample) > quietest; };
    return static_cast<std::size_t> (std::find_if (samples.begin(), samples.end(), loud) - samples.begin());
}

int same (const Sound& person, Sound recording, const Sound* minus)
{
    if (minus != nullptr)
        for (std::size_t i = 0; i < std::min (recording.samples.size(), minus->samples.size()); ++i)
            recording.samples[i] -= minus->samples[i];

    constexpr float quietest = 1.0e-5f; // between 16 bits' smallest sample and what a sum in float leaves
    constexpr float tolerance = 1.0e-6f;
    const auto start = begin (recording.samples, quietest), spoken = begin (person.samples, quietest);

    if (start == recording.samples.size())
        throw std::runtime_error ("the person is not in the recording");
    if (recording.rate != person.rate)
        throw std::runtime_error ("the recordings have different rates");

    const auto count = std::min (recording.samples.size() - start, person.samples.size() - spoken);
    float greatest = 0;
    std::size_t different = 0;

    for (std::size_t i = 0; i < count; ++i)
    {
        const auto difference = std::abs (recording.samples[start + i] - person.samples[spoken + i]);
        greatest = std::max (greatest, difference);
        different += difference > tolerance ? 1 : 0;
    }

    std::printf ("delay=%lld compared=%.2f different=%zu greatest_db=%.1f\n",
                 static_cast<long long> (start) - static_cast<long long> (spoken), recording.seconds (count), different,
                 decibels (static_cast<double> (greatest)));
    return 0;
}

int find (const Sound& spoken, const Sound& recording)
{
    const auto length = spoken.samples.size();

    if (length == 0 || recording.samples.size() < length || spoken.rate != recording.rate)
        throw std::runtime_error ("the recording is shorter than what was spoken, or has another rate");

    const auto energyOf = [] (const float* samples, std::size_t count)
    {
        double energy = 0;
        for (std::size_t i = 0; i < count; ++i)
            energy += static_cast<double> (samples[i]) * samples[i];
        return energy;
    };

    const auto spokenEnergy = energyOf (spoken.samples.data(), length);
    double energy = energyOf (recording.samples.data(), length), best = 0;
    std::size_t where = 0;

    for (std::size_t lag = 0; lag + length <= recording.samples.size(); ++lag)
    {
        const auto* const part = recording.samples.data() + lag;
        float product = 0;
        for (std::size_t i = 0; i < length; ++i)
            product += part[i] * spoken.samples[i];

        const auto alike = product / std::sqrt (std::max (energy * spokenEnergy, 1.0e-12));
        if (alike > best)
        {
            best = alike;
            where = lag;
        }

        const auto leaves = static_cast<double> (part[0]);
        const auto comes = lag + length < recording.samples.size() ? static_cast<double> (part[length]) : 0.0;
        energy += comes * comes - leaves * leaves;
    }

    std::printf ("at=%.2f alike=%.4f\n", recording.seconds (where), best);
    return 0;
}

int bits (const Sound& first, const Sound& second)
{
    const auto count = std::min (first.samples.size(), second.samples.size());
    auto different = std::max (first.samples.size(), second.samples.size()) - count;

    for (std::size_t i = 0; i < count; ++i)
        different += std::memcmp (&first.samples[i], &second.samples[i], sizeof (float)) != 0 ? 1 : 0;

    std::printf ("compared=%.2f different=%zu\n", first.seconds (count), different);
    return 0;
}

/** What of `voice` is where `mix` is, which lies `lag` samples later. */
double product (const std::vector<float>& voice, const std::vector<float>& mix, std::ptrdiff_t lag)
{
    const auto from = static_cast<std::size_t> (std::max<std::ptrdiff_t> (0, -lag));
    const auto to = std::min (voice.size(), static_cast<std::size_t> (static_cast<std::ptrdiff_t> (mix.size()) - lag));
    double sum = 0;

    for (auto i = from; i < to; ++i)
        sum += static_cast<double> (voice[i]) * mix[static_cast<std::size_t> (static_cast<std::ptrdiff_t> (i) + lag)];
    return sum;
}

int placed (Sound voice, std::ptrdiff_t late, Sound mix, const Sound& person)
{
    constexpr std::ptrdiff_t farthest = 2'400;
    constexpr float quietest = 1.0e-5f;

    if (late < 0 || voice.samples.size() <= static_cast<std::size_t> (late) || voice.rate != mix.rate)
        throw std::runtime_error ("the recordings cannot be laid over each other");

    voice.samples.erase (voice.samples.begin(), voice.samples.begin() + late);
    for (std::size_t i = 0; i < std::min (mix.samples.size(), person.samples.size()); ++i)
        mix.samples[i] -= person.samples[i];

    std::ptrdiff_t lag = 0;
    for (auto [at, most] = std::pair (-farthest, 0.0); at <= farthest; ++at)
        if (const auto sum = product (voice.samples, mix.samples, at); sum > most)
        {
            most = sum;
            lag = at;
        }

    const auto first = begin (voice.samples, quietest), settled = first + static_cast<std::size_t> (mix.rate / 100);
    double wanted = 0, off = 0;

    for (std::size_t i = 0; i < std::min (voice.samples.size(), mix.samples.size()); ++i)
    {
        if (i >= first && i < settled)
            continue;

        const auto difference = static_cast<double> (mix.samples[i]) - voice.samples[i];
        wanted += static_cast<double> (voice.samples[i]) * voice.samples[i];
        off += difference * difference;
    }

    std::printf ("begins=%zu mix_begins=%zu lag=%td difference_db=%.1f\n", first, begin (mix.samples, quietest), lag,
                 wanted > 0 ? decibels (std::sqrt (off / wanted)) : 999.0);
    return 0;
}

// The room is made at 16 kHz, which is all that a service hears.
int room (double reverberation, const std::string& path)
{
    constexpr std::size_t factor = 3;
    constexpr auto distance = 0.6; // m
    const auto response = parlando::test::roomResponse (reverberation, distance);
    const auto taps = 16 * factor;
    std::vector<float> samples (response.size() * factor + 2 * taps);
    double power = 0;

    for (std::size_t i = 0; i < response.size(); ++i)
        for (std::size_t j = 0; j < 2 * taps; ++j)
        {
            const auto x = (static_cast<double> (j) - static_cast<double> (taps)) / static_cast<double> (factor);
            const auto window = 0.5 + 0.5 * std::cos (pi * x / 16.0);
            const auto sinc = std::fabs (x) < 1e-9 ? 1.0 : std::sin (pi * x) / (pi * x);
            samples[i * factor + j] += static_cast<float> (response[i] * sinc * window);
        }

    for (const auto sample : samples)
        power += static_cast<double> (sample) * sample;
    for (auto& sample : samples)
        sample = static_cast<float> (sample / std::sqrt (power));

    SF_INFO info{};
    info.samplerate = 48'000;
    info.channels = 1;
    info.format = SF_FORMAT_WAV | SF_FORMAT_FLOAT;
    auto* const file = sf_open (path.c_str(), SFM_WRITE, &info);

    if (file == nullptr)
        throw std::runtime_error (path + " cannot be written: " + sf_strerror (nullptr));

    const auto count = static_cast<sf_count_t> (samples.size());
    const auto written = sf_writef_float (file, samples.data(), count);
    sf_close (file);

    if (written != count)
        throw std::runtime_error (path + " cannot be written whole");
    return 0;
}

} // namespace

int main (int count, char** arguments)
{
    try
    {
        const std::vector<std::string> given (arguments + 1, arguments + count);
        if (given.size() == 2 && given[0] == "level")
            return level (load (given[1]));
        if ((given.size() == 3 || given.size() == 4) && given[0] == "same")
        {
            const auto minus = given.size() == 4 ? load (given[3]) : Sound();
            return same (load (given[1]), load (given[2]), given.size() == 4 ? &minus : nullptr);
        }
        if (given.size() == 3 && given[0] == "find")
            return find (load (given[1]), load (given[2]));
        if (given.size() == 3 && given[0] == "bits")
            return bits (load (given[1]), load (given[2]));
        if (given.size() == 5 && given[0] == "placed")
            return placed (load (given[1]), std::stol (given[2]), load (given[3]), load (given[4]));
        if (given.size() == 3 && given[0] == "room")
            return room (std::stod (given[1]), given[2]);
        std::fputs ("sound level SOUND | same PERSON RECORDING [MINUS] | find SPOKEN RECORDING | bits SOUND SOUND |\n"
                    "      placed VOICE LATE MIX PERSON | room SECONDS FILE\n",
                    stderr);
    }
    catch (const std::exception& error)
    {
        std::fprintf (stderr, "sound: %s\n", error.what());
    }
    return 1;
}
