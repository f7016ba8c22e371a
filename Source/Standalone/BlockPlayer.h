#pragma once

#include <juce_audio_utils/juce_audio_utils.h>

#include <atomic>

namespace parlando
{

/** An AudioProcessorPlayer that shows whether the device really calls it: a device may stop without telling anybody. */
class BlockPlayer final : public juce::AudioProcessorPlayer
{
public:
    /** Blocks processed so far. Any thread. */
    [[nodiscard]] unsigned blocks() const noexcept { return count; }

    /** Device's thread. */
    void audioDeviceIOCallbackWithContext (const float* const* inputs, int inputCount, float* const* outputs,
                                           int outputCount, int samples,
                                           const juce::AudioIODeviceCallbackContext& context) override
    {
        juce::AudioProcessorPlayer::audioDeviceIOCallbackWithContext (inputs, inputCount, outputs, outputCount, samples,
                                                                      context);
        count.fetch_add (1, std::memory_order_relaxed);
    }

private:
    std::atomic<unsigned> count{0};
};

} // namespace parlando
