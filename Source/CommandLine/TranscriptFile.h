#pragma once

#include <parlando_session/parlando_session.h>

#include <string>

namespace parlando
{

/** Throws UsageError unless the ending of `path` is .srt, .vtt, .txt or .json, or it is standard output, which takes
   the form of .txt. */
void requireTranscriptEnding (const std::string& path);

/** Writes the transcript in the form that the ending of `path` names. Throws ConversationError. */
void writeTranscript (const std::string& path, const Transcript&);

/** The conversation kept at `path`, an empty one where there is no file, or standard output. Throws UsageError for
 * anything else. */
Transcript readHistory (const std::string& path);

} // namespace parlando
