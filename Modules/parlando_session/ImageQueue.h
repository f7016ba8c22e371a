#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** What an image is to the conversation. */
enum class ImageKind
{
    still,     /**< It waits for its turn; typed text given after it leaves after it. */
    videoFrame /**< One of a stream: skipped where it comes sooner than 1 s after the image before, or with no
                  connection. */
};

/** The bytes of a JPEG or PNG file. */
using ImageFile = std::vector<std::uint8_t>;

/** `image/jpeg` or `image/png` by the file's first bytes; empty for anything else. */
std::string_view imageTypeOf (const ImageFile&) noexcept;

/** Images on their way to the service: at most one a second (C49), at most 16 waiting. Session thread. */
class ImageQueue
{
public:
    static constexpr std::size_t maximumWaiting = 16;
    static constexpr std::size_t maximumBytes = 4 * 1024 * 1024; /**< Of one file. */

    /** Why it is not taken, as a sentence; nothing when it is. `isReady`: a session listens. */
    std::optional<std::string> push (Instant now, ImageFile, ImageKind, bool isReady);

    /** The image that leaves now, if any. */
    std::optional<ImageFile> next (Instant now);

    bool isEmpty() const noexcept { return waiting.empty(); }
    std::uint64_t sent() const noexcept { return sentImages; }
    std::uint64_t skipped() const noexcept { return skippedFrames; }

private:
    bool mayLeave (Instant now) const;

    std::deque<ImageFile> waiting;
    std::optional<Instant> lastLeft;
    std::uint64_t sentImages = 0, skippedFrames = 0;
};

} // namespace parlando
