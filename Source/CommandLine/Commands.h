#pragma once

#include "CommandLineError.h"
#include "ExportOptions.h"
#include "TalkOptions.h"

#include <string>

namespace parlando
{

/** Holds a conversation. Throws UsageError and ConversationError. */
ExitCode talk (const TalkOptions&);

/** Runs a kept conversation's record of the wire again (its folder, or the file), and says whether the same comes of
   it. Throws UsageError. */
ExitCode replay (const std::string& path);

/** Lists the voices that every model has, with their styles; or what the service's library holds for this key. Throws
    UsageError and ConversationError. */
ExitCode listVoices (const ServiceOptions&, bool fromLibrary);

/** Lists the service's models that hold live conversations, or all of them. Throws UsageError and ConversationError. */
ExitCode listModels (const ServiceOptions&, bool all);

/** Makes files of what is kept of a conversation, and lists them on standard output. Throws UsageError and
    ConversationError. */
ExitCode exportConversation (const ExportOptions&);

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
