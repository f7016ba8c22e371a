#include "Voices.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <limits>
#include <numeric>

using namespace parlando;
using namespace parlando::test::channels;
using NoticeKind = InputNotice::Kind;

namespace
{

std::vector<Signal> preamps (std::size_t count, double seconds, double amplitude = 0.0001)
{
    std::vector<Signal> channels;
    for (std::size_t i = 0; i < count; ++i)
        channels.push_back (hiss (seconds, static_cast<unsigned> (i + 100), amplitude));
    return channels;
}

} // namespace

TEST_CASE ("A voice in one of many inputs comes at its own level, and is told of once")
{
    const auto [count, speaker] = GENERATE (std::pair (18u, 6u), std::pair (64u, 0u), std::pair (64u, 63u),
                                            std::pair (3u, 1u), std::pair (250u, 200u));
    const auto seconds = count > 100 ? 1.5 : 3.0;
    const auto voice = speech (seconds);
    auto channels = GENERATE (true, false) ? preamps (count, seconds) : std::vector<Signal> (count, silence (seconds));
    channels[speaker] = voice;

    MixRig rig;
    const auto heard = rig.hear (channels);
    CHECK (besides (heard, voice, 0.1) < -30.0);

    const auto told = rig.told();
    const auto loses = count > 4;
    REQUIRE (told.size() == (loses ? 1 : 0));
    if (loses)
    {
        CHECK (told[0].kind == NoticeKind::fewSpeak);
        CHECK (told[0].channel == speaker + 1);
        CHECK (told[0].channels == count);
        CHECK (std::abs (told[0].loss - 20.0 * std::log10 (count)) < 2.0);
    }
    rig.hear (channels);
    CHECK (rig.told().empty());
}

TEST_CASE ("A pair that is alike, or of which one side is silent, comes at its own level")
{
    const auto voice = speech (2.0);
    const auto channels = GENERATE_COPY (std::vector{voice, voice}, std::vector{voice, silence (2.0)},
                                         std::vector{hiss (2.0, 1, 0.0002), voice});
    MixRig rig;
    CHECK (besides (rig.hear (channels), voice, 0.05) < -30.0);
    CHECK (rig.told().empty());
}

TEST_CASE ("A stereo track is (L+R)/2, sample by sample")
{
    // Two voices at places of a panorama, and a room that is different on both sides.
    const auto one = speech (4.0, 110.0), other = speech (4.0, 230.0, 0.7, 3.3);
    const auto left = hiss (4.0, 1, 0.02), right = hiss (4.0, 2, 0.02);
    Signal a (one.size()), b (one.size()), mean (one.size());
    for (std::size_t i = 0; i < one.size(); ++i)
    {
        a[i] = 0.8f * one[i] + 0.4f * other[i] + left[i];
        b[i] = 0.5f * one[i] + 0.9f * other[i] + right[i];
        mean[i] = 0.5f * (a[i] + b[i]);
    }
    MixRig rig;
    CHECK (besides (rig.hear ({a, b}), mean) < -100.0);
    CHECK (rig.told().empty());
}

TEST_CASE ("One channel passes as it is, bit by bit")
{
    const auto voice = speech (1.0);
    MixRig rig;
    CHECK (rig.hear ({voice}) == voice);
    CHECK (rig.hear ({{}, voice, {}}) == voice);
}

TEST_CASE ("Channels that cancel each other do not make the agent deaf")
{
    const auto gain = GENERATE (-1.0f, -0.9f, -0.6f);
    const auto count = GENERATE (2u, 6u);
    const auto voice = speech (3.0);
    auto inverse = voice;
    for (auto& sample : inverse)
        sample *= gain;
    std::vector<Signal> channels;
    for (unsigned i = 0; i < count; ++i)
        channels.push_back (i % 2 == 0 ? voice : inverse);

    MixRig rig;
    const auto heard = rig.hear (channels);
    CHECK (decibels (heard, 0.5) > decibels (voice, 0.5) - 6.0);

    const auto told = rig.told();
    if (gain < -0.8f)
    {
        REQUIRE (told.size() == 1);
        CHECK (told[0].kind == NoticeKind::outOfPhase);
        CHECK (told[0].channels == count);
        CHECK (told[0].loss > 12);
        CHECK (describe (told[0]).find ("channel " + std::to_string (told[0].channel) + " alone") != std::string::npos);
    }
}

TEST_CASE ("A pair whose polarity was put right is a pair again")
{
    const auto voice = speech (4.0);
    auto inverse = voice;
    for (auto& sample : inverse)
        sample = -sample;
    MixRig rig;
    rig.hear ({voice, inverse});
    const auto other = speech (4.0, 250.0);
    Signal mean (voice.size());
    for (std::size_t i = 0; i < voice.size(); ++i)
        mean[i] = 0.5f * (voice[i] + other[i]);
    CHECK (besides (rig.hear ({voice, other}), mean, 3.5) < -100.0);
}

