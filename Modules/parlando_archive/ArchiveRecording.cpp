// The person's voice, and both sides in time beside it.

#include "ArchiveWriter.h"
#include "WaveWriting.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <vector>

namespace parlando
{
namespace
{

constexpr std::int64_t secondNs = 1'000'000'000;

/** Frames of the microphone come late, but never by so much. */
constexpr std::int64_t latestFrame = secondNs;

/** Far from both ends of what can be counted. */
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max() / 4;

std::int64_t inSamples (std::int64_t timeNs, int rate)
{
    return timeNs / secondNs * rate + timeNs % secondNs * rate / secondNs;
}

std::int64_t inTime (std::int64_t samples, int rate)
{
    return samples / rate * secondNs + samples % rate * secondNs / rate;
}

/** As a VoiceFile has written them. */
std::vector<std::int16_t> samplesOf (const VoiceFile& voice, std::int64_t from, std::int64_t to)
{
    const auto bytes = voice.onDisk().read (waveHeaderBytes + static_cast<std::uint64_t> (from) * 2,
                                            static_cast<std::size_t> (to - from) * 2);
    std::vector<std::int16_t> samples (bytes.size() / 2);
    std::memcpy (samples.data(), bytes.data(), samples.size() * 2);
    return samples;
}

} // namespace

void ArchiveWriter::choose (Keeps keeps, std::int64_t timeNs)
{
    const auto records = keeps == Keeps::everything;

    if (records && ! isRecording)
    {
        recordedFromNs = timeNs;
        recordedToNs = never;
    }
    else if (! records && isRecording)
    {
        recordedToNs = timeNs;
    }

    isRecording = records;
}

void ArchiveWriter::carryOut (archive_job::Person&& voice)
{
    if (! journal || hasPersonFailed)
        return;

    if (! person.isOpen() || person.sampleRate() != voice.sampleRate)
    {
        beginPerson (voice);
    }
    else
    {
        fillGap (voice);
        hasPersonFailed = hasPersonFailed || ! isKept (person.append (voice.samples));
    }

    if (! hasPersonFailed)
        checkMix (mix.addPerson (voice.samples));
}

void ArchiveWriter::beginPerson (const archive_job::Person& voice)
{
    std::string name;
    checkMix (mix.finish()); // where there was another rate
    personBeganNs = voice.endNs - inTime (static_cast<std::int64_t> (voice.samples.size()), voice.sampleRate);
    person = createVoice (part == 1 ? "person" : numberedName ("person", static_cast<std::uint64_t> (part)),
                          voice.sampleRate, voice.samples, name);
    hasPersonFailed = ! person.isOpen();

    if (! person.isOpen())
        return;

    nlohmann::json line{
        {"event", "person"}, {"file", name}, {"sampleRate", voice.sampleRate}, {"timeNs", personBeganNs}};
    beginMix (line);
    append (line);
}

void ArchiveWriter::beginMix (nlohmann::json& line)
{
    std::string agentName, bothName;
    auto agent = createVoice ("agent", ConversationMix::sampleRate, {}, agentName);
    auto both = createVoice ("conversation", ConversationMix::sampleRate, {}, bothName, 2);
    mix = {};

    if (! agent.isOpen() || ! both.isOpen())
        return;

    mix = {std::move (agent), std::move (both), person.sampleRate(), personBeganNs};
    line.update ({{"agent", agentName}, {"conversation", bothName}});
}

std::int64_t ArchiveWriter::personEndNs() const
{
    return personBeganNs + inTime (static_cast<std::int64_t> (person.length()), person.sampleRate());
}

/** A pause is told from a thread that was late: the samples of that come all the same. */
void ArchiveWriter::fillGap (const archive_job::Person& voice)
{
    constexpr std::int64_t leastGap = 200'000'000; // ns
    const auto gapNs =
        voice.endNs - inTime (static_cast<std::int64_t> (voice.samples.size()), voice.sampleRate) - personEndNs();

    if (gapNs >= leastGap)
        appendSilence (static_cast<std::uint64_t> (inSamples (gapNs, voice.sampleRate)));
}

/** In pieces, so that hours of it take no memory. */
void ArchiveWriter::appendSilence (std::uint64_t samples)
{
    static constexpr std::array<std::int16_t, 16'000> silence{};
    hasPersonFailed = ! isKept (person.appendSilence (samples));

    while (samples > 0 && ! hasPersonFailed && mix.isOpen())
    {
        const auto count = std::min<std::uint64_t> (samples, silence.size());
        checkMix (mix.addPerson (std::span (silence).first (static_cast<std::size_t> (count))));
        settleMix();
        samples -= count;
    }
}

/** What of a turn was heard in the recording, when it was heard. */
void ArchiveWriter::mixHeard (const VoiceFile& voice, const archive_job::Heard& heard)
{
    if (! mix.isOpen())
        return;

    const auto rate = voice.sampleRate();
    const auto length = static_cast<std::int64_t> (std::min (heard.heard, voice.length()));
    const auto first = inSamples (std::max<std::int64_t> (0, recordedFromNs - heard.beganNs), rate);
    const auto end = std::min (length, inSamples (std::max<std::int64_t> (0, recordedToNs - heard.beganNs), rate));

    if (first >= end)
        return;

    // Muted meanwhile.
    if (const auto late = std::min (heard.endedNs, recordedToNs) - latestFrame - personEndNs();
        late > 0 && ! hasPersonFailed)
        appendSilence (static_cast<std::uint64_t> (inSamples (late, person.sampleRate())));

    checkMix (mix.addAgent (heard.beganNs + inTime (first, rate), samplesOf (voice, first, end), rate));
}

/** What a turn that has not left the output was heard of comes yet. */
void ArchiveWriter::settleMix()
{
    checkMix (mix.settle (turns.upper_bound (heardTurn) == turns.end() ? never : recordedFromNs));
}

/** An error ends it. */
void ArchiveWriter::checkMix (int error)
{
    if (! isKept (error))
        mix = {};
}

} // namespace parlando
