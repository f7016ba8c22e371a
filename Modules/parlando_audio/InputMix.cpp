#include "InputMix.h"

#include "SaneSample.h"

#include <algorithm>

namespace parlando
{

namespace detail_mix
{

constexpr float tellsAbove = 15.85f; // 12 dB
constexpr int softLongEnough = 30;   // 300 ms of speech

// How much more power `larger` is, in whole dB. Without a logarithm, which may be a call that the audio thread must not
// make.
std::uint8_t decibels (float larger, float smaller) PARLANDO_REALTIME
{
    constexpr std::uint8_t most = 90;
    std::uint8_t result = 0;
    for (auto step = smaller * 1.122f; step < larger && result < most; step *= 1.2589f)
        ++result;
    return result;
}

} // namespace detail_mix

InputMix::InputMix (InputNotices& whoTells) : notices (whoTells) { prepare (48'000); }

void InputMix::prepare (int sampleRate) noexcept
{
    const auto rate = sampleRate > 0 ? sampleRate : 48'000;
    hop = std::max<std::size_t> (static_cast<std::size_t> (rate) / 100, 1);
    filter = ChannelActivity::highPass (rate);
    gathered = rampLeft = 0;
    sharedEnergy = plainEnergy = 0.0;
    for (std::size_t i = 0; i < count; ++i)
        gains[i] = weights.weight (i);
}

void InputMix::setChannels (InputChannels wanted) PARLANDO_REALTIME { channels = wanted; }

// False when there is none. What was measured belongs to these channels alone: others begin anew.
bool InputMix::chooseSources (const float* const* input, int numInputs) PARLANDO_REALTIME
{
    std::size_t found = 0;
    bool isSame = true;
    const auto take = [&] (int channel)
    {
        isSame = isSame && found < count && indices[found] == channel;
        indices[found] = static_cast<std::uint16_t> (channel);
        sources[found++] = input[channel];
    };
    const auto isThere = [&] (int channel) { return found < mostChannels && input[channel] != nullptr; };

    for (int channel = channels.first; channel < std::min<int> (numInputs, channels.last + 1); ++channel)
        if (isThere (channel))
            take (channel);
    if (found == 0)
        for (int channel = 0; channel < numInputs; ++channel)
            if (isThere (channel))
                take (channel);

    if (found == 0)
        return false;
    if (! isSame || found != count)
    {
        count = found;
        weights.reset (count);
        for (std::size_t i = 0; i < count; ++i)
        {
            activities[i].reset();
            gains[i] = weights.weight (i);
        }
        gathered = rampLeft = 0;
        sharedEnergy = plainEnergy = 0.0;
        softFor = 0;
        hasToldLoss = hasToldBroken = false;
    }
    total = static_cast<std::size_t> (std::max (numInputs, 0));
    return true;
}

bool InputMix::process (const float* const* input, int numInputs, std::size_t start, float* mono,
                        std::size_t samples) PARLANDO_REALTIME
{
    if (! chooseSources (input, numInputs))
        return false;

    for (std::size_t done = 0, piece = 0; done < samples; done += piece)
    {
        piece = std::min ({samples - done, hop - gathered, pieceSize});
        measure (start + done, piece);
        if (weights.begin (activities.data()))
            aim (0);
        mix (start + done, mono + done, piece);
        gathered += piece;
        if (gathered == hop)
            judge();
    }
    return true;
}

void InputMix::measure (std::size_t start, std::size_t samples) PARLANDO_REALTIME
{
    std::fill_n (shared.begin(), samples, 0.0f);
    std::fill_n (plain.begin(), samples, 0.0f);
    for (std::size_t channel = 0; channel < count; ++channel)
    {
        activities[channel].measure (sources[channel] + start, samples, filter, high.data());
        const auto share = weights.share (channel);
        for (std::size_t i = 0; i < samples; ++i)
        {
            shared[i] += share * high[i];
            plain[i] += high[i];
        }
    }

    float sharedSum = 0.0f, plainSum = 0.0f;
    for (std::size_t i = 0; i < samples; ++i)
    {
        sharedSum += shared[i] * shared[i];
        plainSum += plain[i] * plain[i];
    }
    sharedEnergy += static_cast<double> (sharedSum);
    plainEnergy += static_cast<double> (plainSum) / static_cast<double> (count * count);
}

void InputMix::mix (std::size_t start, float* mono, std::size_t samples) PARLANDO_REALTIME
{
    std::fill_n (mono, samples, 0.0f);
    for (std::size_t channel = 0; channel < count; ++channel)
    {
        auto& gain = gains[channel];
        const auto step = rampLeft > 0 ? steps[channel] : 0.0f;
        if (gain == 0.0f && step == 0.0f)
            continue;
        const auto* source = sources[channel] + start;
        for (std::size_t i = 0; i < samples; ++i)
            mono[i] += (gain + step * static_cast<float> (i + 1)) * saneSample (source[i]);
        gain += step * static_cast<float> (samples);
    }

    // A piece never reaches beyond 10 ms, and so never beyond the ramp.
    rampLeft -= std::min (rampLeft, samples);
    if (rampLeft == 0)
        for (std::size_t channel = 0; channel < count; ++channel)
            gains[channel] = weights.weight (channel);
}

void InputMix::judge() PARLANDO_REALTIME
{
    const auto length = static_cast<double> (hop);
    const auto sharedPower = static_cast<float> (sharedEnergy / length);
    const auto plainPower = static_cast<float> (plainEnergy / length);
    sharedEnergy = plainEnergy = 0.0;
    gathered = 0;

    for (std::size_t channel = 0; channel < count; ++channel)
        activities[channel].judge (hop);
    weights.judge (activities.data(), sharedPower);
    watchLoss (weights.cancels() ? activities[weights.main()].power() : sharedPower, plainPower);
    watchBroken();
    aim (hop);
}

// Lets the gains move to the weights within so many samples; 0: they jump.
void InputMix::aim (std::size_t rampLength) PARLANDO_REALTIME
{
    rampLeft = rampLength;
    for (std::size_t channel = 0; channel < count; ++channel)
        if (rampLength > 0)
            steps[channel] = (weights.weight (channel) - gains[channel]) / static_cast<float> (rampLength);
        else
            gains[channel] = weights.weight (channel);
}

void InputMix::watchLoss (float heard, float plainMix) PARLANDO_REALTIME
{
    if (hasToldLoss || ! weights.isSomebodySpeaking())
        return;
    softFor = heard > detail_mix::tellsAbove * plainMix ? softFor + 1 : 0;
    if (softFor < detail_mix::softLongEnough)
        return;

    hasToldLoss = true;
    const auto loss = detail_mix::decibels (heard, plainMix);
    notices.publish ({weights.cancels() ? InputNotice::Kind::outOfPhase : InputNotice::Kind::fewSpeak, loss,
                      static_cast<std::uint16_t> (indices[weights.main()] + 1), static_cast<std::uint16_t> (total)});
}

void InputMix::watchBroken() PARLANDO_REALTIME
{
    for (std::size_t channel = 0; channel < count && ! hasToldBroken; ++channel)
        if (activities[channel].isBroken())
        {
            hasToldBroken = true;
            notices.publish ({InputNotice::Kind::broken, 0, static_cast<std::uint16_t> (indices[channel] + 1),
                              static_cast<std::uint16_t> (total)});
        }
}

} // namespace parlando
