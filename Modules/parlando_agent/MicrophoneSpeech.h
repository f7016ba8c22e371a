#pragma once

#include "ConversationReport.h"

#include <parlando_session/SessionInput.h>
#include <parlando_speech/parlando_speech.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace parlando
{

/** What is done to the microphone before the service hears it: the agent's echo is taken out, and who speaks over the
    agent is detected. Session thread. */
class MicrophoneSpeech
{
public:
    /** Another conversation: forgets the room. Without a wish it takes neither time nor memory; a rate other than
        16,000 Hz is left as it is. */
    void begin (int sampleRate);

    struct Wishes
    {
        EchoMode echo = EchoMode::never;
        BargeInMode bargeIn = BargeInMode::off;
        MicrophoneCleaning cleaning = MicrophoneCleaning::none;
        double deviceDelay = 0.0; /**< AudioEngine::deviceDelay() */
        bool findsTurns = false;  /**< Session::wantsVoice() */
    };

    /** Whether what was played is of use. */
    [[nodiscard]] bool hearsPlayed (const Wishes&) const noexcept;

    /** `frame`: 20 ms, which become what the service is to hear. `played`: what the loudspeakers played beside it. Who
        speaks comes out where somebody wants to know it. */
    std::optional<input::MicrophoneFrame::Voice> process (std::span<std::int16_t> frame, std::span<const float> played,
                                                          const Wishes&);

    /** Nothing where no echo is looked for. */
    [[nodiscard]] std::optional<EchoReport> report() const;

private:
    [[nodiscard]] static bool detects (const Wishes&) noexcept;
    PersonVoice hear (std::span<std::int16_t> half, std::span<const float> played, const Wishes&);
    void clean (std::span<std::int16_t> half);

    struct Tools
    {
        SpeechProcessor processor;
        BargeInDetector detector;
    };

    std::unique_ptr<Tools> tools; // once they are wanted
    std::unique_ptr<VoiceCleaner> cleaner;
    int rate = 0;
    EchoMode echo = EchoMode::never;
    bool sentLinear = false;
};

} // namespace parlando
