#pragma once

#include <optional>
#include <string>

namespace parlando::gemini
{

enum class HarmCategory
{
    unspecified,
    harassment,
    hateSpeech,
    sexuallyExplicit,
    dangerousContent,
    civicIntegrity,
    jailbreak,
    imageHate,
    imageDangerousContent,
    imageHarassment,
    imageSexuallyExplicit
};

enum class HarmBlockThreshold
{
    unspecified,
    lowAndAbove,
    mediumAndAbove,
    onlyHigh,
    none,
    off
};

struct SafetySetting
{
    std::optional<HarmCategory> category;
    std::optional<HarmBlockThreshold> threshold;
    std::string method; /**< Wire name; Vertex only. */

    bool operator== (const SafetySetting&) const = default;
};

} // namespace parlando::gemini
