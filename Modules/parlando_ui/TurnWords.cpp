#include "TurnWords.h"

#include <algorithm>

namespace parlando
{

Transcript turnOf (const Transcript& whole, const ConversationItem& item)
{
    const auto isAgent = item.kind == ConversationItem::Kind::agent;
    Transcript turn;

    for (const auto& entry : whole.entries)
        if (isAgent ? entry.speaker == Speaker::agent && entry.turn == item.turn : entry.id == item.id)
            turn.entries.push_back (entry);

    if (! turn.entries.empty())
        turn.start = std::min_element (turn.entries.begin(), turn.entries.end(),
                                       [] (const auto& one, const auto& other) { return one.start < other.start; })
                         ->start;

    return turn;
}

std::string wordsOf (const Transcript& turn)
{
    std::string words;

    for (const auto& entry : turn.entries)
        words.append (words.empty() ? "" : "\n").append (entry.interrupted ? heardText (entry) : entry.text);

    return words;
}

} // namespace parlando
