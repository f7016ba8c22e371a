#pragma once

#include <optional>
#include <string_view>

namespace parlando::gemini
{

/** What a mime type says of a part (C16). */
struct AudioFormat
{
    bool isPcm = false;
    std::optional<int> sampleRate; /**< Hz; nothing where the format cannot be played: see readAudioFormat(). */
};

/** Reads `audio/pcm` with its parameters, capitals set aside, in any order. Without a `rate` it is 24000 Hz. It cannot
   be played where the rate is no number within limits::minimumSampleRate and maximumSampleRate, or `channels` is there
   and not 1. Of a parameter given twice the first counts. */
AudioFormat readAudioFormat (std::string_view mimeType) noexcept;

} // namespace parlando::gemini
