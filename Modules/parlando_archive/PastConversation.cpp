#include "PastConversation.h"

#include "ConversationFolder.h"
#include "DiskFolder.h"
#include "JournalFields.h"
#include "JournalLine.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <functional>
#include <optional>
#include <system_error>

namespace parlando
{
namespace
{

namespace fs = std::filesystem;

constexpr std::size_t lookedAt = 64 * 1024, longestFirstWords = 400;

/** "2026-11-28 14.03 ". */
constexpr std::string_view timeForm = "0000-00-00 00.00 ";

std::string titleIn (const std::string& name)
{
    const auto isTime =
        name.size() > timeForm.size() &&
        std::equal (timeForm.begin(), timeForm.end(), name.begin(),
                    [] (char form, char each) { return form == '0' ? each >= '0' && each <= '9' : form == each; });
    return isTime ? name.substr (timeForm.size()) : name;
}

/** The number in "agent-0012.wav"; 0 in other names. */
std::uint64_t turnOf (std::string_view name)
{
    constexpr std::string_view begins = "agent-";
    std::uint64_t number = 0;

    if (name.starts_with (begins))
        std::from_chars (name.data() + begins.size(), name.data() + name.size(), number);

    return std::min (number, largestKeptCount);
}

double numberOrZero (const nlohmann::json& line, const char* name)
{
    constexpr double most = 1.0e16;
    const auto found = line.find (name);
    return found != line.end() && found->is_number() ? std::clamp (found->get<double>(), 0.0, most) : 0.0;
}

std::string stringOrNone (const nlohmann::json& line, const char* name)
{
    const auto found = line.find (name);
    return found != line.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool isBlank (const std::string& text) { return text.find_first_not_of (" \t\r\n") == std::string::npos; }

/** Whole lines; each is taken as long as `take` returns true. Returns how many could be read. */
int forEachLine (std::string_view text, const std::function<bool (const nlohmann::json&)>& take)
{
    int read = 0;

    for (auto end = text.find ('\n'); end != text.npos; end = text.find ('\n'))
    {
        const auto line = readJournalLine (text.substr (0, end));
        text.remove_prefix (end + 1);
        read += line ? 1 : 0;

        if (line && ! take (line->content))
            break;
    }

    return read;
}

/** The same from the end. */
int forEachLineBackwards (std::string_view text, const std::function<bool (const nlohmann::json&)>& take)
{
    int read = 0;

    for (auto end = text.rfind ('\n'); end != text.npos && end > 0;)
    {
        const auto before = text.rfind ('\n', end - 1);
        const auto begin = before == text.npos ? 0 : before + 1;
        const auto line = readJournalLine (text.substr (begin, end - begin));
        read += line ? 1 : 0;

        if (line && ! take (line->content))
            break;

        end = before;
    }

    return read;
}

void takeOpened (const nlohmann::json& line, PastConversation& past)
{
    past.began = readTime (stringOrNone (line, "startedAt")).value_or (0);

    if (numberOrZero (line, "version") > static_cast<double> (JournalReader::version))
        past.problem = "It was kept by a later version of Parlando; use that version.";
}

/** What the first lines say, up to the first words of the person that are whole. Returns false where there is not one
    line. */
bool takeBeginning (std::string_view text, PastConversation& past)
{
    std::string person, agent; // as far as they came
    const auto read = forEachLine (text,
                                   [&] (const nlohmann::json& line)
                                   {
                                       const auto event = stringOrNone (line, "event");
                                       const auto isPerson = stringOrNone (line, "speaker") == "person";
                                       auto& words = isPerson ? person : agent;

                                       if (event == "opened" && past.began == 0)
                                           takeOpened (line, past);
                                       else if (event == "entry" && (isPerson || agent.empty()))
                                           words = stringOrNone (line, "text");
                                       else if (event == "transcript" && words.size() < longestFirstWords &&
                                                line.value ("interim", nlohmann::json()) != true)
                                           words += stringOrNone (line, "text");

                                       return event != "entry" || ! isPerson || isBlank (person);
                                   });
    past.firstWords = cleanText (cutText (isBlank (person) ? agent : person, longestFirstWords));
    past.firstWords.erase (0, past.firstWords.find_first_not_of (' '));
    return read > 0;
}

bool takeEnd (std::string_view text, PastConversation& past)
{
    constexpr double nanoseconds = 1.0e-9;
    constexpr int enough = 32; // lines: a turn's number and a time are in most of them
    int taken = 0;
    return forEachLineBackwards (
               text,
               [&] (const nlohmann::json& line)
               {
                   past.seconds = std::max (
                       {past.seconds, numberOrZero (line, "timeNs") * nanoseconds, numberOrZero (line, "endSeconds")});
                   past.turns = std::max (past.turns, static_cast<std::uint64_t> (numberOrZero (line, "turn")));
                   return ++taken < enough;
               }) > 0;
}

void takeJournal (const DiskFile& journal, PastConversation& past)
{
    const auto size = journal.size();
    const auto longest = JournalLine::mostBytes + lookedAt;
    const auto tail = [&] (std::size_t bytes)
    { return journal.read (size - std::min<std::uint64_t> (size, bytes), bytes); };

    if (size == 0)
        past.problem = "Nothing was said in it.";
    else if (! takeBeginning (journal.read (0, lookedAt), past) && ! takeBeginning (journal.read (0, longest), past))
        past.problem = "Its journal is damaged, or none of Parlando's; what else is in the folder may be whole.";
    else if (! takeEnd (tail (lookedAt), past))
        takeEnd (tail (longest), past);
}

} // namespace

bool holdsConversation (const std::string& folder)
{
    std::error_code ignored;
    return fs::is_regular_file (fs::path (folder) / ConversationFolder::journalName, ignored);
}

std::vector<std::string> conversationFolders (const std::string& place)
{
    std::vector<std::string> found;
    int error = 0;
    auto names = DiskFolder::open (place, error).names();
    std::reverse (names.begin(), names.end());

    for (const auto& name : names)
        if (auto path = (fs::path (place) / name).string(); ! name.starts_with ('.') && holdsConversation (path))
            found.push_back (std::move (path));

    return found;
}

PastConversation readPastConversation (const std::string& path)
{
    PastConversation past;
    past.folder = path;
    past.title = cleanText (titleIn (fs::path (path).filename().string()));
    int error = 0;
    const auto folder = DiskFolder::open (path, error);

    for (const auto& name : folder.names())
    {
        past.bytes += folder.sizeOf (name);
        past.turns = std::max (past.turns, turnOf (name));
        past.hasAgentVoice = past.hasAgentVoice || turnOf (name) > 0;
        past.hasPersonVoice = past.hasPersonVoice || name.starts_with ("person");
    }

    const auto journal = folder.openToRead (ConversationFolder::journalName, error);

    if (journal.isOpen())
        takeJournal (journal, past);
    else
        past.problem = "Its journal cannot be read; check its permissions and the disk.";

    return past;
}

} // namespace parlando
