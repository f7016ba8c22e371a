#include "ConversationMix.h"

#include <algorithm>
#include <utility>

namespace parlando
{
namespace
{

/** From one rate to another, all at once. */
std::vector<std::int16_t> atMixRate (std::span<const std::int16_t> voice, int rate)
{
    Resampler resampler (rate, ConversationMix::sampleRate);
    std::vector<float> source (voice.size());
    pcmToFloat (voice, source);
    const auto length =
        voice.size() * static_cast<std::size_t> (ConversationMix::sampleRate) / static_cast<std::size_t> (rate) + 2;
    std::vector<float> target (length);
    auto count = resampler.process (source, target).produced;

    while (! resampler.isFlushed() && count < length)
        count += resampler.flush (std::span (target).subspan (count));

    std::vector<std::int16_t> result (count);
    floatToPcm (std::span (target).first (count), result);
    return result;
}

bool isSilence (std::span<const std::int16_t> samples)
{
    return std::all_of (samples.begin(), samples.end(), [] (std::int16_t each) { return each == 0; });
}

} // namespace

ConversationMix::ConversationMix (VoiceFile agentFile, VoiceFile bothFile, int personRate, std::int64_t when)
    : agent (std::move (agentFile)), both (std::move (bothFile)), resampler (std::in_place, personRate, sampleRate),
      began (when)
{
}

/** What comes is as long as all that is known; an error ends it. */
int ConversationMix::keep (int error) noexcept
{
    hasFailed = hasFailed || error != 0;
    return error;
}

/** In samples from the beginning. */
std::uint64_t ConversationMix::placeOf (std::int64_t when) const noexcept
{
    constexpr std::int64_t second = 1'000'000'000;
    const auto time = std::max<std::int64_t> (0, when - began);
    return static_cast<std::uint64_t> (time / second * sampleRate + (time % second * sampleRate + second / 2) / second);
}

int ConversationMix::addPerson (std::span<const std::int16_t> samples)
{
    if (! isOpen() || hasFailed)
        return 0;

    constexpr std::size_t piece = 4096;
    target.resize (2 * piece);

    for (std::size_t at = 0; at < samples.size();)
    {
        source.resize (std::min (piece, samples.size() - at));
        pcmToFloat (samples.subspan (at, source.size()), source);
        const auto step = resampler->process (source, target);
        takePerson (std::span (target).first (step.produced));
        at += step.consumed;
    }

    return writeBoth();
}

void ConversationMix::takePerson (std::span<const float> samples)
{
    const auto before = left.size();
    left.resize (before + samples.size());
    floatToPcm (samples, std::span (left).subspan (before));
    personLength += samples.size();
}

int ConversationMix::addAgent (std::int64_t when, std::span<const std::int16_t> voice, int voiceRate)
{
    if (! isOpen() || hasFailed)
        return 0;

    std::vector<std::int16_t> resampled;

    if (voiceRate != sampleRate)
        voice = resampled = atMixRate (voice, voiceRate);

    const auto early = when < began ? static_cast<std::uint64_t> (began - when) * sampleRate / 1'000'000'000 : 0;
    const auto place = placeOf (when);
    voice = voice.subspan (static_cast<std::size_t> (std::min<std::uint64_t> (early, voice.size())));

    // Turns that follow each other at once overlap by what the clocks differ.
    if (agent.length() > place)
        voice =
            voice.subspan (static_cast<std::size_t> (std::min<std::uint64_t> (agent.length() - place, voice.size())));

    if (voice.empty())
        return 0;

    if (const auto error = addSilence (place); error != 0)
        return error;

    if (const auto error = keep (agent.append (voice)); error != 0)
        return error;

    right.insert (right.end(), voice.begin(), voice.end());
    return writeBoth();
}

int ConversationMix::addSilence (std::uint64_t end)
{
    if (end <= agent.length())
        return 0;

    const auto count = end - agent.length();
    right.resize (right.size() + static_cast<std::size_t> (count));
    return keep (agent.appendSilence (count));
}

int ConversationMix::settle (std::int64_t until)
{
    if (! isOpen() || hasFailed)
        return 0;

    // A turn that nobody tells the end of must not keep everything in memory.
    constexpr std::uint64_t mostHeld = std::uint64_t{sampleRate} * 600;
    const auto least = personLength - std::min (personLength, mostHeld);
    const auto error = addSilence (std::min (std::max (placeOf (until), least), personLength));
    return error != 0 ? error : writeBoth();
}

/** As far as both sides are known. */
int ConversationMix::writeBoth()
{
    constexpr std::size_t piece = 24'000;
    int error = 0;
    std::size_t done = 0;

    for (const auto count = std::min (left.size(), right.size()); done < count && error == 0;)
    {
        const auto size = std::min (piece, count - done);
        const auto person = std::span (left).subspan (done, size), heard = std::span (right).subspan (done, size);
        frames.resize (2 * size);

        for (std::size_t i = 0; i < size; ++i)
        {
            frames[2 * i] = person[i];
            frames[2 * i + 1] = heard[i];
        }

        error = keep (isSilence (frames) ? both.appendSilence (size) : both.append (frames));
        done += size;
    }

    left.erase (left.begin(), left.begin() + static_cast<std::ptrdiff_t> (done));
    right.erase (right.begin(), right.begin() + static_cast<std::ptrdiff_t> (done));
    return error;
}

int ConversationMix::finish()
{
    if (! isOpen() || hasFailed)
        return 0;

    for (auto count = resampler->flush (target); count > 0; count = resampler->flush (target))
        takePerson (std::span (target).first (count));

    if (const auto error = addSilence (personLength); error != 0)
        return error;

    left.resize (right.size());
    return writeBoth();
}

} // namespace parlando