TEST_CASE ("A channel without a number in it is left out, and told of")
{
    const auto junk = GENERATE (std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                                -std::numeric_limits<float>::infinity(), 1.0e20f, 5.0e3f);
    const auto count = GENERATE (2u, 5u);
    const auto voice = speech (2.0);
    std::vector<Signal> channels (count, silence (2.0));
    channels[0] = voice;
    channels[1] = Signal (voice.size(), junk);

    MixRig rig;
    CHECK (besides (rig.hear (channels), voice, 0.05) < -30.0);
    const auto told = rig.told();
    REQUIRE (! told.empty());
    CHECK (told[0].kind == NoticeKind::broken);
    CHECK (told[0].channel == 2);
    CHECK (told[0].channels == count);
}

TEST_CASE ("Where the only channel is broken, silence is heard, and that is told")
{
    MixRig rig;
    CHECK (rig.hear ({Signal (48'000, std::numeric_limits<float>::quiet_NaN())}) == silence (1.0));
    const auto told = rig.told();
    REQUIRE (told.size() == 1);
    CHECK (told[0] == InputNotice{NoticeKind::broken, 0, 1, 1});
}

TEST_CASE ("A sample here and there that is no number costs that sample alone")
{
    auto voice = speech (2.0);
    auto pitted = voice;
    for (std::size_t i = 0; i < voice.size(); i += 1'000)
    {
        pitted[i] = std::numeric_limits<float>::quiet_NaN();
        voice[i] = 0.0f;
    }
    MixRig rig;
    CHECK (besides (rig.hear ({pitted, silence (2.0)}), voice, 0.05) < -25.0);
    CHECK (rig.told().empty());
}

TEST_CASE ("Neither hum nor an offset in one channel keeps the voice in another away, however loud it is")
{
    const auto voice = speech (6.0);
    const auto other = GENERATE (hum (6.0, 0.3), Signal (samplesIn (6.0), 0.8f), hiss (6.0, 9, 0.3));
    const auto count = GENERATE (2u, 8u);
    std::vector<Signal> channels (count, silence (6.0));
    channels[0] = other;
    channels[1] = voice;
    MixRig rig;
    CHECK (besides (rig.hear (channels), voice, 0.5) < -25.0);
}

TEST_CASE ("Two people in two of many inputs are heard each at their own level, whoever speaks")
{
    const auto one = speech (8.0, 120.0, 0.0, 3.5), other = speech (8.0, 210.0, 4.5, 8.0, 0.1);
    auto channels = preamps (8, 8.0);
    channels[2] = one;
    channels[5] = other;
    MixRig rig;
    const auto heard = rig.hear (channels);
    CHECK (besides (heard, one, 0.1, 3.5) < -30.0);
    CHECK (std::fabs (decibels (heard, 4.5, 8.0) - decibels (other, 4.5, 8.0)) < 0.5);
}

TEST_CASE ("Of a voice in several microphones hardly anything but the nearest is heard")
{
    const auto voice = speech (3.0);
    std::vector<Signal> channels;
    for (std::size_t i = 0; i < 10; ++i)
    {
        // As far away as it is soft: each microphone hears it 10 dB softer and 3 ms later.
        Signal far (voice.size());
        for (std::size_t sample = 144; sample < far.size(); ++sample)
            far[sample] = 0.316f * voice[sample - 144];
        channels.push_back (far);
    }
    channels[4] = voice;
    MixRig rig;
    CHECK (besides (rig.hear (channels), voice, 0.2) < -20.0);
}

TEST_CASE ("Between sentences the channel that spoke stays, whatever noise the others make")
{
    const auto voice = speech (6.0, 140.0, 0.0, 2.0);
    auto channels = preamps (6, 6.0, 0.003); // 20 dB above the speaker's own
    channels[3] = voice;
    MixRig rig;
    const auto heard = rig.hear (channels);
    CHECK (besides (heard, voice, 2.5, 6.0) < -20.0);
}

TEST_CASE ("A plug that is pulled in another channel does not take the voice away")
{
    const auto voice = speech (4.0);
    auto pops = silence (4.0);
    for (std::size_t i = 0; i < pops.size(); ++i)
        if (i > 48'000 && i % 24'000 < 480)
            pops[i] = i % 2 == 0 ? 0.9f : -0.9f;
    MixRig rig;
    CHECK (besides (rig.hear ({silence (4.0), voice, pops}), voice, 0.2) < -25.0);
}

TEST_CASE ("No change of who is heard makes a click")
{
    // Every second somebody else; the tones are far softer in their steps than any jump between them.
    std::vector<Signal> channels (4, silence (8.0));
    for (std::size_t channel = 0; channel < channels.size(); ++channel)
        for (std::size_t i = 0; i < channels[channel].size(); ++i)
        {
            const auto time = static_cast<double> (i) / voiceRate;
            const auto fade = std::clamp (
                std::sin (2.0 * std::numbers::pi * (time / 4.0 + 0.25 * static_cast<double> (channel))) * 4.0, 0.0,
                1.0);
            channels[channel][i] = static_cast<float> (0.5 * fade * std::sin (2.0 * std::numbers::pi * 90.0 * time));
        }
    MixRig rig;
    const auto heard = rig.hear (channels);
    CHECK (steepest (heard) < 2.0f * steepest (channels[0]));
    CHECK (decibels (heard, 1.0) > -15.0);
}

TEST_CASE ("Inputs that come and go, and rates that change, leave the voice whole")
{
    const auto voice = speech (1.5);
    MixRig rig;
    for (const auto& [count, speaker] :
         {std::pair (18u, 17u), std::pair (2u, 1u), std::pair (1u, 0u), std::pair (64u, 3u), std::pair (2u, 0u)})
    {
        std::vector<Signal> channels (count, silence (1.5));
        channels[speaker] = voice;
        rig.mix.prepare (voiceRate);
        CHECK (besides (rig.hear (channels), voice, 0.1) < -30.0);
        CHECK (rig.isThere);
        CHECK_FALSE (rig.mix.process (nullptr, 0, 0, nullptr, 480));
    }
    for (const auto rate : {8'000, 384'000, 1, 0, -5})
    {
        rig.mix.prepare (rate);
        CHECK (decibels (rig.hear ({voice, silence (1.5)}), 0.5) > decibels (voice, 0.5) - 1.0);
    }
}

TEST_CASE ("A chosen channel, or range of channels, is what is heard")
{
    const auto quiet = speech (2.0, 140.0, 0.0, 9.0, 0.01), loud = speech (2.0, 210.0, 0.0, 9.0, 0.5);
    std::vector<Signal> channels (18, silence (2.0));
    channels[2] = quiet;
    channels[6] = loud;
    MixRig rig;

    rig.mix.setChannels ({2, 2});
    CHECK (rig.hear (channels) == quiet);
    rig.mix.setChannels ({1, 3});
    CHECK (besides (rig.hear (channels), quiet, 0.1) < -30.0);
    rig.mix.setChannels ({3, 3});
    CHECK (rig.hear (channels) == silence (2.0));
    rig.mix.setChannels ({18, 40}); // where there is none of them
    CHECK (besides (rig.hear (channels), loud, 0.1) < -20.0);
    rig.mix.setChannels ({});
    CHECK (besides (rig.hear (channels), loud, 0.1) < -20.0);
}

TEST_CASE ("A choice of channels is read as people count")
{
    const auto read = [] (const char* text) { return InputChannels::parse (text); };
    CHECK (read ("1") == InputChannels{0, 0});
    CHECK (read ("64") == InputChannels{63, 63});
    CHECK (read ("3-4") == InputChannels{2, 3});
    for (const auto* wrong : {"", "0", "-", "3-", "-4", "4-3", "1025", "1,2", " 1", "1 ", "x", "1-2-3", "99999999999"})
    {
        CAPTURE (wrong);
        CHECK_FALSE (read (wrong));
    }
}

TEST_CASE ("An engine hears any of many inputs, or the one that was chosen")
{
    const auto voice = speech (1.0), other = speech (1.0, 220.0, 0.0, 9.0, 0.02);
    std::vector<Signal> channels (18, silence (1.0));
    channels[11] = voice;
    channels[12] = other;
    std::vector<const float*> inputs;
    for (const auto& channel : channels)
        inputs.push_back (channel.data());

    AudioEngine engine;
    engine.prepare (voiceRate, 512);
    const auto heard = [&]
    {
        std::vector<std::int16_t> frame;
        Signal all;
        engine.process (inputs.data(), 18, nullptr, 0, voiceRate);
        while (engine.capture().pull (frame))
            for (const auto sample : frame)
                all.push_back (static_cast<float> (sample) / 32'768.0f);
        return 10.0 * std::log10 (std::inner_product (all.begin(), all.end(), all.begin(), 0.0) /
                                  static_cast<double> (all.size()));
    };
    CHECK (std::fabs (heard() - decibels (voice)) < 1.0);
    engine.setInputChannels ({12, 12});
    CHECK (std::fabs (heard() - decibels (other)) < 1.0);
    CHECK (engine.inputNotices().take().has_value());
}
