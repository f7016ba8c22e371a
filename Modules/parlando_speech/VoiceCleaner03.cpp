#include "VoiceCleaner.h"

// Its headers warn of what they are.
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wshadow"
#endif
#include <webrtc/modules/audio_processing/include/audio_processing.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

#include <new>

namespace parlando
{
namespace
{

class VoiceCleaner03 final : public VoiceCleaner
{
public:
    VoiceCleaner03()
    {
        webrtc::Config config;
        config.Set<webrtc::ExperimentalAgc> (new webrtc::ExperimentalAgc (false));
        library.reset (webrtc::AudioProcessing::Create (config));
        if (library == nullptr || library->Initialize ({{stream, stream, stream, stream}}) != 0)
            throw std::bad_alloc();

        library->noise_suppression()->set_level (webrtc::NoiseSuppression::kModerate);
        library->gain_control()->set_mode (webrtc::GainControl::kAdaptiveDigital);
        library->gain_control()->set_target_level_dbfs (9);
        library->gain_control()->set_compression_gain_db (20);
        library->gain_control()->enable_limiter (true);
    }

    void choose (MicrophoneCleaning chosen) override
    {
        if (chosen == wanted)
            return;
        wanted = chosen;
        library->high_pass_filter()->Enable (suppressesNoise (wanted));
        library->noise_suppression()->Enable (suppressesNoise (wanted));
        library->gain_control()->Enable (levels (wanted));
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
    std::unique_ptr<webrtc::AudioProcessing> library;
    MicrophoneCleaning wanted = MicrophoneCleaning::none;
};

} // namespace

std::unique_ptr<VoiceCleaner> makeVoiceCleaner() { return std::make_unique<VoiceCleaner03>(); }

} // namespace parlando
