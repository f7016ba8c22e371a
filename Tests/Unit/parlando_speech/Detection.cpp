#include "SpeechRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <string_view>

using namespace parlando;
using namespace parlando::test;

namespace
{
struct Detection
{
    std::vector<std::size_t> onsets; // frames at which they were sure
    std::vector<bool> voiced;

    // 150 ms after an onset, two thirds of them voiced: where an agent would be held.
    [[nodiscard]] int holds() const
    {
        return static_cast<int> (std::count_if (
            onsets.begin(), onsets.end(),
            [this] (std::size_t onset)
            {
                const auto begin = voiced.begin() + static_cast<std::ptrdiff_t> (std::max<std::size_t> (onset, 3) - 3);
                return std::count (begin, begin + std::min<std::ptrdiff_t> (15, voiced.end() - begin), true) >= 10;
            }));
    }
};

Detection detected (const Sound& microphone, const Sound& played, double delay)
{
    SpeechProcessor processor;
    BargeInDetector detector;
    Detection detection;
    bool was = false;
    processed (processor, microphone, played, delay,
               [&] (const ProcessedSpeech& speech)
               {
                   const auto& verdict = detector.add (speech);
                   if (verdict.isSpeaking && ! was)
                       detection.onsets.push_back (static_cast<std::size_t> (verdict.position));
                   was = verdict.isSpeaking;
                   detection.voiced.push_back (verdict.isVoice);
               });
    return detection;
}

// AEC3, which suppresses a person's first syllable longer.
bool isThird() { return std::string_view (echoCancellerName()) == "webrtc-audio-processing 1"; }

// The recordings begin with a breath of room noise: a voice is there once it is within 14 dB of its own level.
std::size_t onsetOf (const Sound& person, double level, std::size_t from)
{
    const auto isLoud = [&] (std::size_t frame)
    { return levelOf (std::span (person).subspan (frame * speechFrameSize, speechFrameSize)) > level - 14.0; };
    while (! (isLoud (from) && isLoud (from + 1) && isLoud (from + 2)))
        ++from;
    return from;
}
} // namespace

TEST_CASE ("An agent does not interrupt itself, in any room and with any two clocks")
{
    const auto path = GENERATE (EchoPath{.level = -26.0}, EchoPath{.reverberation = 0.15},
                                EchoPath{.reverberation = 0.6, .level = -26.0}, EchoPath{.delay = 5.0, .level = -26.0},
                                EchoPath{.delay = 300.0}, EchoPath{.level = -46.0},
                                EchoPath{.level = -26.0, .drift = 100.0}, EchoPath{.level = -26.0, .drift = -100.0});
    if (isThird() && path.reverberation == 0.6)
        SKIP ("AEC3's filter is too short for this room: it holds the agent three times a minute");
    const auto agent = agentSpeech (45.0);
    const auto echo = echoOf (agent, path);
    const auto detection = detected (mixed (echo, noise (echo.size(), -72.0, 8)), agent, path.delay);
    CAPTURE (path.reverberation, path.delay, path.level, path.drift);
    CHECK (detection.onsets.empty());
}

TEST_CASE ("What sounds like a voice is the agent's own where it begins softly, whatever was silent before")
{
    SpeechProcessor processor;
    BargeInDetector detector;
    bool spoke = false;
    const auto hear = [&] (const Sound& microphone, const Sound& played)
    {
        processed (processor, microphone, played, 10.0,
                   [&] (ProcessedSpeech speech)
                   {
                       speech.hasVoice = true; // as breath is to the library, now and then
                       spoke = spoke || detector.add (speech).isSpeaking;
                   });
    };

    hear (Sound (samplesOf (2.0)), Sound (samplesOf (2.0)));
    REQUIRE_FALSE (spoke);
    const auto breath = noise (samplesOf (0.3), -65.0, 11);
    hear (atLevel (breath, -62.0), breath);
    CHECK_FALSE (spoke);
}

TEST_CASE ("A loudspeaker that distorts does not have its agent held")
{
    const auto agent = agentSpeech (45.0);
    const auto echo = echoOf (agent, {.level = -26.0, .clip = 5.0});
    CHECK (detected (mixed (echo, noise (echo.size(), -72.0, 9)), agent, 50.0).holds() == 0);
}

