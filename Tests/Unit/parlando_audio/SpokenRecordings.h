#pragma once

#include <parlando_audio/parlando_audio.h>

#include <ebur128.h>
#include <flite/flite.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <span>
#include <string>
#include <vector>

extern "C"
{
    cst_voice* register_cmu_us_slt (const char*);
    cst_voice* register_cmu_us_rms (const char*);
    cst_voice* register_cmu_us_awb (const char*);
    cst_voice* register_cmu_us_kal16 (const char*);
}

namespace parlando::test
{

using Pcm = std::vector<std::int16_t>;

/** Hz, of the recordings and of the service. */
constexpr int recordingRate = 24'000;

//==============================================================================
/** What libebur128 says of a voice: LUFS from both loudspeakers, dBTP. */
struct MeasuredVoice
{
    double loudness = 0.0, truePeak = 0.0;
};

template <typename Sample>
MeasuredVoice measured (std::span<const Sample> samples, int sampleRate)
{
    auto* state = ebur128_init (1, static_cast<unsigned long> (sampleRate), EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);
    ebur128_set_channel (state, 0, EBUR128_DUAL_MONO);

    if constexpr (std::is_same_v<Sample, float>)
        ebur128_add_frames_float (state, samples.data(), samples.size());
    else
        ebur128_add_frames_short (state, samples.data(), samples.size());

    MeasuredVoice result;
    ebur128_loudness_global (state, &result.loudness);
    ebur128_true_peak (state, 0, &result.truePeak);
    result.truePeak = 20.0 * std::log10 (result.truePeak);
    ebur128_destroy (&state);
    return result;
}

//==============================================================================
inline Pcm resampled (const Pcm& samples, int from)
{
    std::vector<float> source (samples.size()),
        target (samples.size() * recordingRate / static_cast<std::size_t> (from) + 8);
    pcmToFloat (samples, source);
    Resampler resampler (from, recordingRate);
    auto count = resampler.process (source, target).produced;
    while (! resampler.isFlushed())
        count += resampler.flush (std::span (target).subspan (count));

    Pcm result (count);
    floatToPcm (std::span (target).first (count), result);
    return result;
}

/** A person of pocketsphinx-testdata, 16 kHz raw or WAV; several files follow each other. */
inline Pcm readRecording (std::initializer_list<const char*> names)
{
    Pcm samples;
    for (const auto* name : names)
    {
        std::ifstream file (std::string ("/usr/share/pocketsphinx/test/data/") + name, std::ios::binary);
        const std::vector<char> bytes ((std::istreambuf_iterator<char> (file)), {});
        const std::size_t header = std::string (name).ends_with (".wav") ? 44 : 0;
        if (bytes.size() <= header)
            continue;
        const auto count = (bytes.size() - header) / 2, before = samples.size();
        samples.resize (before + count);
        std::memcpy (samples.data() + before, bytes.data() + header, 2 * count);
    }
    return samples.empty() ? samples : resampled (samples, 16'000);
}

inline Pcm synthesised (cst_voice* voice, const char* text)
{
    auto* utterance = flite_synth_text (text, voice);
    const auto* wave = utt_wave (utterance);
    const Pcm samples (wave->samples, wave->samples + wave->num_samples);
    const auto rate = wave->sample_rate;
    delete_utterance (utterance);
    return resampled (samples, rate);
}

/** 30 turns of 3 to 10 s: flite's four voices, and people. */
inline std::vector<Pcm> spokenRecordings()
{
    flite_init();
    std::vector<Pcm> recordings;
    for (auto* voice : {register_cmu_us_slt (nullptr), register_cmu_us_rms (nullptr), register_cmu_us_awb (nullptr),
                        register_cmu_us_kal16 (nullptr)})
        for (const auto* text :
             {"Yes, I have turned the input gain down by three decibels.",
              "The second verse is a little louder than the first one. Shall I bring it down, or leave it as it is?",
              "Good evening! What would you like to record today? We could begin with the piano.",
              "I am sorry, that did not work. The host has no parameter of that name. Try another one, please.",
              "First the kick. Then the bass. Last of all, when everything else is in its place, the singer."})
            recordings.push_back (synthesised (voice, text));

    for (const auto* name : {"0870", "0880", "0890", "0920", "0930"})
        recordings.push_back (
            readRecording ({(std::string ("librivox/sense_and_sensibility_01_austen_64kb-") + name + ".wav").c_str()}));

    recordings.push_back (readRecording ({"goforward.raw", "something.raw"}));
    recordings.push_back (readRecording ({"numbers.raw"}));
    recordings.push_back (readRecording ({"something.raw"}));
    recordings.push_back (readRecording ({"cards/005.wav"}));
    recordings.push_back (readRecording ({"cards/001.wav", "cards/002.wav", "cards/003.wav", "cards/004.wav"}));
    return recordings;
}

/** The same as loud as that by libebur128; clipped where 16 bit cannot hold it. */
inline Pcm atLoudness (const Pcm& samples, double loudness)
{
    auto gain = 0.0, missing = 1.0;
    Pcm scaled = samples;
    for (int step = 0; step < 40 && std::abs (missing) > 0.002; ++step)
    {
        missing = loudness - measured<std::int16_t> (scaled, recordingRate).loudness;
        gain += missing;
        const auto factor = std::pow (10.0, gain / 20.0);
        std::transform (
            samples.begin(), samples.end(), scaled.begin(),
            [factor] (std::int16_t sample)
            { return static_cast<std::int16_t> (std::lround (std::clamp (sample * factor, -32768.0, 32767.0))); });
    }
    return scaled;
}

//==============================================================================
/** How a turn comes: pieces of so many ms, so many times as fast as it is heard. */
struct Arrival
{
    int piece = 200;
    double speed = 5.0;
};

/** A VoiceOutput between a service and a sound card at 48 kHz, in time that it makes itself: 5 ms at a time. */
class VoiceRig
{
public:
    explicit VoiceRig (std::optional<double> target = {})
        : output (engine.playout(), [this] (std::uint64_t, std::span<const std::int16_t> samples, int, std::size_t)
                  { kept.insert (kept.end(), samples.begin(), samples.end()); })
    {
        engine.prepare (48'000, block);
        output.setTarget (target);
    }

    /** A turn until it is heard, or `most` blocks of it. */
    void turn (const Pcm& samples, Arrival arrival = {}, int most = 1 << 20)
    {
        ++number;
        const auto piece = static_cast<std::size_t> (arrival.piece) * recordingRate / 1000;
        std::size_t came = 0;
        for (int blocks = 0; blocks < most && (came < samples.size() || ! engine.playout().isDry() || blocks == 0);
             ++blocks)
        {
            const auto due = blocks * 0.005 * recordingRate * arrival.speed;
            while (came < samples.size() && static_cast<double> (came) <= due)
            {
                const auto count = std::min (piece, samples.size() - came);
                output.play (number, std::span (samples).subspan (came, count), recordingRate);
                came += count;
                if (came == samples.size())
                    output.endTurn (number);
            }
            output.pump();
            hear();
        }
    }

    void hear()
    {
        float samples[block];
        float* outputs[] = {samples};
        engine.process (nullptr, 0, outputs, 1, block);
        heard.insert (heard.end(), samples, samples + block);
        engine.playout().poll ([this] (const PlayoutEvent& event) { events.push_back (event); });
    }

    static constexpr int block = 240;
    AudioEngine engine;
    Pcm kept;
    std::vector<float> heard;
    std::vector<PlayoutEvent> events;
    std::uint64_t number = 0;
    VoiceOutput output;
};

} // namespace parlando::test
