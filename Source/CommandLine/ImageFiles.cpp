#include "ImageFiles.h"

#include "CommandLineError.h"
#include "GivenFile.h"

#include <parlando_image/parlando_image.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <utility>

namespace parlando
{

namespace
{

namespace fs = std::filesystem;

constexpr auto framesOption = "--video-frames";

bool isNamedLikeAnImage (const fs::path& path)
{
    auto ending = path.extension().string();
    std::transform (ending.begin(), ending.end(), ending.begin(), [] (unsigned char c) { return std::tolower (c); });
    return ending == ".jpg" || ending == ".jpeg" || ending == ".png";
}

ImageFile readImageFile (const std::string& path, const char* option)
{
    const auto bytes = readText (path, option);
    ImageFile image (bytes.begin(), bytes.end());

    if (imageTypeOf (image).empty())
        throw UsageError (std::string (option) + ": " + path + " is neither JPEG nor PNG; convert it.");

    return image;
}

} // namespace

ImageFile readImage (const std::string& path, const char* option)
{
    auto image = pictureForAgent (readImageFile (path, option));

    if (! image)
        throw UsageError (std::string (option) + ": " + path + " is broken; save it anew.");

    if (image->size() > ImageQueue::maximumBytes)
        throw UsageError (std::string (option) + ": " + path +
                          " is larger than 4 MB; make it smaller (1024 pixels on its longer side are enough).");

    return std::move (*image);
}

VideoFrames::VideoFrames (const std::string& folder)
{
    if (folder.empty())
        return;

    std::error_code problem;

    for (fs::directory_iterator entry (folder, problem), end; ! problem && entry != end; entry.increment (problem))
        if (isNamedLikeAnImage (entry->path()))
            paths.push_back (entry->path().string());

    if (problem)
        throw UsageError (std::string (framesOption) + ": the folder " + folder + " cannot be read (" +
                          problem.message() + "); check the path.");

    if (paths.empty())
        throw UsageError (std::string (framesOption) + ": " + folder +
                          " holds no .jpg, .jpeg or .png file; give a folder of pictures.");

    std::sort (paths.begin(), paths.end());

    for (const auto& path : paths)
        readImageFile (path, framesOption);
}

std::optional<ImageFile> VideoFrames::next (Instant began, Instant now)
{
    while (! paths.empty() && now >= due (began))
    {
        const auto path = std::move (paths.front());
        paths.pop_front();
        ++taken;

        try
        {
            return readImage (path, framesOption);
        }
        catch (const UsageError&)
        {
        }
    }

    return {};
}

} // namespace parlando
