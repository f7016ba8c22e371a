#include "KeptEntries.h"

#include "JournalFields.h"

#include <parlando_session/HistoryLimits.h>
#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <utility>

namespace parlando
{
namespace
{

/** What an entry takes in memory besides its words. */
constexpr std::size_t entryOverhead = 400;

/** In s, as readTranscript() takes them. */
constexpr double latest = 1.0e7;

/** Entries between a turn's words and the line that says how much of them was heard. */
constexpr int mostLooks = 1000;

Instant timeIn (const nlohmann::json& line)
{
    const auto found = line.find ("timeNs");
    const auto seconds = found != line.end() && found->is_number() ? found->get<double>() * 1.0e-9 : 0.0;
    return Instant (std::chrono::round<Instant::duration> (
        std::chrono::duration<double> (seconds >= 0.0 ? std::min (seconds, latest) : 0.0)));
}

bool isTrue (const nlohmann::json& line, const char* name)
{
    const auto found = line.find (name);
    return found != line.end() && found->is_boolean() && found->get<bool>();
}

} // namespace

void KeptEntries::beginPart (std::optional<std::uint64_t> known)
{
    endPart();
    offset = static_cast<std::int64_t> (lastNumbered) -
             static_cast<std::int64_t> (known ? std::min (*known, largestKeptCount) : lastNumbered);
}

/** Ids of the part follow those of the parts before, whatever was lost. */
void KeptEntries::endPart()
{
    std::map<std::uint64_t, Entry> part;

    for (auto each = entries.upper_bound (lastNumbered); each != entries.end(); each = entries.erase (each))
    {
        auto& words = each->second.words;
        words.final = true;

        // Nobody came to note how much of it was heard.
        words.interrupted = words.interrupted || (words.turn > 0 && unheard.contains (words.turn));
        part.emplace_hint (part.end(), lastNumbered + part.size() + 1, std::move (each->second));
    }

    lastNumbered += part.size();
    entries.merge (part);
    unheard.clear();
    turn = 0;
}

/** Null where there is none, and none can begin. */
KeptEntries::Entry* KeptEntries::entryAt (std::uint64_t idInPart)
{
    const auto id = static_cast<std::int64_t> (idInPart) + offset;

    if (id < 1 ||
        (static_cast<std::uint64_t> (id) <= lastNumbered && ! entries.contains (static_cast<std::uint64_t> (id))))
        return nullptr;

    const auto [place, isNew] = entries.try_emplace (static_cast<std::uint64_t> (id));

    if (isNew)
        bytes += entryOverhead;

    return &place->second;
}

void KeptEntries::takePiece (const nlohmann::json& line)
{
    const auto id = countIn (line, "entry");
    const auto& text = textIn (line, "text");
    const auto isPerson = textIn (line, "speaker") == "person";
    auto* entry = isTrue (line, "interim") ? nullptr : entryAt (id);

    if (entry == nullptr || entry->isWhole)
        return;

    auto& words = entry->words;
    const auto when = timeIn (line);

    if (words.text.empty())
    {
        words.start = when;
        words.speaker = isPerson ? Speaker::person : Speaker::agent;
        words.turn = isPerson ? 0 : turn;
        words.playedBegin = words.playedEnd = played;
    }

    const auto kept = cutText (text, HistoryLimits::textBytes - std::min (HistoryLimits::textBytes, words.text.size()));
    words.text += kept;
    words.end = std::max (words.end, when);
    bytes += kept.size();
    forgetOldest();
}

void KeptEntries::takeEntry (const nlohmann::json& line)
{
    auto words = readTranscriptEntry (line, "");
    auto* entry = entryAt (words.id);

    if (entry == nullptr)
        return;

    bytes += words.text.size();
    bytes -= std::min (bytes, entry->words.text.size());
    played = std::max (played, words.playedEnd);
    *entry = {std::move (words), true};
    forgetOldest();
}

void KeptEntries::takeThought (const nlohmann::json& line)
{
    const auto& text = textIn (line, "text");
    auto& thought = thoughts[countIn (line, "turn")];

    if (thought.text.empty())
        thought.when = timeIn (line);

    thought.turn = countIn (line, "turn");
    thought.text += cutText (text, HistoryLimits::textBytes - std::min (HistoryLimits::textBytes, thought.text.size()));
    bytes += text.size() + entryOverhead;
    forgetOldest();
}

/** For words that were not whole yet when the process ended; of the others their own line tells. */
void KeptEntries::takeHeard (const nlohmann::json& line)
{
    const auto heardTurn = countIn (line, "turn"), heard = countIn (line, "samplesHeard"),
               discarded = countIn (line, "samplesDiscarded");
    unheard.erase (heardTurn);

    int left = mostLooks;

    for (auto each = entries.rbegin(); each != entries.rend() && left > 0; ++each, --left)
    {
        auto& [words, isWhole] = each->second;

        if (words.turn != 0 && words.turn < heardTurn)
            break;

        if (words.turn != heardTurn || isWhole)
            continue;

        words.samplesHeard = heard;
        words.samplesReceived = heard + discarded;
        words.interrupted = discarded > 0;
        words.playedBegin = played;
        words.playedEnd = played + heard;
    }
}

void KeptEntries::forgetOldest()
{
    while ((bytes > HistoryLimits::bytes || entries.size() > HistoryLimits::items) && ! entries.empty())
    {
        bytes -= std::min (bytes, entryOverhead + entries.begin()->second.words.text.size());
        entries.erase (entries.begin());
    }

    while ((bytes > HistoryLimits::bytes || thoughts.size() > HistoryLimits::items) && ! thoughts.empty())
    {
        bytes -= std::min (bytes, entryOverhead + thoughts.begin()->second.text.size());
        thoughts.erase (thoughts.begin());
    }
}

void KeptEntries::takeTurnStarted (const nlohmann::json& line) { turn = countIn (line, "turn"); }

void KeptEntries::takeVoice (const nlohmann::json& line)
{
    if (unheard.size() < HistoryLimits::items)
        unheard.insert (countIn (line, "turn"));
}

Transcript KeptEntries::takeTranscript()
{
    endPart();
    Transcript transcript;

    for (auto& [id, entry] : entries)
    {
        entry.words.id = transcript.entries.size() + 1;
        transcript.entries.push_back (std::move (entry.words));
    }

    entries.clear();

    for (auto& [number, thought] : thoughts)
        transcript.thoughts.push_back (std::move (thought));

    return transcript;
}

} // namespace parlando