TEST_CASE ("A person who begins to speak over an agent that is 6 dB softer is noticed within 150 ms")
{
    const auto level = GENERATE (-32.0, -46.0);
    const auto agent = agentSpeech (30.0);
    Sound person (agent.size());
    const std::array begins{12.0, 19.0, 24.0};
    const std::array sentences{"0880", "0890", "0930"};
    for (std::size_t i = 0; i < begins.size(); ++i)
        person = mixed (person, atLevel (readSentence (sentences[i]), -26.0), begins[i]);
    if (speechLevel (person) < -100.0)
        SKIP ("pocketsphinx-testdata is not installed");

    // The agent is held 200 ms after each onset, for the sentence.
    auto played = agent;
    std::vector<std::size_t> onsets;
    for (std::size_t i = 0; i < begins.size(); ++i)
    {
        onsets.push_back (onsetOf (person, -26.0, static_cast<std::size_t> (begins[i] * 100.0)));
        const auto held = (onsets.back() + 20) * speechFrameSize;
        std::fill_n (played.begin() + static_cast<std::ptrdiff_t> (held), samplesOf (4.0), 0.0f);
    }
    const auto echo = echoOf (played, {.level = level});
    const auto detection = detected (mixed (mixed (echo, person), noise (echo.size(), -72.0, 10)), played, 50.0);

    CAPTURE (level);
    for (const auto onset : onsets)
    {
        const auto found = std::find_if (detection.onsets.begin(), detection.onsets.end(),
                                         [onset] (std::size_t each) { return each + 30 >= onset; });
        REQUIRE (found != detection.onsets.end());
        CHECK (*found <= onset + (isThird() ? 45 : 15));
    }
}

TEST_CASE ("Speech ends a tenth of a second after its last voice")
{
    BargeInDetector detector;
    ProcessedSpeech speech{};
    speech.suppressedLevel = -30.0f;
    speech.echoLevel = speechSilence;
    speech.hasConverged = true;
    const auto hear = [&] (bool isVoice, int frames)
    {
        speech.hasVoice = isVoice;
        auto verdict = detector.add (speech);
        for (int i = 1; i < frames; ++i)
            verdict = detector.add (speech);
        return verdict;
    };
    CHECK_FALSE (hear (false, 50).isSpeaking);
    CHECK_FALSE (hear (true, 3).isSpeaking);
    const auto began = hear (true, 1);
    CHECK (began.isSpeaking);
    CHECK (began.onset == 50);
    CHECK (hear (false, 9).isSpeaking);
    const auto ended = hear (false, 1);
    CHECK_FALSE (ended.isSpeaking);
    CHECK (ended.end == 54);
}

TEST_CASE ("What is no louder than the room is nobody")
{
    BargeInDetector detector;
    ProcessedSpeech speech{};
    speech.suppressedLevel = -50.0f;
    speech.echoLevel = speechSilence;
    speech.hasConverged = true;
    bool spoke = false;
    for (int i = 0; i < 6'000; ++i)
        detector.add (speech);
    speech.hasVoice = true;
    speech.suppressedLevel = -45.0f;
    for (int i = 0; i < 100; ++i)
        spoke = spoke || detector.add (speech).isSpeaking;
    CHECK_FALSE (spoke);
}

namespace
{
// A frame of an agent whose echo is at -30 dBFS, and is taken out.
ProcessedSpeech besideAgent()
{
    ProcessedSpeech speech{};
    speech.isCancelling = speech.hasConverged = speech.isPlaying = true;
    speech.echoLevel = speech.microphoneLevel = -30.0f;
    speech.suppressedLevel = -72.0f;
    speech.linearLevel = -50.0f;
    speech.lowered = 40.0f;
    return speech;
}

int framesSpoken (BargeInDetector& detector, const ProcessedSpeech& speech, int frames)
{
    int spoken = 0;
    for (int i = 0; i < frames; ++i)
        spoken += detector.add (speech).isSpeaking ? 1 : 0;
    return spoken;
}
} // namespace

TEST_CASE ("Who is louder than all of the echo is noticed before the suppressor lets them through")
{
    BargeInDetector detector;
    auto speech = besideAgent();
    REQUIRE (framesSpoken (detector, speech, 1'000) == 0);

    auto dyingAway = speech; // softer than the echo was, and louder than it is
    dyingAway.echoLevel = -60.0f;
    dyingAway.linearLevel = -40.0f;
    CHECK (framesSpoken (detector, dyingAway, 20) == 0);

    framesSpoken (detector, speech, 300);
    speech.linearLevel = speech.microphoneLevel = -22.0f;
    CHECK (framesSpoken (detector, speech, 10) == 7);
}

TEST_CASE ("Music beside an agent is nobody after a few seconds, and a person is noticed over both")
{
    BargeInDetector detector;
    auto speech = besideAgent();
    framesSpoken (detector, speech, 500);
    speech.hasVoice = true;
    speech.suppressedLevel = -47.0f;
    speech.linearLevel = -44.0f;
    framesSpoken (detector, speech, 1'500);
    CHECK (framesSpoken (detector, speech, 3'000) == 0);

    speech.suppressedLevel = -35.0f;
    speech.linearLevel = -26.0f;
    CHECK (framesSpoken (detector, speech, 10) == 7);
}
