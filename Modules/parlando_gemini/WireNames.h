#pragma once

#include "AudioTranscriptionConfig.h"
#include "FunctionResponse.h"
#include "GenerationConfig.h"
#include "RealtimeInputConfig.h"
#include "SafetySetting.h"
#include <parlando_provider/FunctionDeclaration.h>

#include <span>
#include <string_view>

namespace parlando::gemini
{

/** The names that the values of an enum have on the wire, in the enum's order. Overloaded by a value of the enum, which
    is not looked at. */
std::span<const std::string_view> wireNames (ActivityHandling) noexcept;
std::span<const std::string_view> wireNames (AudioTranscriptionConfig::Mode) noexcept;
std::span<const std::string_view> wireNames (Behavior) noexcept;
std::span<const std::string_view> wireNames (EndSensitivity) noexcept;
std::span<const std::string_view> wireNames (HarmBlockThreshold) noexcept;
std::span<const std::string_view> wireNames (HarmCategory) noexcept;
std::span<const std::string_view> wireNames (MediaResolution) noexcept;
std::span<const std::string_view> wireNames (Modality) noexcept;
std::span<const std::string_view> wireNames (Scheduling) noexcept;
std::span<const std::string_view> wireNames (StartSensitivity) noexcept;
std::span<const std::string_view> wireNames (ThinkingLevel) noexcept;
std::span<const std::string_view> wireNames (TurnCoverage) noexcept;

template <typename Enum>
std::string_view wireName (Enum value) noexcept
{
    return wireNames (value)[static_cast<std::size_t> (value)];
}

/** The number of single-letter changes from one text to the other, capitals set aside. */
std::size_t editDistance (std::string_view a, std::string_view b);

} // namespace parlando::gemini
