#include "KeptTakes.h"

#include "DiskFolder.h"
#include "VoiceReader.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <utility>

namespace parlando
{
namespace
{

std::string problemWith (const std::string& path, int error)
{
    if (error == ENOENT)
        return path + " is missing, and left out; put it back where it was deleted or moved.";

    if (error == EBADMSG)
        return path + " is not as it was kept, and left out; put the file back that was there.";

    return path + " cannot be read (" + std::strerror (error) +
           "), and is left out; check its permissions and the disk.";
}

/** An error as in errno; 0 where the file is as the journal says. */
int lookInto (const DiskFolder& folder, const std::string& name, int sampleRate, std::uint64_t& samples)
{
    int error = 0;
    const auto file = VoiceReader::open (folder, name, error);
    samples = file.length();
    return error != 0 || file.sampleRate() == sampleRate ? error : EBADMSG;
}

} // namespace

KeptTakes readTakes (const std::string& path)
{
    KeptTakes kept{path, readConversation (path), {}};
    auto takes = std::exchange (kept.conversation.voices.takes, {});
    int error = 0;
    const auto folder = DiskFolder::open (path, error);

    if (! kept.conversation.problem.empty())
        kept.problems.push_back (kept.conversation.problem);

    for (auto& take : takes)
    {
        error = lookInto (folder, take.file, take.sampleRate, take.samples);

        if (error != 0)
            kept.problems.push_back (problemWith (path + "/" + take.file, error));
        else
            kept.conversation.voices.takes.push_back (std::move (take));
    }

    return kept;
}

std::string lastNameOf (const std::string& path)
{
    std::error_code ignored;
    const auto whole = std::filesystem::absolute (path, ignored).lexically_normal();
    return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

} // namespace parlando
