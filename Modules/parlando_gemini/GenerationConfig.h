#pragma once

#include "SpeechConfig.h"

#include <parlando_provider/ThinkingLevel.h>

#include <cstdint>
#include <optional>
#include <string>

namespace parlando::gemini
{

enum class Modality
{
    unspecified,
    text,
    image,
    audio,
    video
};

enum class MediaResolution
{
    unspecified,
    low,
    medium,
    high
};

struct ThinkingConfig
{
    std::optional<bool> includeThoughts;
    std::optional<std::int32_t> thinkingBudget; /**< 2.5 models: 0 = off, -1 = automatic. */
    std::optional<ThinkingLevel> thinkingLevel; /**< 3.x models; not together with a budget. */

    bool operator== (const ThinkingConfig&) const = default;
};

struct TranslationConfig
{
    std::string targetLanguageCode; /**< BCP-47. */
    std::optional<bool> echoTargetLanguage;

    bool operator== (const TranslationConfig&) const = default;
};

/** How the model answers, protocol section 2.3. */
struct GenerationConfig
{
    Modality responseModality = Modality::audio; /**< On the wire `responseModalities` with this one entry (C27). */
    std::optional<double> temperature;           /**< 0 to 2. */
    std::optional<double> topP;
    std::optional<double> topK;
    std::optional<std::int32_t> maxOutputTokens;
    std::optional<std::int32_t> candidateCount;
    std::optional<double> presencePenalty, frequencyPenalty;
    std::optional<std::int32_t> seed;
    std::optional<MediaResolution> mediaResolution;
    SpeechConfig speechConfig;
    std::optional<ThinkingConfig> thinkingConfig;
    std::optional<bool> enableAffectiveDialog; /**< 2.5 native audio only. */
    std::optional<TranslationConfig> translationConfig;

    bool operator== (const GenerationConfig&) const = default;
};

} // namespace parlando::gemini
