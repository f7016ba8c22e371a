#include "SessionReplay.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace parlando
{
namespace
{

using Json = nlohmann::json;

/** As much of it as one line can say. */
std::string shown (const Json& json)
{
    constexpr std::size_t longest = 160;
    auto text = cleanText (json.dump (-1, ' ', false, Json::error_handler_t::replace));

    if (text.size() <= longest)
        return text;

    auto end = longest;

    while (end > 0 && (static_cast<unsigned char> (text[end]) & 0xc0) == 0x80)
        --end;

    return text.substr (0, end) + " …";
}

std::string nameOf (const SessionInput& input)
{
    static constexpr std::string_view names[]{"the start",
                                              "the connection that stands",
                                              "the connection that ended",
                                              "a message of the service",
                                              "the microphone",
                                              "the microphone that was muted",
                                              "a button or detector of speech",
                                              "a typed turn",
                                              "a picture",
                                              "a tool's answer",
                                              "an interruption",
                                              "the voice that began",
                                              "the voice that stopped",
                                              "other settings",
                                              "the time that went by",
                                              "the end that was asked for",
                                              "a failure"};
    return std::string (names[input.index()]);
}

std::string sentenceOf (std::uint64_t line, std::chrono::nanoseconds time, const std::string& what)
{
    char begin[80] = {};
    std::snprintf (begin, sizeof (begin), "At %.3f s (line %llu): ", static_cast<double> (time.count()) * 1e-9,
                   static_cast<unsigned long long> (line));
    return begin + what;
}

std::string withSamples (const ReplayOutput::Ending& ending)
{
    return "turn " + std::to_string (ending.turn) + " left the output with " + std::to_string (ending.heard) +
           " samples heard and " + std::to_string (ending.discarded) + " not";
}

Session::Options sessionWith (const RecordedOpening& opening, const Provider& provider)
{
    if (opening.provider != provider.name())
        throw std::invalid_argument ("The record is of a session with " + opening.provider + ", and not with " +
                                     std::string (provider.name()) + ": it cannot be run again here.");

    return opening.session;
}

} // namespace

SessionReplay::SessionReplay (WireReader& toRead, const Provider& provider)
    : reader (toRead),
      session (sessionWith (toRead.opening(), provider), provider.makeWire (toRead.opening().endpoint)),
      output (toRead.opening())
{
}

ReplayResult SessionReplay::run()
{
    while (auto step = reader.next())
    {
        ++result.inputs;
        result.length = step->now - reader.opening().origin;
        last = {step->line, step->now};
        take (*step);
    }

    compareRest();
    result.note = failed.empty() ? reader.note() : failed;
    result.problem = reader.problem();
    return result;
}

void SessionReplay::take (RecordedStep& step)
{
    auto& input = step.taken.input;
    runOutput (step);

    if (auto* message = std::get_if<input::Message> (&input))
        message->text = step.taken.text;

    if (auto* frame = std::get_if<input::MicrophoneFrame> (&input))
        frame->samples = step.taken.samples;

    if (const auto* stopped = std::get_if<input::PlayoutStopped> (&input))
    {
        const auto& [heard, discarded, interrupted] = stopped->playback;
        told.push_back ({{stopped->turn, heard, discarded, interrupted}, last});
        result.recorded.samplesHeard += heard;
        result.recorded.samplesUnheard += discarded;
    }

    compareOutput();
    const auto isMessage = std::holds_alternative<input::Message> (input);
    const auto isStop = std::holds_alternative<input::Stop> (input);
    const auto kind = nameOf (input);
    const Redactor redactor;
    auto effects = Json::array();
    std::uint64_t sounds = 0;

    for (const auto& effect : handle (step.now, std::move (input)))
    {
        output.carryOut (effect);
        const auto* sent = std::get_if<effect::Send> (&effect);

        if (sent != nullptr && soleBytesIn (sent->message) > 0)
            ++sounds;
        else
            effects.push_back (toJson (effect, step.now, reader.opening().origin, disguise, redactor));
    }

    if (isStop)
        output.interrupt();

    if (isMessage)
        output.pump();

    compare (step, kind, effects, sounds);
}

/** One that fails ends a conversation with its sentence: input::Fail follows in the record. */
std::span<SessionEffect> SessionReplay::handle (Instant now, SessionInput&& input)
{
    try
    {
        return session.handle (now, std::move (input));
    }
    catch (const std::logic_error& failure)
    {
        const auto time = now - reader.opening().origin;
        failed = failed.empty() ? sentenceOf (last.line, time, std::string ("the session failed: ") + failure.what())
                                : failed;
        return {};
    }
}

/** As a conversation does it on each of its ticks. */
void SessionReplay::runOutput (const RecordedStep& step)
{
    output.runTo (step);
    const auto& input = step.taken.input;
    const auto isLookedAt = std::holds_alternative<input::Tick> (input) ||
                            std::holds_alternative<input::PlayoutBegan> (input) ||
                            std::holds_alternative<input::PlayoutStopped> (input);

    if (isLookedAt)
        for (const auto& ending : output.poll())
        {
            result.replayed.samplesHeard += ending.heard;
            result.replayed.samplesUnheard += ending.discarded;
            reached.push_back (ending);
        }
}

void SessionReplay::compare (const RecordedStep& step, const std::string& kind, const Json& effects,
                             std::uint64_t sounds)
{
    if (step.isLast && step.effects.empty() && step.sounds == 0)
        return;

    result.recorded.add (step.effects, step.sounds);
    result.replayed.add (effects, sounds);

    if (result.first || (effects == step.effects && sounds == step.sounds))
        return;

    const auto of = [] (const Json& list, std::size_t at) { return at < list.size() ? list[at] : Json(); };
    std::size_t at = 0;

    while (at < std::max (effects.size(), step.effects.size()) && of (effects, at) == of (step.effects, at))
        ++at;

    const auto then = of (step.effects, at), now = of (effects, at);
    const auto place = Place{step.line, step.now};
    const auto came = "of " + kind + " came ";

    if (then.is_null() && now.is_null())
        differ (place, came + std::to_string (step.sounds) + " messages of sound then, and now " +
                           std::to_string (sounds) + ".");
    else if (now.is_null())
        differ (place, came + shown (then) + " then, and now nothing of the kind.");
    else if (then.is_null())
        differ (place, came + "nothing of the kind then, and now " + shown (now) + ".");
    else
        differ (place, came + shown (then) + " then, and now " + shown (now) + ".");
}

/** The ends of turns, in their order: whoever looks a moment later hears of them a moment later. */
void SessionReplay::compareOutput()
{
    for (; ! told.empty() && ! reached.empty(); told.pop_front(), reached.pop_front())
    {
        const auto &then = told.front().ending, &now = reached.front();

        if (then.turn != now.turn || then.heard != now.heard || then.discarded != now.discarded)
            differ (told.front().place, withSamples (then) + " then, and now " + withSamples (now) + ".");
    }
}

/** What is left when the record ends. */
void SessionReplay::compareRest()
{
    compareOutput();

    // The last moments of a record that was cut off may be missing.
    if (! reader.note().empty() || ! reader.problem().empty())
        return;

    if (! told.empty())
        differ (told.front().place, withSamples (told.front().ending) + " then, and now not at all.");

    if (! reached.empty())
        differ (last, "now " + withSamples (reached.front()) + ", of which the record says nothing.");
}

void SessionReplay::differ (Place place, std::string what)
{
    if (result.first)
        return;

    const auto time = place.now - reader.opening().origin;
    result.first = {place.line, time, sentenceOf (place.line, time, what)};
}

} // namespace parlando
