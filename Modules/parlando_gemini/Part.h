#pragma once

#include <parlando_provider/ExecutableCode.h>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace parlando::gemini
{

/** A piece of the agent's voice: signed 16 bit, little endian, mono. */
struct AudioPart
{
    int sampleRate = 24000;        /**< Hz, within limits::minimumSampleRate and maximumSampleRate (C16). */
    std::vector<std::uint8_t> pcm; /**< Never empty; may be odd: the last byte belongs to the next part (C83). */

    bool operator== (const AudioPart&) const = default;
};

/** A piece of text; a thought summary is neither spoken nor shown as answer (C55). */
struct TextPart
{
    std::string text;
    bool thought = false;

    bool operator== (const TextPart&) const = default;
};

/** Anything inline that is not PCM; never played as such (C57). */
struct MediaPart
{
    std::string mimeType;
    std::vector<std::uint8_t> bytes;
    std::string displayName;

    bool operator== (const MediaPart&) const = default;
};

/** What a turn is made of, protocol section 3.3. */
using Part = std::variant<AudioPart, TextPart, MediaPart, ExecutableCodePart, CodeExecutionResultPart>;

} // namespace parlando::gemini
