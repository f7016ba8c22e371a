#pragma once

#include "KeptTake.h"

#include <parlando_session/parlando_session.h>

#include <deque>

namespace parlando
{

/** The sound of a conversation, put together from the lines of its journal. Memory has a bound: the newest 100,000
    turns, with at most 1000 places each and 100,000 altogether. What takes a line throws std::invalid_argument where it
    makes no sense; then nothing of it is taken. Any one thread. */
class VoiceLines
{
public:
    void beginPart (const nlohmann::json&);
    void takeVoice (const nlohmann::json&);
    void takePlace (const nlohmann::json&);
    void takeHeard (const nlohmann::json&);
    void takePerson (const nlohmann::json&);

    /** All of it, with the words of its conversation; nothing is left here. */
    KeptVoices takeVoices (const Transcript&);

private:
    KeptTake* takeOf (std::uint64_t turn);
    void forgetOldest();

    std::deque<KeptTake> takes;
    std::size_t places = 0;
    KeptVoices found; // all but its takes
};

} // namespace parlando
