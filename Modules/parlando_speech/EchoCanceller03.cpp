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
    EchoCanceller03() { make(); }

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
        echo->Enable (true);
        library->voice_detection()->set_likelihood (webrtc::VoiceDetection::kLowLikelihood);
        library->voice_detection()->Enable (true);
    }

    const webrtc::StreamConfig stream{speechRate, 1};
    std::unique_ptr<webrtc::AudioProcessing> library;
};

} // namespace

const char* echoCancellerName() noexcept { return "webrtc-audio-processing 0.3"; }

std::unique_ptr<EchoCanceller> makeEchoCanceller() { return std::make_unique<EchoCanceller03>(); }

} // namespace parlando
