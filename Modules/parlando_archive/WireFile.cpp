#include "WireFile.h"

#include "JournalLine.h"

#include <cerrno>

namespace parlando
{

std::string WireFile::nameOf (int part)
{
    auto number = std::to_string (part);
    number.insert (0, number.size() < 4 ? 4 - number.size() : 0, '0');
    return part <= 1 ? "wire.jsonl" : "wire-" + number + ".jsonl";
}

void WireFile::add (std::string content)
{
    if (isOver)
        return;

    waitingBytes += content.size();

    if (waitingBytes > mostWaiting)
        return breakOff ("lost");

    waiting.push_back (std::move (content));
}

void WireFile::breakOff (const char* why)
{
    if (! std::exchange (isOver, true))
        waiting.push_back (journalContent ({{"event", "end"}, {"why", why}}));
}

bool WireFile::write (const DiskFolder& folder, int part)
{
    constexpr int mostNames = 1000;
    const auto isNew = ! waiting.empty() && ! file.isOpen() && number == 0;

    if (isNew)
    {
        // A part that broke off before it noted itself may have left its own.
        error = EEXIST;

        for (int i = 0; i < mostNames && error == EEXIST; ++i)
            file = folder.create (nameOf (part + i), {}, error);

        isOver = isOver || error != 0;
    }

    for (const auto& content : std::exchange (waiting, {}))
        append (content);

    waitingBytes = 0;
    return isNew && file.isOpen();
}

void WireFile::append (std::string_view content)
{
    constexpr std::uint64_t lastLine = 256;

    if (! file.isOpen() || full)
        return;

    auto line = makeJournalLine (++number, content);

    if (file.size() + line.size() > mostBytes - lastLine)
    {
        full = isOver = true;
        line = makeJournalLine (number, journalContent ({{"event", "end"}, {"why", "full"}}));
    }

    if (const auto problem = file.append (line); problem != 0)
    {
        error = problem;
        isOver = true;
        file = {};
    }
}

} // namespace parlando
