#include "WireRecord.h"

#include "DefinitionJson.h"
#include "DiskFolder.h"
#include "JournalLine.h"
#include "VoiceJson.h"

#include <parlando_text/parlando_text.h>

#include <chrono>
#include <utility>

namespace parlando
{
namespace
{

using Json = nlohmann::json;

/** A quarter of a second of frames and ticks. */
constexpr std::size_t beatsInLine = 25;

std::int64_t inNs (Instant::duration time)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds> (time).count();
}

Json sessionToJson (const Session::Options& options)
{
    Json json{{"definition", toJson (options.agent)},
              {"setupTimeoutMs", options.setupTimeout.count()},
              {"farewellTimeoutMs", options.farewellTimeout.count()},
              {"farewellSilenceMs", options.farewellSilence.count()},
              {"losslessMicrophone", options.losslessMicrophone},
              {"reconnects", options.reconnects},
              {"prices", options.prices.written()},
              {"seed", options.seed}};

    if (options.cap.tokens)
        json["capTokens"] = *options.cap.tokens;

    if (options.cap.cost)
        json["capCost"] = *options.cap.cost;

    return json;
}

} // namespace

WireRecord::WireRecord (std::shared_ptr<ConversationArchive> keeper, bool withVoice)
    : archive (std::move (keeper)), keepsVoice (withVoice), disguise (withVoice)
{
}

WireRecord::~WireRecord()
{
    guard ([this] { flushBeats(); });
}

/** Where there is no memory for it, the record ends and the conversation goes on. */
template <typename Work>
void WireRecord::guard (Work&& work) noexcept
{
    if (isBroken)
        return;

    try
    {
        work();
    }
    catch (...)
    {
        isBroken = true;
        archive->breakWireOff();
    }
}

void WireRecord::put (const Json& line) { archive->wire (journalContent (line)); }

void WireRecord::opens (const SessionOpening& opening, Instant when, const Redactor& redactor)
{
    guard ([&] { writeOpening (opening, when, redactor); });
}

void WireRecord::writeOpening (const SessionOpening& opening, Instant when, const Redactor& redactor)
{
    origin = now = lastBeat = when;
    output = lastOutput = opening.output.samples;
    sampleRate = opening.output.sampleRate;
    blockSize = opening.output.blockSize;
    const auto startedAt = std::chrono::system_clock::to_time_t (std::chrono::system_clock::now());
    put ({{"event", "opened"},
          {"format", "parlando wire"},
          {"version", version},
          {"startedAt", writtenTime (startedAt)},
          {"originNs", inNs (origin.time_since_epoch())},
          {"provider", opening.provider.name()},
          {"endpoint", {{"version", opening.endpoint.version}, {"place", opening.endpoint.place}}},
          {"voice", keepsVoice},
          {"session", disguise.value (sessionToJson (opening.session), redactor)},
          {"output",
           {{"samples", output},
            {"sampleRate", sampleRate},
            {"blockSize", blockSize},
            {"leadMs", opening.lead.count()},
            {"mostWaitingMs", opening.mostWaiting.count()}}}});

    for (const auto& entry : opening.session.earlier.entries)
        put ({{"event", "earlier"},
              {"entry", disguise.value (toJson (entry, opening.session.earlier.start), redactor)}});
}

void WireRecord::takes (Instant when, const SessionInput& input, const AudioEngine::OutputPosition& position,
                        const Redactor& redactor)
{
    guard ([&] { note (when, input, position, redactor); });
}

void WireRecord::note (Instant when, const SessionInput& input, const AudioEngine::OutputPosition& position,
                       const Redactor& redactor)
{
    // The session threw: what it could not take is what matters.
    if (std::exchange (isPending, true))
        finish ({}, redactor);

    noteOutput (position);
    now = when;
    output = position.samples;
    const auto* frame = std::get_if<input::MicrophoneFrame> (&input);
    const auto* tick = std::get_if<input::Tick> (&input);
    const auto* said = std::get_if<input::Message> (&input);
    isBeat = frame != nullptr || tick != nullptr;
    isMessage = said != nullptr;

    if (frame != nullptr)
        coming = beatOf (*frame);
    else if (tick != nullptr)
        coming = Json::array ({tick->unsentBytes, (tick->playoutIsDry ? 1 : 0) | (tick->isPrepared ? 2 : 0) |
                                                      (tick->isHandOverUnwelcome ? 4 : 0)});
    else
        coming = toJson (input, origin, disguise, redactor);

    if (said != nullptr)
        message = said->text;
}

