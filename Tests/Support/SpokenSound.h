#pragma once

#include "Room.h"

#include <flite/flite.h>

#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

extern "C"
{
    cst_voice* register_cmu_us_slt (const char*);
    cst_voice* register_cmu_us_rms (const char*);
}

namespace parlando::test
{

/** A person of pocketsphinx-testdata, 16 kHz, raw or WAV; empty where it is not installed. */
inline Sound recordedSpeech (const std::string& name)
{
    std::ifstream file ("/usr/share/pocketsphinx/test/data/" + name, std::ios::binary);
    const std::vector<char> bytes ((std::istreambuf_iterator<char> (file)), {});
    const std::size_t header = name.ends_with (".wav") ? 44 : 0;
    Sound sound;
    for (auto i = header; i + 1 < bytes.size(); i += 2)
    {
        std::int16_t sample;
        std::memcpy (&sample, bytes.data() + i, 2);
        sound.push_back (static_cast<float> (sample) / 32768.0f);
    }
    return sound;
}

/** One of the five sentences that a woman reads from a novel: "0870", "0880", "0890", "0920", "0930". */
inline Sound readSentence (const std::string& number)
{
    return recordedSpeech ("librivox/sense_and_sensibility_01_austen_64kb-" + number + ".wav");
}

inline Sound synthesisedSpeech (cst_voice* voice, const char* text)
{
    auto* utterance = flite_synth_text (text, voice);
    const auto* wave = utt_wave (utterance);
    Sound sound;
    for (int i = 0; i < wave->num_samples; ++i)
        sound.push_back (static_cast<float> (wave->samples[i]) / 32768.0f);
    delete_utterance (utterance);
    return sound;
}

/** An agent who goes on talking (flite's slt), at -20 dBFS. */
inline Sound agentSpeech (double seconds)
{
    static const auto story = []
    {
        flite_init();
        return synthesisedSpeech (
            register_cmu_us_slt (nullptr),
            "I have listened to the second verse, and I think that the singer stands a little behind the band. "
            "Shall I bring her forward by two decibels, or would you rather have the guitars step back? "
            "While you think about it, here is what I hear in the rest of the song. The bass is fine. It sits well "
            "under "
            "the kick, and there is room between them. The snare rings at about two hundred hertz, which one could "
            "like, "
            "but it masks the lower notes of the piano in the bridge. There are three clicks in the last chorus, at "
            "one "
            "minute and twelve seconds, at one minute and forty, and just before the end; they are easy to take out. "
            "The reverb on the voice is long for such a fast piece. Half of it would do, and a short delay before it "
            "would keep the words clear. The organ comes in rather loud, and then nobody turns it up for the solo. "
            "Last of all, the fade at the end is quicker than the breath of the last line. Give it two more bars.");
    }();
    Sound sound;
    while (sound.size() < samplesOf (seconds))
        sound.insert (sound.end(), story.begin(), story.end());
    sound.resize (samplesOf (seconds));
    return atLevel (std::move (sound), -20.0);
}

} // namespace parlando::test
