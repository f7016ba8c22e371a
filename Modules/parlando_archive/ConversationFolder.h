#pragma once

#include "DiskFolder.h"

#include <ctime>
#include <stdexcept>
#include <string>
#include <string_view>

namespace parlando
{

/** One sentence for people about a folder that cannot be had, with what to do. */
struct FolderError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/** The folder of one conversation, for its owner alone, locked against other runs as long as it lives. Blocks on the
    disk. One thread at a time.

        2026-11-28 14.03 Title/
            conversation.jsonl    what was said and done, a line each (Journal)
            agent-0001.wav        the agent's voice in turn 1
            person.wav            the person's voice
*/
class ConversationFolder
{
public:
    static constexpr auto journalName = "conversation.jsonl";

    /** Folders in it, for files that leave it by drag or clipboard, and by export. */
    static constexpr auto draggedName = "dragged", exportedName = "exported";

    /** Makes one below `place`, which is made as well where it is not there. The name is folderName()'s; where that is
        taken, also by another process at this moment, the next number. Throws FolderError. */
    static ConversationFolder make (const std::string& place, std::string_view title, std::time_t when);

    /** One that is there, to go on with. What a run left in the middle is put right: sizes of sound files, and the end
       of the journal. Throws FolderError. */
    static ConversationFolder open (const std::string& path);

    /** Absolute or not, as it was given. */
    const std::string& path() const noexcept { return where; }

    const DiskFolder& files() const noexcept { return folder; }

    /** To append lines to. */
    DiskFile& journal() noexcept { return lines; }

private:
    ConversationFolder (std::string path, DiskFolder, DiskFile journal);

    std::string where;
    DiskFolder folder;
    DiskFile lines;
};

/** Whether `path` is a folder. Any thread. */
bool isFolder (const std::string& path);

/** Throws FolderError unless conversations can be kept below `place`, as far as can be seen without leaving a trace. */
void requirePlaceForConversations (const std::string& place);

} // namespace parlando
