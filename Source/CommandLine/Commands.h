#pragma once

#include "CommandLineError.h"
#include "TalkOptions.h"

namespace parlando
{

/** Holds a conversation. Throws UsageError and ConversationError. */
ExitCode talk (const TalkOptions&);

/** Lists the voices with their styles. */
ExitCode listVoices();

/** Lists microphones and speakers. */
ExitCode listDevices();

/** Makes an ephemeral token and prints it. Throws UsageError and ConversationError. */
ExitCode makeToken (const TokenOptions&);

/** Keep the key that is typed or piped in, forget it, and say where it comes from. Throw UsageError and
    ConversationError. */
ExitCode setKey();
ExitCode removeKey();
ExitCode tellKey();

/** Checks what a conversation needs, one line each. */
ExitCode examine (const ServiceOptions&);

} // namespace parlando
