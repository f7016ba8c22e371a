#include "ImageQueue.h"

#include <algorithm>
#include <array>
#include <utility>

namespace parlando
{

namespace
{

constexpr auto interval = Milliseconds (1000);

template <std::size_t size>
bool beginsWith (const ImageFile& file, const std::array<std::uint8_t, size>& start) noexcept
{
    return file.size() > size && std::equal (start.begin(), start.end(), file.begin());
}

} // namespace

std::string_view imageTypeOf (const ImageFile& file) noexcept
{
    constexpr std::array<std::uint8_t, 3> jpeg{0xff, 0xd8, 0xff};
    constexpr std::array<std::uint8_t, 8> png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    return beginsWith (file, jpeg) ? "image/jpeg" : beginsWith (file, png) ? "image/png" : "";
}

std::optional<std::string> ImageQueue::push (Instant now, ImageFile file, ImageKind kind, bool isReady)
{
    if (imageTypeOf (file).empty())
        return "The image is neither JPEG nor PNG and was not sent; convert it.";

    if (file.size() > maximumBytes)
        return "The image is larger than 4 MB and was not sent; make it smaller (1024 pixels on its longer side are "
               "enough).";

    if (kind == ImageKind::videoFrame && (! isReady || ! waiting.empty() || ! mayLeave (now)))
    {
        ++skippedFrames;
        return {};
    }

    if (waiting.size() >= maximumWaiting)
        return "16 images wait already and this one was not sent; wait until some have left, one a second.";

    waiting.push_back (std::move (file));
    return {};
}

std::optional<ImageFile> ImageQueue::next (Instant now)
{
    if (waiting.empty() || ! mayLeave (now))
        return {};

    auto file = std::move (waiting.front());
    waiting.pop_front();
    lastLeft = now;
    ++sentImages;
    return file;
}

bool ImageQueue::mayLeave (Instant now) const { return ! lastLeft || now - *lastLeft >= interval; }

} // namespace parlando
