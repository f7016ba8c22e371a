#pragma once

#include "VoiceFile.h"

#include <parlando_audio/parlando_audio.h>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace parlando
{

/** Two files beside the person's voice, which begin with it and keep its time: the agent's turns when they were heard,
    silence between them, and both sides to listen to, the person left, the agent right. They grow with the
    conversation, each as far as both sides are known, and are whole at every moment. Times are in ns from the
    conversation's zero. Disk thread only. Functions return 0, or what errno says; after that nothing more is written.
 */
class ConversationMix
{
public:
    /** Of both files, in Hz. */
    static constexpr int sampleRate = 24'000;

    ConversationMix() = default;

    /** New files with `sampleRate`, of one channel and of two; `began`: when the person's voice begins, at its rate.
        Throws std::bad_alloc. */
    ConversationMix (VoiceFile agent, VoiceFile both, int personRate, std::int64_t began);

    bool isOpen() const noexcept { return both.isOpen(); }

    /** The next of the person's voice. */
    int addPerson (std::span<const std::int16_t>);

    /** What of the agent's voice was heard from a moment on, at its rate. What lies before the beginning, or before
        what is there already, is left out. */
    int addAgent (std::int64_t when, std::span<const std::int16_t>, int voiceRate);

    /** Nothing of the agent comes any more that was heard before that, as far as the person's voice goes. */
    int settle (std::int64_t until);

    /** The last thing: both are as long as the longer one. */
    int finish();

    const DiskFile& agentOnDisk() const noexcept { return agent.onDisk(); }
    const DiskFile& bothOnDisk() const noexcept { return both.onDisk(); }

private:
    std::uint64_t placeOf (std::int64_t when) const noexcept;
    void takePerson (std::span<const float>);
    int addSilence (std::uint64_t end);
    int writeBoth();
    int keep (int error) noexcept;

    VoiceFile agent, both;
    std::optional<Resampler> resampler; // the person's
    std::int64_t began = 0;
    std::uint64_t personLength = 0;                // at our rate, all that came
    std::vector<std::int16_t> left, right, frames; // what waits for the other side
    std::vector<float> source, target;
    bool hasFailed = false;
};

} // namespace parlando
