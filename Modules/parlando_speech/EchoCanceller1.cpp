#include "EchoCanceller.h"

// Its headers warn of what they are.
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#endif
#include <modules/audio_processing/include/audio_processing.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

#include <new>

namespace parlando
{
namespace
{

/** webrtc-audio-processing 1.x: AEC3, which finds what is left of the delay itself and goes by nothing that it is told.
 */
class EchoCanceller1 final : public EchoCanceller
{
public:
    EchoCanceller1() { make(); }

    void process (const SpeechFrame& microphone, const SpeechFrame& reference, int remainingDelay,
                  SpeechFrame& suppressed) override
    {
        SpeechFrame unused;
        const float* played[] = {reference.data()};
        float* nowhere[] = {unused.data()};
        library->ProcessReverseStream (played, stream, stream, nowhere);
        library->set_stream_delay_ms (std::clamp (remainingDelay, 0, 500));

        const float* in[] = {microphone.data()};
        float* out[] = {suppressed.data()};
        if (library->ProcessStream (in, stream, stream, out) != webrtc::AudioProcessing::kNoError)
            suppressed = microphone;
        voiced = library->GetStatistics().voice_detected.value_or (false);
    }

    [[nodiscard]] bool hasVoice() const override { return voiced; }

    void reset() override { make(); }

    [[nodiscard]] bool growsOld() const override { return false; }

private:
    void make()
    {
        library = webrtc::AudioProcessingBuilder().Create();
        if (library == nullptr)
            throw std::bad_alloc();

        // The detector of what is left of the echo costs a quarter of the whole, and nobody asks it.
        webrtc::AudioProcessing::Config config;
        config.pipeline.maximum_internal_processing_rate = 32'000;
        config.echo_canceller.enabled = true;
        config.high_pass_filter.enabled = false;
        config.voice_detection.enabled = true;
        config.residual_echo_detector.enabled = false;
        library->ApplyConfig (config);
    }

    const webrtc::StreamConfig stream{speechRate, 1};
    rtc::scoped_refptr<webrtc::AudioProcessing> library;
    bool voiced = false;
};

} // namespace

const char* echoCancellerName() noexcept { return "webrtc-audio-processing 1"; }

std::unique_ptr<EchoCanceller> makeEchoCanceller() { return std::make_unique<EchoCanceller1>(); }

} // namespace parlando
