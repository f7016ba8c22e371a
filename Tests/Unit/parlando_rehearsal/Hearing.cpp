#include "EarsModel.h"

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>

using namespace parlando;
using parlando::test::hasModel;

namespace
{
const std::string recordings = "/usr/share/pocketsphinx/test/data/";

// One for all cases: it takes half a second to load.
Recogniser& recogniser()
{
    static Recogniser shared;
    return shared;
}

// Through the detector, as a session does it; the texts of all utterances, with a bar between them.
std::string understand (std::vector<std::int16_t> samples, const std::vector<std::string>& things)
{
    samples.insert (samples.begin(), 8000, 0);
    samples.resize (samples.size() + 16000);
    SpeechDetector detector ({});
    std::vector<SpeechDetector::Event> events;
    detector.process (samples, events);
    detector.finish (events);

    std::string texts;
    std::vector<std::int16_t> utterance;
    for (const auto& event : events)
    {
        utterance.insert (utterance.end(), event.samples.begin(), event.samples.end());
        if (event.kind == SpeechDetector::Event::Kind::ended)
            texts += (texts.empty() ? "" : " | ") + recogniser().understand (std::exchange (utterance, {}), things);
    }
    return texts;
}

std::vector<std::int16_t> synthesised (const std::string& text, const std::string& voiceName)
{
    static Synthesiser synthesiser;
    RateConverter converter (24000, 16000);
    std::vector<std::int16_t> samples;
    converter.process (synthesiser.speak (text, voiceName).samples, samples);
    return samples;
}

std::vector<std::int16_t> recorded (const std::string& name)
{
    std::ifstream file (recordings + name, std::ios::binary);
    std::string bytes (std::istreambuf_iterator<char> (file), {});
    bytes.erase (0, name.ends_with (".wav") ? 44 : 0);
    std::vector<std::int16_t> samples;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
        samples.push_back (static_cast<std::int16_t> (static_cast<unsigned char> (bytes[i]) |
                                                      (static_cast<unsigned char> (bytes[i + 1]) << 8)));
    return samples;
}
} // namespace

TEST_CASE ("Spoken commands are understood to the word, in each of the four voices")
{
    if (! hasModel())
        SKIP ("pocketsphinx-en-us is not installed");
    const auto [voice, text] = GENERATE (
        Catch::Generators::table<const char*, const char*> ({{"Kore", "what is seventeen times three"},
                                                             {"Charon", "what is two hundred minus nineteen"},
                                                             {"Puck", "what is seventeen times three"},
                                                             {"Kore", "set the reverb to forty percent"},
                                                             {"Charon", "set the filter cutoff to eight hundred"},
                                                             {"Puck", "set the reverb to forty percent"},
                                                             {"Fenrir", "set the reverb to forty percent"},
                                                             {"Kore", "tell me a story"},
                                                             {"Fenrir", "tell me a long story"},
                                                             {"Kore", "stop the conversation"},
                                                             {"Charon", "goodbye"}}));
    INFO (voice << ": " << text);
    CHECK (understand (synthesised (text, voice), {"reverb", "filter cutoff"}) == text);
}

TEST_CASE ("Quiet, loud and noisy commands are understood too")
{
    if (! hasModel())
        SKIP ("pocketsphinx-en-us is not installed");
    // Noise of 60 is about -54 dBFS.
    const auto [gain, noise] = GENERATE (Catch::Generators::table<double, int> ({{0.1, 0}, {0.3, 60}, {1.3, 60}}));
    auto samples = synthesised ("set the reverb to forty percent", "Kore");
    std::uint32_t random = 1;
    for (auto& sample : samples)
    {
        random = random * 1664525u + 1013904223u;
        const auto hiss = noise == 0 ? 0 : static_cast<int> (random >> 16) % (2 * noise) - noise;
        sample = static_cast<std::int16_t> (std::clamp (static_cast<int> (gain * sample) + hiss, -32768, 32767));
    }
    INFO (gain << ", " << noise);
    CHECK (understand (std::move (samples), {"reverb"}) == "set the reverb to forty percent");
}

TEST_CASE ("What people say is not forced into commands")
{
    if (! hasModel() || ! std::filesystem::exists (recordings + "goforward.raw"))
        SKIP ("pocketsphinx-testdata is not installed");
    const auto [name, text] = GENERATE (
        table<const char*, const char*> ({{"goforward.raw", "go forward ten meters"},
                                          {"something.raw", "go somewhere and do something"},
                                          {"cards/001.wav", "ten of clubs"},
                                          {"cards/003.wav", "seven of clubs"},
                                          {"cards/005.wav", "eight of spades four of clubs seven of hearts"}}));
    INFO (name);
    CHECK (understand (recorded (name), {"reverb", "volume"}) == text);
}

TEST_CASE ("A folder without a model says what to install")
{
    try
    {
        const Recogniser none ("/nonexistent");
        FAIL ("a recogniser without a model");
    }
    catch (const std::runtime_error& error)
    {
        CHECK (std::string (error.what()).find ("pocketsphinx-en-us") != std::string::npos);
    }
}

TEST_CASE ("Words of the speech stand in order and inside it")
{
    const auto speech = Synthesiser().speak ("Well, it is 3 o'clock: go home.", "Kore");
    REQUIRE (speech.words.size() == 7);
    CHECK (speech.words[3].text == "3");
    CHECK (speech.samples.size() > 24000);
    for (std::size_t i = 1; i < speech.words.size(); ++i)
        CHECK (speech.words[i].firstSample > speech.words[i - 1].firstSample);
    CHECK (speech.words.back().firstSample < speech.samples.size());
}

TEST_CASE ("The story lasts about a minute")
{
    Synthesiser synthesiser;
    std::size_t samples = 0;
    for (const auto& sentence : rehearsalStory())
        samples += synthesiser.speak (sentence, "").samples.size();
    CHECK (samples > 55u * 24000u);
    CHECK (samples < 90u * 24000u);
}

TEST_CASE ("The hearing thread answers each utterance of two connections once, and abandoned ones never")
{
    if (! hasModel())
        SKIP ("pocketsphinx-en-us is not installed");
    std::map<HearingThread::Utterance, std::string> texts;
    std::promise<void> both;
    HearingThread hearing (Recogniser::usualModelFolder,
                           [&] (HearingThread::Utterance utterance, std::string text)
                           {
                               texts[utterance] = std::move (text);
                               if (texts.size() == 2)
                                   both.set_value();
                           });
    const HearingThread::Utterance first{1, 1}, second{2, 1}, third{2, 2};
    for (const auto& utterance : {first, second, third})
        hearing.begin (utterance, {});
    auto one = synthesised ("tell me a story", "Kore");
    auto two = synthesised ("stop the conversation", "Charon");
    for (std::size_t i = 0; i < 48000; i += 320)
    {
        const auto piece = [i] (auto& samples)
        {
            samples.resize (48000);
            return std::vector<std::int16_t> (samples.begin() + static_cast<std::ptrdiff_t> (i),
                                              samples.begin() + static_cast<std::ptrdiff_t> (i + 320));
        };
        hearing.append (first, piece (one));
        hearing.append (second, piece (two));
    }
    hearing.abandon (third);
    hearing.finish (second);
    hearing.finish (third);
    hearing.finish (first);
    both.get_future().wait();
    hearing.stop();
    CHECK (texts[first] == "tell me a story");
    CHECK (texts[second] == "stop the conversation");
    CHECK (texts.size() == 2);
}
