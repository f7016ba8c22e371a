#include "TranscriptWriter.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>

namespace parlando
{

namespace
{

/** Entries are hostile in length: a service that never closes one must not exhaust memory. */
constexpr std::size_t maximumEntryLength = 256 * 1024;
constexpr std::size_t maximumThoughts = 10'000;
constexpr std::size_t maximumThoughtLength = 16 * 1024;

void append (std::string& target, std::string_view text, std::size_t limit)
{
    target += cutText (text, limit - std::min (limit, target.size()));
}

void append (TranscriptEntry& entry, std::string_view text) { append (entry.text, text, maximumEntryLength); }

} // namespace

TranscriptWriter::TranscriptWriter (Transcript earlier) : result (std::move (earlier))
{
    for (const auto& entry : result.entries)
        played = std::max (played, entry.playedEnd);

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
    firstChanged = std::min (firstChanged, static_cast<std::size_t> (entry.id - 1));
}

TranscriptEntry* TranscriptWriter::open (Speaker speaker)
{
    const auto& index = speaker == Speaker::person ? openPerson : openAgent;
    return index ? &result.entries[*index] : nullptr;
}

TranscriptEntry& TranscriptWriter::add (Speaker speaker, Instant start)
{
    auto& entry = result.entries.emplace_back();
    entry.id = result.entries.size();
    entry.speaker = speaker;
    entry.start = entry.end = start;
    entry.playedBegin = entry.playedEnd = played;
    changed (entry);
    return entry;
}

TranscriptEntry* TranscriptWriter::continued (const SpeechActivity& activity)
{
    const auto last = std::find_if (result.entries.rbegin(), result.entries.rend(),
                                    [] (const auto& entry) { return entry.speaker == Speaker::person; });

    const auto isSameUtterance =
        last != result.entries.rend() && ! last->typed && personOnset && personOnset == activity.lastOnset();
    return isSameUtterance ? &*last : nullptr;
}

std::optional<TranscriptPiece> TranscriptWriter::person (std::string_view text, bool finished, Instant now,
                                                         const SpeechActivity& activity)
{
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

    append (*entry, text);
    changed (*entry);
    entry->end = std::max (entry->start, activity.lastLoud().value_or (now));

    if (finished)
    {
        entry->final = true;
        openPerson.reset();
    }

    return TranscriptPiece{Speaker::person, entry->id, std::string (text), false, finished || isLate};
}

std::optional<TranscriptPiece> TranscriptWriter::personInterim (std::string_view text)
{
    if (text.empty())
        return {};

    const auto* entry = open (Speaker::person);
    const auto id = entry != nullptr ? entry->id : result.entries.size() + 1;
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
        return {};

    if (speaker == Speaker::person && ! activity.isSpeaking())
        entry->end = std::max (entry->start, activity.lastLoud().value_or (entry->end));

    entry->final = true;
    changed (*entry);
    (speaker == Speaker::person ? openPerson : openAgent).reset();
    return TranscriptPiece{speaker, entry->id, {}, false, true};
}

void TranscriptWriter::agentBegan (std::uint64_t turn, Instant when)
{
    agentBeganAt = when;
    agentBeganTurn = turn;

    for (auto& entry : result.entries)
        if (entry.speaker == Speaker::agent && entry.turn == turn)
        {
            entry.start = when;
            entry.end = std::max (entry.end, when);
            changed (entry);
            break;
        }
}

void TranscriptWriter::agentCut (std::uint64_t turn)
{
    cutTurn = turn;
    cutSamples = 1; // how many, agentStopped() tells
    lastBeforeCut = result.entries.size();
}

void TranscriptWriter::agentStopped (std::uint64_t turn, Instant when, const TurnPlayback& playback)
{
    const auto before = played;
    played += playback.heard;

    if (turn == cutTurn)
        cutSamples = std::max<std::uint64_t> (1, playback.heard + playback.discarded);

    for (auto& entry : result.entries)
        if (entry.speaker == Speaker::agent && entry.turn == turn)
        {
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
        if (thoughts.size() >= maximumThoughts)
            return;

        thoughts.push_back ({turn, when, {}});
    }

    append (thoughts.back().text, text, maximumThoughtLength);
}

} // namespace parlando
