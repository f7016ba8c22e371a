#pragma once

#include "Support/SpokenSound.h"

#include <parlando_speech/parlando_speech.h>

#include <functional>

namespace parlando::test
{

/** What came of a conversation beside a loudspeaker, 10 ms at a time. */
struct ProcessedSound
{
    Sound microphone, suppressed, linear;
    std::vector<bool> voiced;
};

/** Gives both to the processor as a session does. `each` sees every frame's outcome. */
inline ProcessedSound processed (SpeechProcessor& processor, const Sound& microphone, const Sound& played,
                                 double knownDelay, const std::function<void (const ProcessedSpeech&)>& each = {})
{
    ProcessedSound result;
    result.microphone = microphone;
    for (std::size_t i = 0; i + speechFrameSize <= microphone.size(); i += speechFrameSize)
    {
        const auto& frame = processor.process (std::span (microphone).subspan (i, speechFrameSize),
                                               std::span (played).subspan (i, speechFrameSize), knownDelay);
        result.suppressed.insert (result.suppressed.end(), frame.suppressed.begin(), frame.suppressed.end());
        result.linear.insert (result.linear.end(), frame.linear.begin(), frame.linear.end());
        result.voiced.push_back (frame.hasVoice);
        if (each)
            each (frame);
    }
    return result;
}

/** By how many dB `after` is softer than `before` from one second to another, while the echo is heard. */
inline double loweredBetween (double from, double to, const Sound& before, const Sound& after, const Sound& echo)
{
    const auto least = speechLevel (echo) - 15.0;
    double heard = 0.0, left = 0.0;
    for (auto i = samplesOf (from); i + speechFrameSize <= std::min (samplesOf (to), after.size());
         i += speechFrameSize)
        if (levelOf (std::span (echo).subspan (i, speechFrameSize)) > least)
        {
            heard += meanSquare (std::span (before).subspan (i, speechFrameSize));
            left += meanSquare (std::span (after).subspan (i, speechFrameSize));
        }
    return 10.0 * std::log10 ((heard + 1.0e-15) / (left + 1.0e-15));
}

/** How often so many frames in a row were voiced. */
inline int voicedRuns (const std::vector<bool>& voiced, int length, double after = 0.0)
{
    int runs = 0, run = 0;
    for (auto i = static_cast<std::size_t> (after * 100.0); i < voiced.size(); ++i)
    {
        run = voiced[i] ? run + 1 : 0;
        runs += run == length ? 1 : 0;
    }
    return runs;
}

} // namespace parlando::test
