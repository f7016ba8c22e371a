// Any bytes as the journal of a conversation in the list of what is kept, and looked through: a row of bounded texts in
// UTF-8, whatever they are.

#include "Input.h"

#include <parlando_archive/ConversationSearch.h>
#include <parlando_archive/JournalLine.h>
#include <parlando_text/parlando_text.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace
{

/** A folder for the journal, as long as the process runs. */
struct Folder
{
    Folder()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "parlando-fuzz-XXXXXX").string();
        path = ::mkdtemp (pattern.data());
    }

    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all (path, ignored);
    }

    std::string path;
};

void require (bool isSo)
{
    if (! isSo)
        std::abort();
}

void list (const std::string& folder, std::string_view journal)
{
    constexpr std::size_t longest = 1'000;
    std::ofstream (folder + "/conversation.jsonl", std::ios::binary) << journal;
    const auto past = parlando::readPastConversation (folder);
    require (parlando::isUtf8 (past.firstWords) && past.firstWords.size() <= longest);
    require (std::isfinite (past.seconds) && past.seconds >= 0.0);
    require (past.bytes == journal.size());

    if (const auto found = parlando::searchConversation (folder, "A", [] { return false; }))
        require (parlando::isUtf8 (found->excerpt) && found->excerpt.size() <= longest);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    static const Folder folder;
    const auto text = parlando::fuzz::textOf (bytes, size);
    list (folder.path, text);
    std::string journal;
    std::uint64_t number = 0;

    for (std::size_t at = 0; at < text.size();)
    {
        const auto end = std::min (text.find ('\n', at), text.size());

        if (const auto line = text.substr (at, end - at); line.size() > 2 && line.front() == '{')
            journal += parlando::makeJournalLine (++number, line);

        at = end + 1;
    }

    list (folder.path, journal);
    return 0;
}
