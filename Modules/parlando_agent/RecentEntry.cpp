#include "RecentEntry.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <string_view>

namespace parlando
{

namespace
{

/** Where a character begins, at most at `place`; looked for near it, as this is done for each frame of a window. */
std::size_t beginningBefore (std::string_view text, std::size_t place)
{
    constexpr std::size_t longestCharacter = 64;
    auto from = place - std::min (place, longestCharacter);

    while (from < place && (static_cast<unsigned char> (text[from]) & 0xc0u) == 0x80u)
        ++from;

    return from + cutText (text.substr (from), place - from).size();
}

/** In steps of half of it: what is shown grows at its end, and seldom moves at its beginning; that is a word's. */
std::size_t leftOutOf (std::string_view text, std::size_t longest)
{
    const auto step = std::max<std::size_t> (longest / 2, 1);
    const auto surplus = text.size() - std::min (text.size(), longest);
    const auto cut = beginningBefore (text, std::min (text.size(), (surplus + step - 1) / step * step));
    constexpr std::size_t longestWord = 64;
    const auto space = cut > 0 ? text.substr (cut, longestWord).find (' ') : std::string_view::npos;
    return space != std::string_view::npos ? cut + space + 1 : cut;
}

RecentEntry recentOf (const TranscriptEntry& from, std::size_t longest)
{
    RecentEntry recent;
    recent.leftOut = leftOutOf (from.text, longest);

    if (recent.leftOut == 0)
    {
        recent.entry = from;
        return recent;
    }

    auto& entry = recent.entry;
    entry.id = from.id;
    entry.speaker = from.speaker;
    entry.text = from.text.substr (recent.leftOut);
    entry.start = from.start;
    entry.end = from.end;
    entry.turn = from.turn;
    entry.typed = from.typed;
    entry.interrupted = from.interrupted;
    entry.final = from.final;
    entry.samplesHeard = from.samplesHeard;
    entry.samplesReceived = from.samplesReceived;
    entry.playedBegin = from.playedBegin;
    entry.playedEnd = from.playedEnd;
    return recent;
}

} // namespace

std::string heardText (const RecentEntry& recent)
{
    const auto& entry = recent.entry;
    const auto isWhole = ! entry.interrupted || entry.samplesHeard >= entry.samplesReceived;

    if (recent.leftOut == 0 || isWhole)
        return heardText (entry);

    const auto share = static_cast<double> (entry.samplesHeard) / static_cast<double> (entry.samplesReceived);
    const auto heard = static_cast<std::size_t> (share * static_cast<double> (recent.leftOut + entry.text.size()));
    return std::string (cutText (entry.text, heard - std::min (heard, recent.leftOut)));
}

std::vector<RecentEntry> recentOf (const Transcript& transcript, std::size_t most, std::size_t longest)
{
    const auto& entries = transcript.entries;
    std::vector<RecentEntry> recent;

    for (auto i = entries.size() - std::min (entries.size(), most); i < entries.size(); ++i)
        recent.push_back (recentOf (entries[i], longest));

    return recent;
}

std::vector<EntryOutline> outlineOf (const Transcript& transcript)
{
    std::vector<EntryOutline> outline;
    outline.reserve (transcript.entries.size());

    for (const auto& each : transcript.entries)
        outline.push_back ({each.id, each.speaker, each.start, each.text.size(), each.interrupted, each.samplesHeard,
                            each.samplesReceived});

    return outline;
}

std::optional<RecentEntry> recentEntryOf (const Transcript& transcript, std::uint64_t id, std::size_t longest)
{
    const auto& entries = transcript.entries;
    const auto found =
        std::lower_bound (entries.begin(), entries.end(), id,
                          [] (const TranscriptEntry& each, std::uint64_t wanted) { return each.id < wanted; });
    return found != entries.end() && found->id == id ? std::optional (recentOf (*found, longest)) : std::nullopt;
}

} // namespace parlando
