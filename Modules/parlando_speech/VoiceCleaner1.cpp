#include "VoiceCleaner.h"

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

class VoiceCleaner1 final : public VoiceCleaner
{
public:
    VoiceCleaner1() : library (webrtc::AudioProcessingBuilder().Create())
    {
        if (library == nullptr)
            throw std::bad_alloc();
    }

    void choose (MicrophoneCleaning chosen) override
    {
        if (chosen == wanted)
            return;
        wanted = chosen;
        webrtc::AudioProcessing::Config config;
        config.pipeline.maximum_internal_processing_rate = 32'000;
        config.high_pass_filter.enabled = suppressesNoise (wanted);
        config.noise_suppression.enabled = suppressesNoise (wanted);
        config.noise_suppression.level = webrtc::AudioProcessing::Config::NoiseSuppression::kModerate;
        config.gain_controller1.enabled = levels (wanted);
        config.gain_controller1.mode = webrtc::AudioProcessing::Config::GainController1::kAdaptiveDigital;
        config.gain_controller1.target_level_dbfs = 9;
        config.gain_controller1.compression_gain_db = 20;
        config.gain_controller1.enable_limiter = true;
        config.gain_controller1.analog_gain_controller.enabled = false;
        config.residual_echo_detector.enabled = false;
        library->ApplyConfig (config);
    }

    void process (SpeechFrame& frame) override
    {
        if (wanted == MicrophoneCleaning::none)
            return;
        SpeechFrame cleaned;
        const float* in[] = {frame.data()};
        float* out[] = {cleaned.data()};
        if (library->ProcessStream (in, stream, stream, out) == webrtc::AudioProcessing::kNoError)
            frame = usableFrame (cleaned);
    }

private:
    const webrtc::StreamConfig stream{speechRate, 1};
    rtc::scoped_refptr<webrtc::AudioProcessing> library;
    MicrophoneCleaning wanted = MicrophoneCleaning::none;
};

} // namespace

std::unique_ptr<VoiceCleaner> makeVoiceCleaner() { return std::make_unique<VoiceCleaner1>(); }

} // namespace parlando
