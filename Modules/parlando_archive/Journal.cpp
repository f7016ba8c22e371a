#include "Journal.h"

#include "JournalLine.h"

namespace parlando
{

int Journal::append (std::string_view content)
{
    auto line = makeJournalLine (++number, content);

    // A disk that took a part of the last line.
    if (isTorn)
        line.insert (line.begin(), '\n');

    const auto before = file.size();
    const auto error = file.append (line);
    isTorn = error != 0 && (isTorn || file.size() > before);
    return error;
}

} // namespace parlando
