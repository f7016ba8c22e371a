#pragma once

#include <juce_audio_utils/juce_audio_utils.h>

#include <parlando_audio/parlando_audio.h>

#include <array>
#include <atomic>
#include <optional>
#include <vector>

namespace parlando
{

/** An AudioProcessorPlayer that shows whether the device really calls it (a device may stop without telling anybody),
   and that lets the processor, which hears two channels, hear whoever speaks into any of a device's inputs. */
class BlockPlayer final : public juce::AudioProcessorPlayer
{
public:
    /** Blocks processed so far. Any thread. */
    [[nodiscard]] unsigned blocks() const noexcept { return count; }

    /** What a person should know about the device's inputs, once each. Any thread. */
    [[nodiscard]] std::optional<InputNotice> takeNotice() noexcept { return notices.take(); }

    void audioDeviceAboutToStart (juce::AudioIODevice* device) override
    {
        mix.prepare (juce::roundToInt (device->getCurrentSampleRate()));
        mono.resize (static_cast<std::size_t> (std::max (device->getCurrentBufferSizeSamples(), 0)));
        juce::AudioProcessorPlayer::audioDeviceAboutToStart (device);
    }

    /** Device's thread. */
    void audioDeviceIOCallbackWithContext (const float* const* inputs, int inputCount, float* const* outputs,
                                           int outputCount, int samples,
                                           const juce::AudioIODeviceCallbackContext& context) override
    {
        const std::array<const float*, 2> both{mono.data(), mono.data()};
        const auto length = static_cast<std::size_t> (samples);
        const auto isMixed =
            inputCount > 2 && length <= mono.size() && mix.process (inputs, inputCount, 0, mono.data(), length);
        juce::AudioProcessorPlayer::audioDeviceIOCallbackWithContext (
            isMixed ? both.data() : inputs, isMixed ? 2 : inputCount, outputs, outputCount, samples, context);
        count.fetch_add (1, std::memory_order_relaxed);
    }

private:
    InputNotices notices;
    InputMix mix{notices};
    std::vector<float> mono;
    std::atomic<unsigned> count{0};
};

} // namespace parlando
