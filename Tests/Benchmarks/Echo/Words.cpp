#include "EchoParts.h"
#include "LoudspeakerTalk.h"
#include "People.h"

#include <parlando_audio/PcmCodec.h>
#include <parlando_rehearsal/Recogniser.h>

#include <array>
#include <cstdio>
#include <optional>

// How many words a recogniser understands of people who begin to speak over an agent.

namespace parlando::benchmarks
{

using namespace test;

namespace
{

constexpr double around = 0.3; // s, before and after an utterance

/** Where the utterances begin, in samples. */
using Places = std::vector<std::size_t>;

const std::vector<Recorded>& speakers()
{
    static const auto all = []
    {
        auto some = people();
        std::erase_if (some, [] (const Recorded& each) { return each.words.empty(); });
        return some;
    }();
    return all;
}

/** What is understood of all of them. */
int understood (Recogniser& recogniser, const Sound& sound, const Places& places)
{
    int count = 0;
    for (std::size_t i = 0; i < speakers().size(); ++i)
    {
        const auto margin = samplesOf (around);
        const auto begin = places[i] - margin;
        const auto length = std::min (speakers()[i].sound.size() + 2 * margin, sound.size() - begin);
        std::vector<std::int16_t> utterance (length);
        floatToPcm (std::span (sound).subspan (begin, length), utterance);
        count += wordsFound (recogniser.understand (utterance, {}), speakers()[i].words);
    }
    return count;
}

struct Spoken
{
    Sound microphone, played, sent;
    Places inMicrophone, inSent;
};

/** Everybody in turn, each over an agent that has spoken for 4 s at least. Where the agent makes way the service says
    after 640 ms that it was interrupted, as half of the recorded ones did. */
Spoken spokenOver (double echoLevel, EchoMode echo, BargeInMode bargeIn)
{
    LoudspeakerTalk talk ({.echo = echo, .bargeIn = bargeIn, .path = {.level = echoLevel}});
    Spoken spoken;
    talk.begin();
    talk.pass (8.0);
    for (const auto& person : speakers())
    {
        if (! talk.isSpeaking())
            talk.begin();
        talk.pass (4.0);
        spoken.inMicrophone.push_back (talk.captured.size());
        spoken.inSent.push_back (talk.sent.size());
        const auto interruption = person.onset + samplesOf (0.64);
        if (bargeIn == BargeInMode::off || interruption >= person.sound.size())
            talk.pass (person.sound);
        else
        {
            talk.pass (std::span (person.sound).first (interruption));
            talk.interrupt();
            talk.pass (std::span (person.sound).subspan (interruption));
        }
        talk.pass (1.0);
    }
    spoken.microphone = std::move (talk.captured);
    spoken.played = std::move (talk.played);
    spoken.sent = std::move (talk.sent);
    return spoken;
}

/** The same without an agent. */
int understoodClean (Recogniser& recogniser)
{
    Sound sound (samplesOf (1.0));
    Places places;
    for (const auto& person : speakers())
    {
        places.push_back (sound.size());
        sound.insert (sound.end(), person.sound.begin(), person.sound.end());
        sound.resize (sound.size() + samplesOf (1.0));
    }
    return understood (recogniser, mixed (sound, noise (sound.size(), -72.0, 5)), places);
}

/** What would be left of them were one of the two signals sent all the time. */
template <typename Print>
void measureSignals (Recogniser& recogniser, const Spoken& without, Print&& print)
{
    SpeechProcessor processor;
    Sound suppressed, linear;
    for (std::size_t i = 0; i + speechFrameSize <= without.microphone.size(); i += speechFrameSize)
    {
        const auto& speech =
            processor.process (std::span (without.microphone).subspan (i, speechFrameSize),
                               std::span (without.played).subspan (i, speechFrameSize), EchoPath{}.delay);
        suppressed.insert (suppressed.end(), speech.suppressed.begin(), speech.suppressed.end());
        linear.insert (linear.end(), speech.linear.begin(), speech.linear.end());
    }
    print ("suppressed alone, the agent goes on", understood (recogniser, suppressed, without.inMicrophone));
    print ("linear alone, the agent goes on", understood (recogniser, linear, without.inMicrophone));
}

void measureLevel (Recogniser& recogniser, double below, int clean, bool isLong)
{
    const auto level = personLevel - below;
    const auto print = [clean] (const char* what, int count)
    { std::printf ("  %-58s %3d  %3.0f %%\n", what, count, 100.0 * count / clean); };
    std::printf ("echo %.0f dB below the voice\n", below);

    const auto without = spokenOver (level, EchoMode::never, BargeInMode::off);
    print ("no canceller, the agent goes on", understood (recogniser, without.sent, without.inSent));

    if (isLong)
        measureSignals (recogniser, without, print);

    constexpr std::array modes{BargeInMode::off, BargeInMode::gentle, BargeInMode::quick};
    constexpr std::array names{"as it is sent, the agent goes on", "as it is sent, it makes way gently",
                               "as it is sent, it makes way quickly"};
    for (std::size_t i = isLong ? 0 : 2; i < modes.size(); ++i)
    {
        const auto spoken = spokenOver (level, EchoMode::automatic, modes[i]);
        print (names[i], understood (recogniser, spoken.sent, spoken.inSent));
    }
}

} // namespace

void measureWords (bool isLong)
{
    if (speakers().empty())
        return void (std::printf ("Words: needs pocketsphinx-testdata\n"));
    Recogniser recogniser;
    int spoken = 0;
    for (const auto& person : speakers())
        spoken += wordCount (person.words);
    const auto clean = understoodClean (recogniser);
    std::printf ("Words of %zu people's utterances that are understood when they begin to speak over the agent: "
                 "%d of %d where it is silent\n",
                 speakers().size(), clean, spoken);
    for (const auto below : {0.0, 6.0, 12.0, 20.0})
        if (isLong || below == 6.0)
            measureLevel (recogniser, below, clean, isLong);
}

} // namespace parlando::benchmarks
