#pragma once

#include <string>

namespace parlando
{

/** Throws UsageError unless a file can be written at `path` when the conversation is over; leaves no trace. `option`
    names it in the sentence. `-` is standard output here, and standard input in readText(). */
void requireWritable (const std::string& path, const char* option);

/** Throws UsageError unless `path` is a readable file with something in it. */
void requireReadable (const std::string& path, const char* option);

/** The whole text of a file of at most 16 MB; throws UsageError where it cannot be had. */
std::string readText (const std::string& path, const char* option);

} // namespace parlando
