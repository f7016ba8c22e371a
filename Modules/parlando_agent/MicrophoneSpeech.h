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

    /** Whether anything is to be done at all: what was played is of use then. `findsTurns`: Session::wantsVoice(). */
    [[nodiscard]] bool isWanted (EchoMode, BargeInMode, bool findsTurns = false) const noexcept;

    /** `frame`: 20 ms, which become what the service is to hear. `played`: what the loudspeakers played beside it.
        `deviceDelay`: AudioEngine::deviceDelay(). Nothing comes out where nothing is wanted. */
    std::optional<input::MicrophoneFrame::Voice> process (std::span<std::int16_t> frame, std::span<const float> played,
                                                          EchoMode, BargeInMode, double deviceDelay,
                                                          bool findsTurns = false);

    /** Nothing where no echo is looked for. */
    [[nodiscard]] std::optional<EchoReport> report() const;

private:
    PersonVoice hear (std::span<std::int16_t> half, std::span<const float> played, double deviceDelay);

    struct Tools
    {
        SpeechProcessor processor;
        BargeInDetector detector;
    };

    std::unique_ptr<Tools> tools; // once they are wanted
    int rate = 0;
    EchoMode echo = EchoMode::never;
    bool sentLinear = false;
};

} // namespace parlando
