#include "JournalFields.h"
#include "JournalLine.h"
#include "KeptWords.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace parlando
{
namespace
{

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

    result.lines = std::max (result.lines, std::min (read->number, largestKeptCount));

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
        entries.takePiece (event);
    else if (name == "entry")
        entries.takeEntry (event);
    else if (name == "thought")
        entries.takeThought (event);
    else if (name == "turnStarted")
        entries.takeTurnStarted (event);
    else if (name == "voice")
    {
        entries.takeVoice (event);
        voices.takeVoice (event);
    }
    else if (name == "place")
        voices.takePlace (event);
    else if (name == "heard")
    {
        entries.takeHeard (event);
        voices.takeHeard (event);
    }
    else if (name == "person")
        voices.takePerson (event);
    else if (name == "lost")
        missing += countIn (event, "count");
}

void JournalReader::beginPart (const nlohmann::json& event)
{
    const auto written = event.find ("version");

    if (written != event.end() && written->is_number_unsigned() && written->get<std::uint64_t>() > version)
        throw std::invalid_argument ("This conversation was kept by a later version of Parlando (its form is " +
                                     written->dump() + ", and " + std::to_string (version) +
                                     " is known here); use that version.");

    ++result.parts;
    voices.beginPart (event);
    const auto known = event.find ("entries");
    const auto isKnown = known != event.end() && known->is_number_unsigned();
    entries.beginPart (isKnown ? std::optional (known->get<std::uint64_t>()) : std::nullopt);
}

KeptWords JournalReader::finish()
{
    // The end may be torn; more than that is damage.
    if (damagedSinceGood > 0)
        damaged += damagedSinceGood - (line.empty() && ! isTooLong ? 1 : 0);

    if (result.lines == 0)
        throw std::invalid_argument ("This is no journal of a conversation, or all of it is damaged; begin a new one.");

    result.transcript = entries.takeTranscript();
    result.voices = voices.takeVoices (result.transcript);

    if (damaged + missing > 0)
        result.problem = "Of this conversation's journal " +
                         countOf (damaged + missing, " line is damaged or missing", " lines are damaged or missing") +
                         " and left out; the rest is here.";

    return std::move (result);
}

} // namespace parlando