void WireRecord::noteOutput (const AudioEngine::OutputPosition& position)
{
    if (std::exchange (sampleRate, position.sampleRate) == position.sampleRate &&
        std::exchange (blockSize, position.blockSize) == position.blockSize)
        return;

    blockSize = position.blockSize;
    flushBeats();
    put ({{"event", "prepared"}, {"sampleRate", sampleRate}, {"blockSize", blockSize}});
}

Json WireRecord::beatOf (const input::MicrophoneFrame& frame) const
{
    const auto bytes = std::as_bytes (frame.samples);
    const auto sound = keepsVoice
                           ? Json (toBase64 ({reinterpret_cast<const std::uint8_t*> (bytes.data()), bytes.size()}))
                           : Json (energyOf (frame.samples));
    auto beat = Json::array ({frame.unsentBytes, frame.samples.size(), sound});

    if (frame.voice)
        beat.push_back (toJson (*frame.voice));

    return beat;
}

void WireRecord::wants (std::span<const SessionEffect> effects, const Redactor& redactor)
{
    guard (
        [&]
        {
            isPending = false;
            finish (outcomeOf (effects, redactor), redactor);
        });
}

void WireRecord::finish (Outcome&& outcome, const Redactor& redactor)
{
    if (isBeat)
        writeBeat (std::move (outcome));
    else
        writeInput (std::move (outcome), redactor);
}

WireRecord::Outcome WireRecord::outcomeOf (std::span<const SessionEffect> effects, const Redactor& redactor)
{
    Outcome outcome;

    for (const auto& effect : effects)
    {
        const auto* sent = std::get_if<effect::Send> (&effect);

        if (sent != nullptr && soleBytesIn (sent->message) > 0)
        {
            ++outcome.sounds;
            continue;
        }

        outcome.effects.push_back (toJson (effect, now, origin, disguise, redactor));

        if (const auto* told = std::get_if<effect::Tell> (&effect))
            hasEnded = hasEnded || std::holds_alternative<SessionEnded> (told->event);

        if (const auto* play = std::get_if<effect::Play> (&effect))
            outcome.voices.push_back (voice.take (play->turn, play->samples, play->sampleRate));
    }

    return outcome;
}

/** [ns since the one before, samples put out since, messages of sound, …]: frames have what they are beside it. */
void WireRecord::writeBeat (Outcome&& outcome)
{
    auto beat = Json::array (
        {inNs (now - std::exchange (lastBeat, now)), output - std::exchange (lastOutput, output), outcome.sounds});
    beat.insert (beat.end(), coming.begin(), coming.end());
    beats.push_back (std::move (beat));

    if (! outcome.effects.empty() || beats.size() >= beatsInLine || hasEnded)
        flushBeats();

    if (! outcome.effects.empty())
        put ({{"out", std::move (outcome.effects)}});
}

void WireRecord::writeInput (Outcome&& outcome, const Redactor& redactor)
{
    flushBeats();

    if (isMessage)
        coming.update (disguise.message (std::exchange (message, {}), std::move (outcome.voices), redactor));

    coming["timeNs"] = inNs (now - origin);
    coming["output"] = output;
    lastBeat = now;
    lastOutput = output;
    put (coming);

    if (! outcome.effects.empty() || outcome.sounds > 0)
        put ({{"out", std::move (outcome.effects)}, {"sounds", outcome.sounds}});
}

void WireRecord::flushBeats()
{
    if (! beats.empty())
        put ({{"in", "beats"}, {"beats", std::exchange (beats, Json::array())}});
}

} // namespace parlando
