#include "Disturbances.h"
#include "EchoParts.h"
#include "LoudspeakerTalk.h"

#include <algorithm>
#include <cstdio>

// How often an agent is stopped by what is no word, and whether all of its answer is heard all the same.

namespace parlando::benchmarks
{

using namespace test;

namespace
{

/** Somebody's room, a minute of it. Levels are those at the microphone, where a person's voice has -26 dBFS. */
struct Kind
{
    const char* name;
    Sound (*minute) (unsigned seed);
};

template <typename Make>
Sound repeatedly (int times, unsigned seed, Make&& make)
{
    Sound sound (samplesOf (60.0));
    for (int i = 0; i < times; ++i)
        sound = mixed (std::move (sound), make (seed * 100 + static_cast<unsigned> (i)), (i + 0.5) * 60.0 / times);
    return sound;
}

constexpr Kind kinds[]{
    {"the agent alone", [] (unsigned) { return Sound (samplesOf (60.0)); }},
    {"coughs, -24 dBFS, 2 in 3 minutes", [] (unsigned seed)
     { return repeatedly (seed % 3 == 0 ? 2 : 0, seed, [] (unsigned each) { return cough (-24.0, each); }); }},
    {"keyboard, clicks of -30 dBFS", [] (unsigned seed) { return typing (60.0, -30.0, seed); }},
    {"doors, -20 dBFS, 3 a minute",
     [] (unsigned seed) { return repeatedly (3, seed, [] (unsigned each) { return doorSlam (-20.0, each); }); }},
    {"music in the room, -44 dBFS", [] (unsigned seed) { return music (60.0, -44.0, seed); }}};

void measureKind (const Kind& kind, BargeInMode mode, double echoLevel, int minutes)
{
    LoudspeakerTalk::Setup setup{.bargeIn = mode, .path = {.level = echoLevel}};
    setup.answer = 70.0;
    LoudspeakerTalk talk (setup);
    talk.keepsSound = false;
    talk.begin();
    talk.pass (8.0);
    talk.yields.clear();
    for (int i = 0; i < minutes; ++i)
    {
        const auto minute = kind.minute (static_cast<unsigned> (i));
        for (std::size_t at = 0; at < minute.size(); at += samplesOf (0.5))
        {
            if (! talk.isSpeaking())
                talk.begin();
            talk.pass (std::span (minute).subspan (at, samplesOf (0.5)));
        }
    }
    for (int i = 0; talk.isSpeaking() && i < 200; ++i)
        talk.pass (1.0);

    const auto count = [&] (VoiceYield how) { return std::count (talk.yields.begin(), talk.yields.end(), how); };
    const auto turns = talk.turns();
    const auto whole = std::count_if (turns.begin(), turns.end(),
                                      [&] (const TurnReport& turn) {
                                          return turn.samplesHeard == talk.answerLength() && turn.samplesDiscarded == 0;
                                      });
    std::printf ("%-7s %-32s %3d min  lowered %4ld  held %4ld: %.2f a minute; %ld of %zu answers heard to the sample\n",
                 mode == BargeInMode::quick ? "quick" : "gentle", kind.name, minutes, count (VoiceYield::ducked),
                 count (VoiceYield::held), static_cast<double> (count (VoiceYield::held)) / minutes, whole,
                 turns.size());
    std::fflush (stdout);
}

} // namespace

void measureHolds (bool isLong)
{
    std::printf ("Times at which the agent was lowered and held by what is no word; loudspeaker 12 dB below a person's "
                 "voice\n");
    for (const auto mode : {BargeInMode::gentle, BargeInMode::quick})
        for (const auto& kind : kinds)
            measureKind (kind, mode, -38.0, isLong ? 12 : 1);
}

} // namespace parlando::benchmarks
