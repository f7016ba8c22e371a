#pragma once

#include <parlando_session/PersonVoice.h>

namespace parlando::testing
{

/** What a detector beside the microphone says of 10 ms after the other: an onset is sure after 40 ms of voice, and over
    100 ms after the last of it. */
class HeardVoice
{
public:
    PersonVoice next (bool isVoice)
    {
        voiced = isVoice ? voiced + 1 : 0;
        unvoiced = isVoice ? 0 : unvoiced + 1;
        ++state.sinceOnset;
        ++state.sinceEnd;
        state.isVoice = isVoice;

        if (isVoice && ! state.isSpeaking && voiced >= 4)
        {
            state.isSpeaking = true;
            state.sinceOnset = voiced - 1;
        }

        if (isVoice && state.isSpeaking)
            state.sinceEnd = -1;

        state.isSpeaking = state.isSpeaking && unvoiced < 10;
        return state;
    }

private:
    PersonVoice state{false, false, 1'000, 1'000};
    int voiced = 0, unvoiced = 0;
};

} // namespace parlando::testing
