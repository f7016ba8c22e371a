#include "ArchiveDisk.h"

#include <utility>

namespace parlando
{

ArchiveDisk::ArchiveDisk (std::string place, std::string title, Teller toTell)
    : writer (std::move (place), std::move (title)), teller (std::move (toTell))
{
}

ArchiveDisk::ArchiveDisk (ConversationFolder there, const KeptWords& earlier, Teller toTell)
    : writer (std::move (there), earlier), teller (std::move (toTell))
{
}

void ArchiveDisk::write()
{
    const auto isLast = isEnding.load(); // before what is left is taken
    writer.write (queue.take());
    publish();

    if (isLast)
    {
        writer.finish();
        publish();
    }
}

void ArchiveDisk::publish()
{
    auto isNew = false;

    {
        const std::lock_guard lock (mutex);
        path = writer.folderPath();
        isNew = sentence.empty() && ! writer.problem().empty();
        sentence = writer.problem();
    }

    const std::lock_guard lock (telling);

    if (isNew && teller)
        teller (writer.problem());
}

void ArchiveDisk::stopTelling()
{
    const std::lock_guard lock (telling);
    teller = nullptr;
}

std::string ArchiveDisk::problem() const
{
    const std::lock_guard lock (mutex);

    if (answers || ! sentence.empty())
        return sentence;

    return "The disk does not answer, so the last of the conversation may be missing in " +
           (path.empty() ? "its folder" : path) + ": check the disk.";
}

std::string ArchiveDisk::folder() const
{
    const std::lock_guard lock (mutex);
    return path;
}

} // namespace parlando
