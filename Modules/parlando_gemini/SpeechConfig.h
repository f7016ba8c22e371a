#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlando::gemini
{

/** How the agent speaks. Members that are empty are left out of the message. */
struct SpeechConfig
{
    struct PrebuiltVoiceConfig
    {
        std::string voiceName; /**< One of prebuiltVoices(); capitals count. */

        bool operator== (const PrebuiltVoiceConfig&) const = default;
    };

    /** A cloned voice, for projects that Google has admitted. */
    struct ReplicatedVoiceConfig
    {
        struct ConsentSignature
        {
            std::string signature;

            bool operator== (const ConsentSignature&) const = default;
        };

        std::string mimeType;
        std::vector<std::uint8_t> voiceSampleAudio; /**< 24 kHz s16le WAV. */
        std::vector<std::uint8_t> consentAudio;     /**< Gemini API only. */
        std::optional<ConsentSignature> voiceConsentSignature;

        bool operator== (const ReplicatedVoiceConfig&) const = default;
    };

    struct VoiceConfig
    {
        PrebuiltVoiceConfig prebuiltVoiceConfig;
        std::optional<ReplicatedVoiceConfig> replicatedVoiceConfig;
        std::string voice;

        bool operator== (const VoiceConfig&) const = default;
    };

    VoiceConfig voiceConfig;
    std::string languageCode; /**< BCP-47; native-audio models choose by themselves. */

    bool operator== (const SpeechConfig&) const = default;
};

} // namespace parlando::gemini
