#pragma once

#include <optional>
#include <string>
#include <vector>

namespace parlando::gemini
{

/** A word with its place in the audio stream. */
struct TranscribedWord
{
    std::string word;
    std::optional<double> startOffsetSeconds;
    std::optional<double> endOffsetSeconds;

    bool operator== (const TranscribedWord&) const = default;
};

/** A piece of what was said. */
struct Transcription
{
    std::string text;      /**< To be joined as it is (C51); control tokens are gone; may be empty (C52). */
    bool finished = false; /**< The service often never says so. */
    std::string languageCode;
    std::string speakerLabel;
    std::optional<double> startOffsetSeconds;
    std::optional<double> endOffsetSeconds;
    std::vector<TranscribedWord> words;

    bool operator== (const Transcription&) const = default;
};

} // namespace parlando::gemini
