#include "TranscriptWriter.h"

#include "SpaceBetween.h"
#include <parlando_text/parlando_text.h>

#include <algorithm>

namespace parlando
{

namespace
{

/** Entries are hostile in length: a service that never closes one must not exhaust memory. */
constexpr std::size_t maximumEntryLength = 256 * 1024;

/** What an entry takes in a file besides its words, and a thought in memory. */
constexpr std::size_t entryBytes = 400, thoughtOverhead = 128;

/** A transcription that pauses for so long, of a model that is not known, goes on with another segment. */
constexpr auto pauseBetweenSegments = Milliseconds (1'500);
constexpr std::size_t maximumThoughtLength = 16 * 1024;

} // namespace

void TranscriptWriter::append (std::string& target, std::string_view text, std::size_t longest, std::size_t& total)
{
    const auto kept = cutText (text, longest - std::min (longest, target.size()));
    target += kept;
    total += kept.size();
}

void TranscriptWriter::append (TranscriptEntry& entry, std::string_view text)
{
    append (entry.text, text, maximumEntryLength, bytes);
}

/** A quarter at a time: each entry is moved a few times at the most. One that is still open after so long is closed. */
void TranscriptWriter::makeRoom()
{
    constexpr std::size_t alwaysKept = 16;
    auto& entries = result.entries;

    if (bytes <= mostBytes)
        return;

    const auto most = entries.size() - std::min (entries.size(), alwaysKept);
    std::size_t gone = 0;

    for (; gone < most && bytes > mostBytes / 4 * 3; ++gone)
        bytes -= entryBytes + entries[gone].text.size();

    entries.erase (entries.begin(), entries.begin() + static_cast<std::ptrdiff_t> (gone));
    firstChanged -= std::min (firstChanged, gone);

    for (auto* open : {&openPerson, &openAgent})
        *open = *open && **open >= gone ? std::optional (**open - gone) : std::nullopt;
}

TranscriptWriter::TranscriptWriter (Transcript earlier) : result (std::move (earlier))
{
    for (const auto& entry : result.entries)
    {
        played = std::max (played, entry.playedEnd);
        bytes += entryBytes + entry.text.size();
    }

    for (const auto& thought : result.thoughts)
        thoughtBytes += thoughtOverhead + thought.text.size();

    firstChanged = result.entries.size(); // until begin() their times are not known
}

void TranscriptWriter::begin (Instant now)
{
    auto length = Instant::duration::zero();

    for (const auto& entry : result.entries)
        length = std::max (length, entry.end - result.start);

    const auto later = now - length - result.start;

    for (auto& entry : result.entries)
    {
        entry.start += later;
        entry.end += later;
    }

    for (auto& thought : result.thoughts)
        thought.when += later;

    result.start += later;
    firstChanged = 0;
}

std::uint64_t TranscriptWriter::lastTurn() const noexcept
{
    std::uint64_t last = 0;

    for (const auto& entry : result.entries)
        last = std::max (last, entry.turn);

    return last;
}

void TranscriptWriter::changed (const TranscriptEntry& entry) noexcept
{
    firstChanged = std::min (firstChanged, static_cast<std::size_t> (entry.id - result.entries.front().id));
}

TranscriptEntry* TranscriptWriter::open (Speaker speaker)
{
    const auto& index = speaker == Speaker::person ? openPerson : openAgent;
    return index ? &result.entries[*index] : nullptr;
}

TranscriptEntry& TranscriptWriter::add (Speaker speaker, Instant start)
{
    makeRoom();
    const auto id = lastId() + 1;
    auto& entry = result.entries.emplace_back();
    bytes += entryBytes;
    entry.id = id;
    entry.speaker = speaker;
    entry.start = entry.end = start;
    entry.playedBegin = entry.playedEnd = played;
    changed (entry);
    return entry;
}

TranscriptEntry* TranscriptWriter::continued (const SpeechActivity& activity)
{
    if (! personOnset || personOnset != activity.lastOnset())
        return nullptr;

    const auto last = std::find_if (result.entries.rbegin(), result.entries.rend(),
                                    [] (const auto& entry) { return entry.speaker == Speaker::person; });
    return last != result.entries.rend() && ! last->typed ? &*last : nullptr;
}

/** `isLate`: the entry was closed before the piece came. */
bool TranscriptWriter::isSegment (bool isLate, Instant now) const
{
    if (personPieces != Pieces::anything)
        return personPieces == Pieces::segments;

    return isLate || (lastPersonPiece && now - *lastPersonPiece >= pauseBetweenSegments);
}

std::optional<TranscriptPiece> TranscriptWriter::person (std::string_view text, bool finished, Instant now,
                                                         const SpeechActivity& activity)
{
    hasInterim = hasInterim && text.empty();
    auto* entry = open (Speaker::person);

    if (entry == nullptr && text.empty())
        return {};

    const auto isLate = entry == nullptr && continued (activity) != nullptr;

    if (entry == nullptr)
        entry = continued (activity);

    if (entry == nullptr)
    {
        entry = &add (Speaker::person, activity.lastOnset().value_or (now));
        personOnset = activity.lastOnset();
        openPerson = result.entries.size() - 1;
    }

    auto piece = std::string (text);

    if (isSegment (isLate, now) && needsSpaceBetween (entry->text, text))
        piece.insert (piece.begin(), ' ');

    append (*entry, piece);
    changed (*entry);
    entry->end = std::max (entry->start, activity.lastLoud().value_or (now));
    lastPersonPiece = now;

    if (finished)
    {
        entry->final = true;
        openPerson.reset();
    }

    return TranscriptPiece{Speaker::person, entry->id, std::move (piece), false, finished || isLate};
}

std::optional<TranscriptPiece> TranscriptWriter::personInterim (std::string_view text)
{
    if (text.empty() && ! hasInterim)
        return {};

    hasInterim = ! text.empty();
    const auto* entry = open (Speaker::person);
    const auto id = entry != nullptr ? entry->id : lastId() + 1;
    return TranscriptPiece{Speaker::person, id, std::string (text), true, false};
}

TranscriptPiece TranscriptWriter::personTyped (std::string_view text, Instant now)
{
    auto& entry = add (Speaker::person, now);
    append (entry, text);
    entry.typed = entry.final = true;
    return {Speaker::person, entry.id, std::string (text), false, true};
}

std::optional<TranscriptPiece> TranscriptWriter::agent (std::uint64_t turn, std::string_view text, bool finished,
                                                        Instant now)
{
    auto* entry = open (Speaker::agent);

    if (entry == nullptr && text.empty())
        return {};

    if (entry == nullptr)
    {
        const auto hasBegun = agentBeganAt && agentBeganTurn == turn;
        entry = &add (Speaker::agent, hasBegun ? *agentBeganAt : now);
        entry->turn = turn;
        openAgent = result.entries.size() - 1;

        // What is still written of an answer whose voice was cut off was not heard.
        if (turn == cutTurn)
        {
            entry->interrupted = true;
            entry->samplesReceived = cutSamples;
            entry->playedBegin = entry->playedEnd = played;
        }
    }

    append (*entry, text);
    changed (*entry);
    entry->end = std::max (entry->start, now);

    if (finished)
    {
        entry->final = true;
        openAgent.reset();
    }

    return TranscriptPiece{Speaker::agent, entry->id, std::string (text), false, finished};
}

std::optional<TranscriptPiece> TranscriptWriter::close (Speaker speaker, const SpeechActivity& activity)
{
    auto* entry = open (speaker);

    if (entry == nullptr)
        return speaker == Speaker::person ? personInterim ({}) : std::nullopt;

    hasInterim = hasInterim && speaker != Speaker::person;

    if (speaker == Speaker::person && ! activity.isSpeaking())
        entry->end = std::max (entry->start, activity.lastLoud().value_or (entry->end));

    entry->final = true;
    changed (*entry);
    (speaker == Speaker::person ? openPerson : openAgent).reset();
    return TranscriptPiece{speaker, entry->id, {}, false, true};
}

std::optional<TranscriptPiece> TranscriptWriter::endSegment (const SpeechActivity& activity)
{
    auto piece = close (Speaker::person, activity);
    personOnset.reset();
    return piece;
}

void TranscriptWriter::agentBegan (std::uint64_t turn, Instant when)
{
    agentBeganAt = when;
    agentBeganTurn = turn;

    if (const auto entries = entriesOf (turn); ! entries.empty())
    {
        auto& first = result.entries[entries.back()];
        first.start = when;
        first.end = std::max (first.end, when);
        changed (first);
    }
}

/** The indices of what the agent said in it, the last one first: turns only grow. */
std::vector<std::size_t> TranscriptWriter::entriesOf (std::uint64_t turn) const
{
    std::vector<std::size_t> found;

    for (auto i = result.entries.size(); i-- > 0;)
        if (const auto& entry = result.entries[i]; entry.speaker == Speaker::agent)
        {
            if (entry.turn < turn)
                break;

            if (entry.turn == turn)
                found.push_back (i);
        }

    return found;
}

void TranscriptWriter::agentCut (std::uint64_t turn)
{
    cutTurn = turn;
    cutSamples = 1; // how many, agentStopped() tells
    lastBeforeCut = lastId();
}

void TranscriptWriter::agentStopped (std::uint64_t turn, Instant when, const TurnPlayback& playback)
{
    const auto before = played;
    played += playback.heard;

    if (turn == cutTurn)
        cutSamples = std::max<std::uint64_t> (1, playback.heard + playback.discarded);

    for (const auto index : entriesOf (turn))
    {
        auto& entry = result.entries[index];
        entry.end = std::max (entry.start, when);
        const auto isUnheard = turn == cutTurn && entry.id > lastBeforeCut;
        entry.interrupted = playback.interrupted || isUnheard;
        entry.samplesHeard = isUnheard ? 0 : playback.heard;
        entry.samplesReceived = playback.heard + playback.discarded;
        entry.playedBegin = before;
        entry.playedEnd = played;
        changed (entry);
    }
}

void TranscriptWriter::thought (std::uint64_t turn, std::string_view text, Instant when)
{
    auto& thoughts = result.thoughts;

    if (thoughts.empty() || thoughts.back().turn != turn)
    {
        forgetOldThoughts();
        thoughts.push_back ({turn, when, {}});
        thoughtBytes += thoughtOverhead;
    }

    append (thoughts.back().text, text, maximumThoughtLength, thoughtBytes);
}

void TranscriptWriter::forgetOldThoughts()
{
    auto& thoughts = result.thoughts;
    auto first = thoughts.begin();

    if (thoughtBytes <= mostThoughtBytes)
        return;

    for (; first != thoughts.end() && thoughtBytes > mostThoughtBytes / 4 * 3; ++first)
        thoughtBytes -= thoughtOverhead + first->text.size();

    thoughts.erase (thoughts.begin(), first);
}

} // namespace parlando
