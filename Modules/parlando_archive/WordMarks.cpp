#include "WordMarks.h"

#include "SortedBy.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace parlando
{
namespace
{

/** One line, one space at a time. */
std::string singleSpaced (std::string_view text)
{
    std::string line;

    for (const char character : cleanText (text))
        if (character != ' ' || (! line.empty() && line.back() != ' '))
            line += character;

    if (! line.empty() && line.back() == ' ')
        line.pop_back();

    return line;
}

std::string printedSeconds (double seconds)
{
    char text[64];
    std::snprintf (text, sizeof (text), "%.6f", seconds);
    return text;
}

/** With hours in any case: less is another unit to REAPER. */
std::string reaperTime (double seconds)
{
    const auto ms = std::llround (seconds * 1000.0);
    char text[64];
    std::snprintf (text, sizeof (text), "%lld:%02lld:%02lld.%03lld", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60,
                   ms % 1000);
    return text;
}

/** Between quotes, each of which is doubled inside. */
std::string quotedForCsv (std::string_view text)
{
    std::string quoted = "\"";

    for (const char character : text)
    {
        if (character == '"')
            quoted += '"';

        quoted += character;
    }

    return quoted + "\"";
}

std::string quotedForLua (std::string_view text)
{
    std::string quoted = "\"";

    for (const char character : text)
    {
        if (character == '"' || character == '\\')
            quoted += '\\';

        quoted += character;
    }

    return quoted + "\"";
}

} // namespace

std::vector<WordMark> wordMarksOf (const Transcript& transcript)
{
    std::vector<WordMark> marks;
    const auto seconds = [&] (Instant when)
    { return std::max (0.0, std::chrono::duration<double> (when - transcript.start).count()); };

    for (const auto& entry : transcript.entries)
    {
        const auto text = singleSpaced (heardText (entry));
        const auto start = seconds (entry.start);

        if (! text.empty())
            marks.push_back ({start, std::max (start, seconds (entry.end)),
                              (entry.speaker == Speaker::agent ? "Agent: " : "Person: ") + text});
    }

    return sortedBy (std::move (marks), &WordMark::start);
}

/** No text begins with a backslash, which would begin a line of frequencies: it begins with who speaks. */
std::string toAudacityLabels (std::span<const WordMark> marks)
{
    std::string out;

    for (const auto& mark : marks)
        out += printedSeconds (mark.start) + "\t" + printedSeconds (mark.end) + "\t" + mark.text + "\n";

    return out;
}

/** What takes no time is no region, but a marker. */
std::string toReaperRegions (std::span<const WordMark> marks)
{
    constexpr double shortest = 0.001; // s
    std::string out = "#,Name,Start,End,Length\n";
    int regions = 0, markers = 0;

    for (const auto& mark : marks)
    {
        const auto begin = quotedForCsv (mark.text) + "," + reaperTime (mark.start) + ",";
        const auto length = mark.end - mark.start;

        if (length < shortest)
            out += "M" + std::to_string (++markers) + "," + begin + ",\n";
        else
            out += "R" + std::to_string (++regions) + "," + begin + reaperTime (mark.end) + "," + reaperTime (length) +
                   "\n";
    }

    return out;
}

std::string toArdourScript (std::span<const WordMark> marks)
{
    std::string out = R"(ardour {
	["type"] = "EditorAction",
	name = "Add the words of a conversation",
	author = "Parlando",
	description = [[Adds a range for each thing that was said]]
}

local words = {
)";

    for (const auto& mark : marks)
        out += "\t{ " + printedSeconds (mark.start) + ", " + printedSeconds (mark.end) + ", " +
               quotedForLua (mark.text) + " },\n";

    return out + R"(}

function factory () return function ()
	local rate = Session:nominal_sample_rate ()
	local function at (seconds) return math.floor (seconds * rate + 0.5) end

	for _, each in ipairs (words) do
		local from = at (each[1])
		local to = math.max (at (each[2]), from + 1) -- Ardour takes no range without a length
		local range = Session:locations ():add_range (Temporal.timepos_t (from), Temporal.timepos_t (to))
		range:set_name (each[3])
	end
end end
)";
}

} // namespace parlando
