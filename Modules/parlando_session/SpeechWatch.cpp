#include "SpeechWatch.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace parlando
{

namespace
{

/** C121. */
constexpr auto patience = Milliseconds (8'000);
constexpr int shortestSpeech = 50; // frames

/** Between syllables even hurried speech falls and rises by far more; a fan, a hum or a held chord does not. */
constexpr double steadiestSpeech = 1.5; // dB, the standard deviation of the level of loud frames

/** What is kept, in ms: before speech, and of it. */
constexpr std::size_t preRoll = 300, mostKept = 20'000;

} // namespace

bool SpeechWatch::Utterance::isSpeech() const noexcept
{
    if (frames < shortestSpeech || loudFrames < shortestSpeech / 2)
        return false;

    const auto mean = sum / loudFrames;
    return std::sqrt (std::max (0.0, sumOfSquares / loudFrames - mean * mean)) >= steadiestSpeech;
}

void SpeechWatch::frame (Instant end, std::span<const std::int16_t> samples, const SpeechActivity& activity,
                         bool mayBeEcho)
{
    keep (samples);

    if (! activity.isSpeaking())
    {
        if (const auto heard = std::exchange (utterance, {}); heard && heard->isSpeech() && ! since)
            since = lastLoud;

        return;
    }

    if (! utterance)
    {
        utterance.emplace();

        if (! since)
            keepLast (preRoll * rate / 1000 + samples.size());
    }

    ++utterance->sinceLoud;

    if (mayBeEcho || ! activity.isLoud())
        return;

    const auto level = activity.level();
    utterance->frames += std::exchange (utterance->sinceLoud, 0);
    ++utterance->loudFrames;
    utterance->sum += level;
    utterance->sumOfSquares += level * level;
    lastLoud = end;
}

void SpeechWatch::keep (std::span<const std::int16_t> samples)
{
    kept.insert (kept.end(), samples.begin(), samples.end());
    const auto limit = (utterance || since ? mostKept : preRoll) * rate / 1000;

    // By a second at a time, as the rest has to be moved.
    if (kept.size() > limit + rate)
        keepLast (limit);
}

void SpeechWatch::keepLast (std::size_t length)
{
    if (kept.size() > length)
        kept.erase (kept.begin(), kept.end() - static_cast<std::ptrdiff_t> (length));
}

void SpeechWatch::noticed()
{
    since.reset();

    if (utterance)
        utterance.emplace();

    keepLast (preRoll * rate / 1000);
}

void SpeechWatch::discardSpeech()
{
    // What was said until now may still have been ignored; its sound is gone.
    if (utterance && utterance->isSpeech() && ! since)
        since = lastLoud;

    utterance.reset();
    kept.clear();
}

void SpeechWatch::resumed (Instant now)
{
    if (since)
        since = now;
}

SpeechWatch::Step SpeechWatch::next (Instant now, bool isSpeaking)
{
    if (! since || isSpeaking || now - *since < patience)
        return Step::nothing;

    since.reset();

    if (inARow >= mostInARow)
        return Step::nothing;

    return ++inARow < mostInARow ? Step::sayAgain : Step::replace;
}

std::vector<std::int16_t> SpeechWatch::takeSpeech() { return std::exchange (kept, {}); }

} // namespace parlando
