#include "LinearEchoCanceller.h"

#include <speex/speex_echo.h>

#include <cstdint>
#include <new>

namespace parlando
{
namespace
{

using EchoPcm = std::array<std::int16_t, speechFrameSize>;

void toEchoPcm (const SpeechFrame& samples, EchoPcm& pcm)
{
    std::transform (samples.begin(), samples.end(), pcm.begin(),
                    [] (float sample)
                    {
                        const auto scaled = std::clamp (sample * 32768.0f, -32768.0f, 32767.0f);
                        return static_cast<std::int16_t> (std::lrint (scaled));
                    });
}

} // namespace

void LinearEchoCanceller::Destroy::operator() (SpeexEchoState_* state) const noexcept
{
    speex_echo_state_destroy (state);
}

LinearEchoCanceller::LinearEchoCanceller (int length)
    : filter (speex_echo_state_init (static_cast<int> (speechFrameSize), length * speechRate / 1000))
{
    if (filter == nullptr)
        throw std::bad_alloc();
    auto rate = speechRate;
    speex_echo_ctl (filter.get(), SPEEX_ECHO_SET_SAMPLING_RATE, &rate);
}

LinearEchoCanceller::~LinearEchoCanceller() = default;

void LinearEchoCanceller::process (const SpeechFrame& microphone, const SpeechFrame& reference, SpeechFrame& linear)
{
    EchoPcm heard, played, left;
    toEchoPcm (microphone, heard);
    toEchoPcm (reference, played);
    speex_echo_cancellation (filter.get(), heard.data(), played.data(), left.data());
    std::transform (left.begin(), left.end(), linear.begin(),
                    [] (std::int16_t sample) { return static_cast<float> (sample) / 32768.0f; });
}

void LinearEchoCanceller::reset() { speex_echo_state_reset (filter.get()); }

} // namespace parlando
