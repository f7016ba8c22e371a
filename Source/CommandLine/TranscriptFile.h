#pragma once

#include <parlando_session/parlando_session.h>

#include <string>
#include <vector>

namespace parlando
{

/** Throws UsageError unless the ending of `path` is .srt, .vtt, .txt or .json, or it is standard output, which takes
   the form of .txt. */
void requireTranscriptEnding (const std::string& path);

/** Leaves the conversation as JSON to go on with. What is too large for one file that can be read again is divided: the
    oldest parts go into files beside it, talk.1.json and so on. Returns sentences for people about those; throws as
    leaveFile() does. */
std::vector<std::string> leaveDivided (const std::string& path, const Transcript&);

/** Leaves the transcript in the form that the ending of `path` names, JSON as leaveDivided() does. */
std::vector<std::string> leaveTranscript (const std::string& path, const Transcript&);

} // namespace parlando
