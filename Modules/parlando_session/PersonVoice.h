#pragma once

namespace parlando
{

/** What a detector of speech made of 10 ms of the microphone. It knows what of it is the agent's own echo. */
struct PersonVoice
{
    bool isVoice = false;    /**< This frame is a person's voice: or a cough, or music. */
    bool isSpeaking = false; /**< From when the onset was sure until a little after the last voice. */
    int sinceOnset = 0;      /**< Frames from the first of the speech that is, or was last, to this one. */
    int sinceEnd = 0;        /**< Frames from the one after its last voice to this one. */

    friend bool operator== (const PersonVoice&, const PersonVoice&) = default;
};

} // namespace parlando
