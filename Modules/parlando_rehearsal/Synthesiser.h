#pragma once

#include "Voice.h"

#include <map>
#include <string>

namespace parlando
{

/** Text to English speech with flite. One thread at a time: flite's voices hold state. */
class Synthesiser
{
public:
    Synthesiser();

    /** 24 kHz. `voiceName`: one of Gemini's voices, each spoken by one of flite's four; slt for any other name. */
    [[nodiscard]] Speech speak (const std::string& text, const std::string& voiceName);

private:
    [[nodiscard]] void* voiceFor (const std::string& voiceName);

    std::map<std::string, void*> loaded; // flite's own, for the life of the process
};

} // namespace parlando
