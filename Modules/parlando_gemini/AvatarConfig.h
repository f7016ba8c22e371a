#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlando::gemini
{

/** A face for the agent; Vertex and 3.8 only. */
struct AvatarConfig
{
    struct CustomizedAvatar
    {
        std::string imageMimeType;
        std::vector<std::uint8_t> imageData; /**< 9:16, at least 704x1280. */

        bool operator== (const CustomizedAvatar&) const = default;
    };

    std::string avatarName;
    std::optional<CustomizedAvatar> customizedAvatar;
    std::optional<std::int32_t> audioBitrateBps, videoBitrateBps;

    bool operator== (const AvatarConfig&) const = default;
};

} // namespace parlando::gemini
