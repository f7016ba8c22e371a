// What stands in a record in place of sound: a session must take it as it took the sound.

#include <catch2/catch_test_macros.hpp>
#include <parlando_archive/SoundOutline.h>
#include <parlando_session/ReplySound.h>
#include <parlando_session/SpeechActivity.h>

#include <cmath>
#include <numbers>
#include <random>

using namespace parlando;

namespace
{

using Samples = std::vector<std::int16_t>;

/** Noise that grows and dies away in syllables, with pauses. */
Samples speech (std::mt19937& random, std::size_t length, double rate)
{
    Samples made (length);
    const auto pitch = 3.0 + static_cast<double> (random() % 4);

    for (std::size_t i = 0; i < length; ++i)
    {
        const auto loudness = std::sin (2.0 * std::numbers::pi * pitch * static_cast<double> (i) / rate);
        made[i] =
            static_cast<std::int16_t> (std::max (0.0, loudness) * (static_cast<int> (random() % 20'000) - 10'000));
    }

    return made;
}

Samples soundFor (const std::vector<SoundStretch>& stretches)
{
    Samples sound;

    for (const auto& stretch : stretches)
    {
        const auto part = soundOf (stretch);
        sound.insert (sound.end(), part.begin(), part.end());
    }

    return sound;
}

} // namespace

TEST_CASE ("A sound that is made from an outline has the same outline")
{
    std::mt19937 random (3);

    for (int i = 0; i < 500; ++i)
    {
        Samples sound (1 + random() % 3'000);
        const auto loudest = 1 + static_cast<int> (random() % 32'000);

        for (auto& sample : sound)
            sample = static_cast<std::int16_t> (static_cast<int> (random() % 65'536) % (2 * loudest) - loudest);

        const auto outline = outlineOf (sound), again = outlineOf (soundOf (outline));
        CHECK (again.samples == outline.samples);
        CHECK (again.peak == outline.peak);
        CHECK (again.crossings == outline.crossings);
        CHECK (again.beginsBelowZero == outline.beginsBelowZero);
        CHECK (std::abs (static_cast<double> (again.energy) - static_cast<double> (outline.energy)) <=
               1.0e-3 * static_cast<double> (outline.energy));
    }

    CHECK (soundOf (outlineOf (Samples (100))) == Samples (100));
    CHECK (soundOf (outlineOf ({})).empty());
}

TEST_CASE ("What a session looks for in a reply is found in what stands for it as well")
{
    std::mt19937 random (5);

    for (int turn = 1; turn <= 20; ++turn)
    {
        VoiceOutline outline;
        ReplySound heard, again;

        for (int piece = 0; piece < 100; ++piece)
        {
            auto sound = speech (random, 200 + random() % 2'000, 24'000.0);

            if (turn % 4 == 0 && piece > 20) // a tone that stands
                for (std::size_t i = 0; i < sound.size(); ++i)
                    sound[i] = static_cast<std::int16_t> (i / 27 % 2 == 0 ? 5'000 : -5'000);

            if (turn % 5 == 0)
                sound.assign (sound.size(), 3);

            heard.process (sound, 24'000);
            again.process (soundFor (outline.take (1, sound, 24'000)), 24'000);
            REQUIRE (again.isAudible() == heard.isAudible());
            REQUIRE (again.endsInPause() == heard.endsInPause());
            REQUIRE (again.isStuckTone() == heard.isStuckTone());
            REQUIRE (again.length() == heard.length());

            if (heard.isStuckTone())
                REQUIRE (again.toneBegin() == heard.toneBegin());
        }
    }
}

TEST_CASE ("A frame that has a microphone's energy has its level, to the last bit")
{
    std::mt19937 random (9);

    for (int i = 0; i < 2'000; ++i)
    {
        Samples frame (320);
        const auto loudest = 1 + static_cast<int> (random() % 32'000);

        for (auto& sample : frame)
            sample = static_cast<std::int16_t> (static_cast<int> (random() % 65'536) % (2 * loudest) - loudest);

        SpeechActivity heard, again;
        heard.process (frame, Instant());
        again.process (frameWithEnergy (frame.size(), energyOf (frame)), Instant());
        CHECK (again.level() == heard.level());
    }
}

TEST_CASE ("An outline that nobody can have is refused")
{
    for (const auto* text : {"5", "[]", "[1,2,3,4]", "[1,2,3,0,\"x\"]", "[11,5,5,0,0]", "[5,40000,5,0,0]",
                             "[5,5,5,6,0]", "[-1,5,5,0,0]", "[1.5,5,5,0,0]"})
        CHECK_THROWS_AS (readSoundStretch (nlohmann::json::parse (text), 10), std::invalid_argument);
}
