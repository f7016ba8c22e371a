#include "TakeSearch.h"

#include <parlando_archive/VoiceReader.h>

#include <exception>
#include <filesystem>
#include <system_error>

namespace parlando
{

namespace
{

namespace fs = std::filesystem;

constexpr int mostFilesLookedAt = 20'000;

/** Of the right length and rate, and the very same samples. */
std::shared_ptr<const TakeVoice> voiceIn (const fs::path& path, const ProjectTake& take)
{
    int error = 0;
    const auto folder = DiskFolder::open (path.parent_path().string(), error);
    auto reader = folder.isOpen() ? VoiceReader::open (folder, path.filename().string(), error) : VoiceReader();

    if (! reader.isOpen() || reader.length() != take.samples || reader.sampleRate() != take.sampleRate)
        return nullptr;

    std::vector<std::int16_t> samples (static_cast<std::size_t> (take.samples));

    if (reader.read (samples) != samples.size())
        return nullptr;

    auto voice = std::make_shared<const TakeVoice> (std::move (samples), take.sampleRate);
    return voice->hash() == take.hash ? voice : nullptr;
}

/** What a file of that many samples may be long: nobody opens the others. */
bool mayHold (const fs::directory_entry& file, const ProjectTake& take)
{
    constexpr std::uint64_t mostBeside = 4'096;
    std::error_code problem;
    const auto size = file.file_size (problem);
    return ! problem && file.path().extension() == ".wav" && size >= take.samples * 2 &&
           size <= take.samples * 2 + mostBeside;
}

std::shared_ptr<const TakeVoice> searchFolder (const fs::path& folder, const ProjectTake& take, int depth, int& looked)
{
    std::error_code problem;

    for (fs::directory_iterator file (folder, problem), end; ! problem && file != end && looked < mostFilesLookedAt;
         file.increment (problem))
    {
        ++looked;
        std::shared_ptr<const TakeVoice> found;
        std::error_code unreadable;

        if (depth > 0 && file->is_directory (unreadable))
            found = searchFolder (file->path(), take, depth - 1, looked);
        else if (file->is_regular_file (unreadable) && mayHold (*file, take))
            found = voiceIn (file->path(), take);

        if (found != nullptr)
            return found;
    }

    return nullptr;
}

} // namespace

std::shared_ptr<const TakeVoice> findVoice (const ProjectTake& take, std::span<const std::string> folders)
try
{
    for (const auto& folder : folders)
        if (! take.file.empty())
            if (auto voice = voiceIn (fs::path (folder) / take.file, take))
                return voice;

    int looked = 0;

    for (const auto& folder : folders)
        if (auto voice = searchFolder (folder, take, 1, looked))
            return voice;

    return nullptr;
}
catch (const std::exception&) // no memory for it, or a name that is none
{
    return nullptr;
}

} // namespace parlando
