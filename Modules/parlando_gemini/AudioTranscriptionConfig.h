#pragma once

#include <optional>
#include <string>
#include <vector>

namespace parlando::gemini
{

/** How audio is transcribed. Empty asks for the plain kind, which every model takes. */
struct AudioTranscriptionConfig
{
    enum class Mode
    {
        unspecified,
        verbatim,
        smart /**< Without timestamps and diarization. */
    };

    struct LanguageHints
    {
        std::vector<std::string> languageCodes;

        bool operator== (const LanguageHints&) const = default;
    };

    struct LanguageAuto
    {
        bool operator== (const LanguageAuto&) const = default;
    };

    std::vector<std::string> languageCodes; /**< BCP-47 hints. */
    std::vector<std::string> customVocabulary;
    std::optional<bool> wordTimestamp;
    std::optional<bool> diarization;
    std::optional<Mode> mode;
    std::string sourceText; /**< Only with `smart`. */

    std::optional<LanguageAuto> languageAuto;   /**< Deprecated by the service. */
    std::optional<LanguageHints> languageHints; /**< Deprecated by the service. */
    std::vector<std::string> adaptationPhrases; /**< Deprecated by the service. */

    bool operator== (const AudioTranscriptionConfig&) const = default;
};

} // namespace parlando::gemini
