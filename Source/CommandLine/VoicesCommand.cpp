#include "Commands.h"

#include <parlando_protocol/parlando_protocol.h>

#include <cstdio>

namespace parlando
{

ExitCode listVoices()
{
    for (const auto& voice : prebuiltVoices())
        std::printf ("%-14.*s %.*s\n", static_cast<int> (voice.name.size()), voice.name.data(),
                     static_cast<int> (voice.style.size()), voice.style.data());

    return ExitCode::success;
}

} // namespace parlando
