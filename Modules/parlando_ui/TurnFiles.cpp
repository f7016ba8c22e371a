#include "TurnFiles.h"

#include <utility>

namespace parlando
{

TurnFiles::TurnFiles (PluginProcessor& processor, TakeFiles::Exporter exporter)
    : plugin (processor), files (std::move (exporter))
{
}

bool TurnFiles::hasVoice (const ConversationItem& item)
{
    return item.kind == ConversationItem::Kind::agent && (item.samplesHeard > 0 || item.samplesReceived == 0);
}

void TurnFiles::toggleMark (const ConversationItem& item)
{
    // Marks are of one conversation: another one has other turns.
    if (const auto now = folder(); std::exchange (folderOfMarks, now) != now)
        marked.clear();

    if (! marked.insert (item.turn).second)
        marked.erase (item.turn);
}

bool TurnFiles::isMarked (const ConversationItem& item) const
{
    return hasVoice (item) && folderOfMarks == folder() && marked.contains (item.turn);
}

std::size_t TurnFiles::countWith (const ConversationItem& item) const { return isMarked (item) ? marked.size() : 1; }

std::string TurnFiles::problemWithFolder() const
{
    if (plugin.desk().showsEarlier())
        return "This conversation was not held in this window: its sound, if it was kept, is in its folder.";

    if (folder().empty())
        return "Nothing is kept of this conversation, so there is no file of it: choose what to keep under Settings, "
               "Keep, then connect again.";

    return {};
}

std::string TurnFiles::problemWith (const ConversationItem& item) const
{
    if (auto problem = problemWithFolder(); ! problem.empty())
        return problem;

    if (item.samplesReceived == 0)
        return "The agent has not ended yet: wait until this turn was heard.";

    return {};
}

TakeWish TurnFiles::wishWith (const ConversationItem& item) const
{
    auto wish = wishForAll();
    wish.turns = {item.turn};

    if (isMarked (item))
        wish.turns.assign (marked.begin(), marked.end());

    return wish;
}

TakeWish TurnFiles::wishForAll() const { return {folder(), {}, static_cast<int> (plugin.getSampleRate()), {}}; }

std::string TurnFiles::folder() const
{
    // Of one that was opened the folder may be anywhere, and that of the last one has other turns.
    return plugin.desk().showsEarlier() ? std::string() : plugin.desk().keeping().view().folder;
}

void TurnFiles::tell (const std::string& sentence)
{
    if (! sentence.empty())
        plugin.desk().showMessage (sentence);
}

} // namespace parlando
