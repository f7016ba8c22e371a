#pragma once

#include <string>
#include <string_view>

namespace parlando
{

/** Throws UsageError unless a file can be written at `path`; leaves no trace. `option` names it in the sentence. `-` is
    standard output here and below, and standard input in readText(). */
void requireWritable (const std::string& path, const char* option);

/** Throws UsageError unless `path` is a readable file with something in it. */
void requireReadable (const std::string& path, const char* option);

/** The whole text of a file of at most 16 MB; throws UsageError where it cannot be had. */
std::string readText (const std::string& path, const char* option);

/** Puts `text` at `path` whole or not at all: written beside it, synchronised, renamed; where nothing can be written
    beside it, in its place. Throws ConversationError. */
void writeAtomically (const std::string& path, std::string_view text);

} // namespace parlando
