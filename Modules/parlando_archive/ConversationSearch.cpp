#include "ConversationSearch.h"

#include "ConversationFolder.h"
#include "DiskFolder.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace parlando
{
namespace
{

/** Some words before the place, and a line of what follows. */
std::string excerptAt (std::string_view text, std::size_t place)
{
    constexpr std::size_t before = 40, longest = 240;
    auto from = place - std::min (place, before);

    if (from > 0)
    {
        const auto space = text.substr (from, place - from).find (' ');
        from = space == std::string_view::npos ? place : from + space + 1;
    }

    return (from > 0 ? "…" : "") + cleanText (cutText (text.substr (from), longest));
}

/** Nothing where it cannot be read. */
std::optional<Transcript> transcriptOf (const std::string& folder, const std::function<bool()>& isCancelled)
{
    PiecesOfFile pieces (folder + "/" + ConversationFolder::journalName);
    JournalReader reader;

    try
    {
        for (auto piece = pieces.next(); piece; piece = pieces.next())
        {
            if (isCancelled())
                return {};

            reader.take (*piece);
        }

        return reader.finish().transcript;
    }
    catch (const std::invalid_argument&)
    {
        return {}; // the list says why
    }
}

} // namespace

std::optional<FoundConversation> searchConversation (const std::string& folder, std::string_view words,
                                                     const std::function<bool()>& isCancelled)
{
    FoundConversation found;
    const auto folded = foldedCase (words);

    if (folded.empty())
    {
        found.conversation = readPastConversation (folder);
        return found;
    }

    const auto transcript = transcriptOf (folder, isCancelled);

    for (const auto& entry : transcript ? transcript->entries : std::vector<TranscriptEntry>())
        if (const auto place = findFolded (entry.text, folded))
            if (found.hits++ == 0)
                found.excerpt = excerptAt (entry.text, *place);

    if (isCancelled())
        return {};

    found.conversation = readPastConversation (folder);
    const auto isFound = found.hits > 0 || findFolded (found.conversation.title, folded);
    return isFound ? std::optional (std::move (found)) : std::nullopt;
}

void searchConversations (const std::string& place, std::string_view words,
                          const std::function<void (FoundConversation)>& found,
                          const std::function<bool()>& isCancelled)
{
    for (const auto& folder : conversationFolders (place))
    {
        if (isCancelled())
            return;

        if (auto each = searchConversation (folder, words, isCancelled))
            found (*std::move (each));
    }
}

} // namespace parlando
