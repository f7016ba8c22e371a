#include "EchoCanceller.h"

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

constexpr int longestTold = 500;

/** webrtc-audio-processing 0.3: a filter of 128 ms, as long as its "extended" one, and the delay that it is told.
   Finding the delay itself takes it 20 s at 300 ms, and it stumbles; without the extended filter it converges later. */
class EchoCanceller03 final : public EchoCanceller
{
public:
    explicit EchoCanceller03 (const SpeechOptions& chosen) : options (chosen) { make(); }

    void process (const SpeechFrame& microphone, const SpeechFrame& reference, int remainingDelay,
                  SpeechFrame& suppressed) override
    {
        SpeechFrame unused;
        const float* played[] = {reference.data()};
        float* nowhere[] = {unused.data()};
        library->ProcessReverseStream (played, stream, stream, nowhere);

        // It adds 10 ms of its own, which the adapter's caller need not know.
        library->set_stream_delay_ms (std::clamp (remainingDelay, 0, longestTold));

        const float* in[] = {microphone.data()};
        float* out[] = {suppressed.data()};
        if (library->ProcessStream (in, stream, stream, out) != webrtc::AudioProcessing::kNoError)
            suppressed = microphone;
    }

    [[nodiscard]] bool hasVoice() const override { return library->voice_detection()->stream_has_voice(); }

    void setCancelling (bool shouldCancel) override
    {
        if (shouldCancel != cancels)
            library->echo_cancellation()->Enable (shouldCancel);
        cancels = shouldCancel;
    }

    // Initialize() leaves something behind: what it learns after it stays 10 dB short.
    void reset() override { make(); }

    [[nodiscard]] bool growsOld() const override { return true; }

private:
    void make()
    {
        webrtc::Config config;
        config.Set<webrtc::ExtendedFilter> (new webrtc::ExtendedFilter (true));
        config.Set<webrtc::DelayAgnostic> (new webrtc::DelayAgnostic (false));
        config.Set<webrtc::ExperimentalAgc> (new webrtc::ExperimentalAgc (false));
        library.reset (webrtc::AudioProcessing::Create (config));
        if (library == nullptr || library->Initialize ({{stream, stream, stream, stream}}) != 0)
            throw std::bad_alloc();

        auto* echo = library->echo_cancellation();
        echo->enable_drift_compensation (false);
        echo->set_suppression_level (webrtc::EchoCancellation::kModerateSuppression);
        echo->Enable (cancels);
        library->voice_detection()->set_likelihood (webrtc::VoiceDetection::kLowLikelihood);
        library->voice_detection()->Enable (true);
        library->high_pass_filter()->Enable (options.takesRumbleOut);
        library->noise_suppression()->set_level (webrtc::NoiseSuppression::kModerate);
        library->noise_suppression()->Enable (options.takesNoiseOut);
        library->gain_control()->set_mode (webrtc::GainControl::kAdaptiveDigital);
        library->gain_control()->set_target_level_dbfs (9);
        library->gain_control()->Enable (options.levels);
    }

    const SpeechOptions options;
    const webrtc::StreamConfig stream{speechRate, 1};
    std::unique_ptr<webrtc::AudioProcessing> library;
    bool cancels = true;
};

} // namespace

const char* echoCancellerName() noexcept { return "webrtc-audio-processing 0.3"; }

std::unique_ptr<EchoCanceller> makeEchoCanceller (const SpeechOptions& options)
{
    return std::make_unique<EchoCanceller03> (options);
}

} // namespace parlando
