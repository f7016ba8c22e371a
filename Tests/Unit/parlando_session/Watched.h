#pragma once

#include "Network.h"

#include <cmath>
#include <string>
#include <vector>

namespace parlando::testing
{

inline GeminiOptions modelThatMustAnswer()
{
    GeminiOptions options;
    options.setup.model = "gemini-2.5-flash-native-audio-preview-12-2025";
    return options;
}

/** Sample `i` of what sounds like one, for Watched::agent(). */
inline double voice (int i) { return 8000.0 * std::sin (0.05 * i) * std::sin (0.0003 * i); }

/** A conversation whose watchdogs are looked at. */
struct Watched : Network
{
    explicit Watched (GeminiOptions options = modelThatMustAnswer())
        : Network{ScriptedConversation (std::move (options))}
    {
        conversation.begin();
        conversation.server (handleOne);
    }

    void type (const std::string& words) { conversation.handle (input::Text{words}); }

    /** A second of speech, and the service's word for it. */
    void speak (const std::string& words)
    {
        conversation.person (20, 0);
        conversation.person (50, 8000);
        conversation.person (45, 0);
        conversation.server (R"({"serverContent":{"inputTranscription":{"text":")" + words + R"("}}})");
    }

    std::vector<WatchdogFired> fired() const { return conversation.told<WatchdogFired>(); }

    /** How often these words were typed to the service. */
    std::size_t timesTyped (const std::string& words) const
    {
        std::size_t times = 0;

        for (const auto& content : conversation.sentWith ("clientContent"))
            for (const auto& turn : content.value ("turns", nlohmann::json::array()))
                times += turn["parts"][0]["text"] == words ? 1 : 0;

        return times;
    }

    /** Agent audio of so many ms: `sample (i)` at 24 kHz. */
    void agent (int milliseconds, auto sample)
    {
        std::vector<std::uint8_t> bytes;

        for (int i = 0; i < milliseconds * 24; ++i)
        {
            const auto value = static_cast<std::uint16_t> (static_cast<std::int16_t> (sample (i)));
            bytes.push_back (static_cast<std::uint8_t> (value & 255));
            bytes.push_back (static_cast<std::uint8_t> (value >> 8));
        }

        conversation.server (ScriptedConversation::audioBytes (bytes));
    }
};

} // namespace parlando::testing
