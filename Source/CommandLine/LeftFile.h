#pragma once

#include <string>
#include <string_view>

namespace parlando
{

/** Leaves `text` at `path`, whole or not at all; `-` is standard output.

    Where that fails it is kept all the same, in a new file for the person's eyes alone: in the home folder, or that for
    temporary files, or in memory, or where no place takes it on standard error. Throws ConversationError with a
   sentence that says so and names the file. */
void leaveFile (const std::string& path, std::string_view text);

/** Leaves `text` beside a file that stays: as talk.1.json beside talk.json, or where that fails as leaveFile() does.
    Returns where it is. Throws ConversationError where it is nowhere. */
std::string leaveFileBeside (const std::string& path, std::string_view text);

} // namespace parlando
