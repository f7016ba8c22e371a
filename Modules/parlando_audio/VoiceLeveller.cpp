#include "VoiceLeveller.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace
{

// How the gain moves: dB a second, and dB.
constexpr double inPauses = 100.0, downInWords = 30.0, upInWords = 12.0, whenOff = 500.0;
constexpr double atOnce = 1'000.0, upAtFirst = 40.0, newVoice = 2.0; // seconds of speech
constexpr double wrongInWords = 1.0, rightInWords = 0.3;
constexpr double belowVoice = 20.0;

/** A voice as soft as that begins to speak: LU below how loud it is. */
constexpr double softBeginning = 12.0;

/** Of a turn's end alone. */
constexpr int anyRate = 24'000;

double linearOf (double decibels) { return std::pow (10.0, decibels / 20.0); }

} // namespace

void VoiceLeveller::setTarget (std::optional<double> loudness) noexcept
{
    target = loudness ? std::optional (std::clamp (*loudness, softest, loudest)) : std::nullopt;

    if (! target && waiting() == Milliseconds (0) && (line.empty() || line.back().isOver))
        gain = 0.0;
}

void VoiceLeveller::push (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate)
{
    if (samples.empty() || sampleRate < 1)
        return;

    if (line.empty() || line.back().turn != turn || line.back().sampleRate != sampleRate || line.back().isOver)
        line.emplace_back (turn, sampleRate, ceilingOfPeaks);

    line.back().append (samples);
}

void VoiceLeveller::endTurn (std::uint64_t turn)
{
    if (line.empty() || line.back().turn != turn)
        line.emplace_back (turn, anyRate, ceilingOfPeaks);

    line.back().isOver = true;
}

bool VoiceLeveller::hasEnd() const noexcept
{
    return std::any_of (line.begin(), line.end(), [] (const WaitingVoice& voice) { return voice.isOver; });
}

Milliseconds VoiceLeveller::waiting() const noexcept
{
    std::int64_t time = 0;
    for (const auto& voice : line)
        if (voice.waiting() > 0)
            time += static_cast<std::int64_t> (voice.waiting()) * 1000 / voice.sampleRate + 1;
    return Milliseconds (time);
}

std::optional<LevelledVoice> VoiceLeveller::take (Milliseconds most, bool withTail)
{
    while (! line.empty())
    {
        auto& voice = line.front();
        const auto mayGoOn = ! voice.isOver && line.size() == 1;

        if (most.count() > 0)
            levelNext (voice, static_cast<std::size_t> (most.count() * voice.sampleRate / 1000 + 1));

        if (voice.unlevelled() == 0 && (withTail || ! mayGoOn))
            voice.drain();

        auto piece = finished (voice);
        const auto isThrough = ! mayGoOn && voice.waiting() == 0;
        piece.endsTurn = isThrough && voice.isOver;

        if (isThrough)
        {
            level.remember ({voice.cameHops(), voice.leftHops(), voice.peaksOfHops(), false});
            line.pop_front();

            if (! target)
                gain = 0.0;
        }

        if (! piece.samples.empty() || piece.endsTurn)
            return piece;

        if (! isThrough)
            break;
    }

    return {};
}

LevelledVoice VoiceLeveller::finished (WaitingVoice& voice)
{
    return {voice.turn, voice.takeLevelled(), voice.sampleRate, false};
}

void VoiceLeveller::levelNext (WaitingVoice& voice, std::size_t most)
{
    const auto mayGoOn = ! voice.isOver && line.size() == 1;
    most = std::min (most, voice.unlevelled());

    while (most > 0)
    {
        const auto count = std::min (most, voice.untilHop());
        const auto isFirst = voice.position() == 0;
        const auto before = gain;
        gain = nextGain (voice, count, mayGoOn);

        // Nothing is heard before a turn's first sample that it would have to come from.
        voice.level (count, linearOf (isFirst ? gain : before), linearOf (gain));
        most -= count;
    }
}

double VoiceLeveller::nextGain (WaitingVoice& voice, std::size_t count, bool mayGoOn)
{
    const auto seconds = static_cast<double> (count) / voice.sampleRate;

    if (! target)
        return gain > 0.0 ? std::max (gain - whenOff * seconds, 0.0) : std::min (gain + whenOff * seconds, 0.0);

    const VoiceLevel::Turn turn{voice.cameHops(), voice.leftHops(), voice.peaksOfHops(), mayGoOn};
    const auto loudness = level.loudness (turn);

    if (! loudness)
        return gain;

    if (level.takeChange())
        spoken = 0.0;

    // A breath behind the last word would be all that is heard of a gain that moves now.
    if (voice.position() > 0 && ! level.isSpeechAhead (turn))
        return gain;

    const auto wanted = level.gainFor (*target, turn);

    if (voice.position() == 0 && spoken == 0.0)
        return wanted;

    return moved (wanted, voice.loudnessOfNext (count), *loudness, seconds);
}

double VoiceLeveller::moved (double wanted, double loudnessOfStep, double voice, double seconds)
{
    const auto isPause = loudnessOfStep < std::max (voice - belowVoice, VoiceLevel::quietestSpeech - 10.0);
    const auto isFirst = spoken == 0.0, isNew = spoken < newVoice;
    spoken += loudnessOfStep >= voice - softBeginning ? seconds : 0.0;

    // All there was so far is what comes before the first word.
    if (isFirst)
        return wanted;

    const auto error = std::abs (wanted - gain);
    isMoving = error > (isMoving || isNew ? rightInWords : wrongInWords);

    if (! isPause && ! isMoving)
        return gain;

    const auto up = (isPause ? inPauses : isNew ? upAtFirst : upInWords) * seconds;
    const auto down = (isNew ? atOnce : isPause ? inPauses : downInWords) * seconds;
    return std::clamp (wanted, gain - down, gain + up);
}

} // namespace parlando
