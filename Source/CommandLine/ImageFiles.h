#pragma once

#include <parlando_agent/parlando_agent.h>

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** A JPEG or PNG file as the agent can use it (pictureForAgent()); throws UsageError where it is none, is too large for
    the service all the same, is broken, or cannot be had. */
ImageFile readImage (const std::string& path, const char* option);

/** The pictures of a folder, one a second: --video-frames. Main thread. */
class VideoFrames
{
public:
    /** JPEG and PNG files of `folder` in the order of their names; an empty `folder` has none. Throws UsageError where
        the folder cannot be read or holds no such file, or one that is none. */
    explicit VideoFrames (const std::string& folder);

    bool isEmpty() const noexcept { return paths.empty(); }

    /** When the next one is due; `began`: the agent was ready. */
    Instant due (Instant began) const { return began + Milliseconds (1000) * taken; }

    /** The next one, if it is due. One that is broken, or has gone since the start, is left out. */
    std::optional<ImageFile> next (Instant began, Instant now);

private:
    std::deque<std::string> paths;
    int taken = 0;
};

} // namespace parlando
