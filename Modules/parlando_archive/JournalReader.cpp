#include "JournalLine.h"
#include "KeptWords.h"

#include <parlando_session/HistoryLimits.h>
#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace parlando
{
namespace
{

/** What an entry takes in memory besides its words. */
constexpr std::size_t entryOverhead = 400;

/** In s, as readTranscript() takes them. */
constexpr double latest = 1.0e7;
constexpr std::uint64_t largestNumber = std::uint64_t{1} << 48;

/** Throws std::invalid_argument for anything but a count. */
std::uint64_t countIn (const nlohmann::json& event, const char* name)
{
    const auto found = event.find (name);

    if (found == event.end() || ! found->is_number_unsigned() || found->get<std::uint64_t>() > largestNumber)
        throw std::invalid_argument (std::string (name) + " is no count");

    return found->get<std::uint64_t>();
}

const std::string& textIn (const nlohmann::json& event, const char* name)
{
    const auto found = event.find (name);

    if (found == event.end() || ! found->is_string())
        throw std::invalid_argument (std::string (name) + " is no text");

    return found->get_ref<const std::string&>();
}

Instant timeIn (const nlohmann::json& event)
{
    const auto found = event.find ("timeNs");
    const auto seconds = found != event.end() && found->is_number() ? found->get<double>() * 1.0e-9 : 0.0;
    return Instant (std::chrono::round<Instant::duration> (
        std::chrono::duration<double> (seconds >= 0.0 ? std::min (seconds, latest) : 0.0)));
}

bool isTrue (const nlohmann::json& event, const char* name)
{
    const auto found = event.find (name);
    return found != event.end() && found->is_boolean() && found->get<bool>();
}

std::string countOf (std::uint64_t number, const char* one, const char* many)
{
    return std::to_string (number) + (number == 1 ? one : many);
}

} // namespace

void JournalReader::take (std::string_view text)
{
    while (! text.empty())
    {
        const auto end = text.find ('\n');
        const auto more = text.substr (0, end);
        isTooLong = isTooLong || line.size() + more.size() > JournalLine::mostBytes;

        if (! isTooLong)
            line += more;

        if (end == text.npos)
            return;

        text.remove_prefix (end + 1);
        takeLine (isTooLong ? std::string_view() : std::string_view (line));
        line.clear();
        isTooLong = false;
    }
}

/** Empty: it was too long. */
void JournalReader::takeLine (std::string_view text)
{
    const auto read = readJournalLine (text);

    if (! read)
    {
        ++damagedSinceGood;
        return;
    }

    const auto isPart = read->content.value ("event", nlohmann::json()) == "opened";

    // A process that ended while it wrote leaves a torn line, and the next one begins another part.
    if (! (isPart && damagedSinceGood == 1))
        damaged += damagedSinceGood;

    const auto expected = result.lines + 1 + std::exchange (damagedSinceGood, 0);

    if (read->number > expected && result.lines > 0 && ! isPart)
        missing += read->number - expected;

    result.lines = std::max (result.lines, std::min (read->number, largestNumber));

    if (isPart)
        return beginPart (read->content);

    try
    {
        takeEvent (read->content);
    }
    catch (const std::invalid_argument&)
    {
        ++damaged;
    }
}

void JournalReader::takeEvent (const nlohmann::json& event)
{
    const auto& name = textIn (event, "event");

    if (name == "transcript")
        takePiece (event);
    else if (name == "entry")
        takeEntry (event);
    else if (name == "thought")
        takeThought (event);
    else if (name == "turnStarted")
        turn = countIn (event, "turn");
    else if (name == "voice" && unheard.size() < HistoryLimits::items)
        unheard.insert (countIn (event, "turn"));
    else if (name == "heard")
        takeHeard (event);
    else if (name == "lost")
        missing += std::min (countIn (event, "count"), largestNumber);
}

void JournalReader::beginPart (const nlohmann::json& event)
{
    const auto written = event.find ("version");

    if (written != event.end() && written->is_number_unsigned() && written->get<std::uint64_t>() > version)
        throw std::invalid_argument ("This conversation was kept by a later version of Parlando (its form is " +
                                     written->dump() + ", and " + std::to_string (version) +
                                     " is known here); use that version.");

    endPart();
    ++result.parts;
    const auto given = event.find ("entries");
    const auto known = given != event.end() && given->is_number_unsigned()
                           ? std::min (given->get<std::uint64_t>(), largestNumber)
                           : entries.size();
    offset = static_cast<std::int64_t> (entries.size()) - static_cast<std::int64_t> (known);
}

/** Ids become 1, 2, 3 …, whatever was lost. */
void JournalReader::endPart()
{
    std::map<std::uint64_t, Entry> numbered;

    for (auto& [id, entry] : entries)
    {
        entry.words.id = numbered.size() + 1;
        entry.words.final = true;

        // Nobody came to note how much of it was heard.
        entry.words.interrupted =
            entry.words.interrupted || (entry.words.turn > 0 && unheard.contains (entry.words.turn));
        numbered.emplace_hint (numbered.end(), entry.words.id, std::move (entry));
    }

    entries = std::move (numbered);
    unheard.clear();
    turn = 0;
}

JournalReader::Entry* JournalReader::entryAt (std::uint64_t idInPart)
{
    const auto id = static_cast<std::int64_t> (idInPart) + offset;

    if (id < 1)
        return nullptr;

    const auto [place, isNew] = entries.try_emplace (static_cast<std::uint64_t> (id));

    if (isNew)
        bytes += entryOverhead;

    return &place->second;
}

void JournalReader::takePiece (const nlohmann::json& event)
{
    const auto id = countIn (event, "entry");
    const auto& text = textIn (event, "text");
    const auto isPerson = textIn (event, "speaker") == "person";
    auto* entry = isTrue (event, "interim") ? nullptr : entryAt (id);

    if (entry == nullptr || entry->isWhole)
        return;

    auto& words = entry->words;
    const auto when = timeIn (event);

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

void JournalReader::takeEntry (const nlohmann::json& event)
{
    auto words = readTranscriptEntry (event, "");
    auto* entry = entryAt (words.id);

    if (entry == nullptr)
        return;

    bytes += words.text.size();
    bytes -= std::min (bytes, entry->words.text.size());
    played = std::max (played, words.playedEnd);
    *entry = {std::move (words), true};
    forgetOldest();
}

void JournalReader::takeThought (const nlohmann::json& event)
{
    const auto& text = textIn (event, "text");
    auto& thought = thoughts[countIn (event, "turn")];

    if (thought.text.empty())
        thought.when = timeIn (event);

    thought.turn = countIn (event, "turn");
    thought.text += cutText (text, HistoryLimits::textBytes - std::min (HistoryLimits::textBytes, thought.text.size()));
    bytes += text.size() + entryOverhead;
    forgetOldest();
}

/** For words that were not whole yet when the process ended; of the others their own line tells. */
void JournalReader::takeHeard (const nlohmann::json& event)
{
    const auto heardTurn = countIn (event, "turn"), heard = countIn (event, "samplesHeard"),
               discarded = countIn (event, "samplesDiscarded");
    unheard.erase (heardTurn);

    for (auto each = entries.rbegin(); each != entries.rend(); ++each)
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

void JournalReader::forgetOldest()
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

KeptWords JournalReader::finish()
{
    // The end may be torn; more than that is damage.
    if (damagedSinceGood > 0)
        damaged += damagedSinceGood - (line.empty() && ! isTooLong ? 1 : 0);

    if (result.lines == 0)
        throw std::invalid_argument ("This is no journal of a conversation, or all of it is damaged; begin a new one.");

    endPart();

    for (auto& [id, entry] : entries)
        result.transcript.entries.push_back (std::move (entry.words));

    for (auto& [number, thought] : thoughts)
        result.transcript.thoughts.push_back (std::move (thought));

    if (damaged + missing > 0)
        result.problem = "Of this conversation's journal " +
                         countOf (damaged + missing, " line is damaged or missing", " lines are damaged or missing") +
                         " and left out; the rest is here.";

    return std::move (result);
}

} // namespace parlando
