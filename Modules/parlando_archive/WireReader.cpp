#include "WireReader.h"

#include "JournalLine.h"
#include "RecordFields.h"
#include "VoiceJson.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <stdexcept>

namespace parlando
{
namespace
{

using Json = nlohmann::json;

constexpr std::uint64_t mostFrame = 10'000; // samples
constexpr std::uint64_t mostBeats = 1'000;

/** What stands beside what each beat has: ns, output, sounds, unsent. */
constexpr std::size_t tickSize = 5, frameSize = 6; // and one more where a detector listened

std::uint64_t countAt (const Json& list, std::size_t at)
{
    if (! list[at].is_number_unsigned())
        throw std::invalid_argument ("has no number where one must be");

    return list[at].get<std::uint64_t>();
}

std::chrono::nanoseconds timeAt (const Json& value)
{
    const auto longest = std::chrono::nanoseconds (longestRecord).count();

    if (! value.is_number_integer() || (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX) ||
        value.get<std::int64_t>() > longest || value.get<std::int64_t>() < -longest)
        throw std::invalid_argument ("has no time that can be");

    return std::chrono::nanoseconds (value.get<std::int64_t>());
}

std::vector<std::int16_t> frameFrom (const Json& samples, const Json& sound)
{
    if (! samples.is_number_unsigned() || samples.get<std::uint64_t>() > mostFrame || samples.get<std::uint64_t>() < 1)
        throw std::invalid_argument ("has a frame of no such length");

    const auto count = samples.get<std::size_t>();

    if (sound.is_number_unsigned())
        return frameWithEnergy (count, sound.get<std::uint64_t>());

    std::vector<std::uint8_t> bytes;

    if (! sound.is_string() || ! fromBase64 (sound.get_ref<const std::string&>(), bytes) || bytes.size() != 2 * count)
        throw std::invalid_argument ("has a frame without its sound");

    std::vector<std::int16_t> frame (count);

    for (std::size_t i = 0; i < count; ++i)
        frame[i] = static_cast<std::int16_t> (static_cast<std::uint16_t> (bytes[2 * i] | (bytes[2 * i + 1] << 8)));

    return frame;
}

} // namespace

WireReader::WireReader (std::string text, Limits most) : all (std::move (text)), limits (most), rest (all)
{
    const auto first = takeLine();
    const auto line = first ? readJournalLine (*first) : std::nullopt;

    if (! line || line->number != 1 || line->content.value ("format", Json()) != "parlando wire")
        throw std::invalid_argument ("This is no record of the wire, or its beginning is damaged; keep one with --keep "
                                     "FOLDER --keep-wire.");

    number = 1;

    try
    {
        begin = readRecordedOpening (line->content);
        output = begin.output.samples;
        now = begin.origin;
    }
    catch (const std::invalid_argument& problem)
    {
        throw std::invalid_argument (std::string ("The record of the wire cannot be run again: ") + problem.what());
    }

    // What was said before comes at once.
    while (ready.empty() && ! isOver)
        readLine();
}

std::optional<std::string_view> WireReader::takeLine()
{
    if (rest.empty())
        return {};

    const auto end = rest.find ('\n');
    const auto line = rest.substr (0, end);
    rest.remove_prefix (end == rest.npos ? rest.size() : end + 1);
    return line;
}

std::optional<RecordedStep> WireReader::next()
{
    while (ready.size() < 2 && ! isOver)
        readLine();

    if (ready.empty())
        return {};

    auto step = std::move (ready.front());
    ready.pop_front();
    step.isLast = ready.empty();
    return step;
}

void WireReader::stop (std::string& sentence, std::string why)
{
    isOver = true;
    sentence = std::move (why);
}

void WireReader::readLine()
{
    const auto text = takeLine();

    if (! text)
    {
        isOver = true;
        return;
    }

    const auto line = readJournalLine (*text);
    const auto place = "Line " + std::to_string (number + 1) + " of the record ";

    if (! line && rest.empty())
        return stop (ending, place + "is torn, as where a program is killed; what stands before it counts.");

    if (! line)
        return stop (damage, place + "is damaged, and what comes behind it cannot be run again; ask for the file as it "
                                     "was kept.");

    if (line->number != number + 1)
        return stop (damage, place + "is missing, and what comes behind it cannot be run again; ask for the file as it "
                                     "was kept.");

    number = line->number;

    try
    {
        readContent (line->content);
    }
    catch (const std::invalid_argument& problem)
    {
        stop (damage,
              place + "makes no sense (it " + problem.what() + "), and what comes behind it cannot be run again.");
    }
}

void WireReader::readContent (const Json& line)
{
    if (line.contains ("leftOut"))
        throw std::invalid_argument ("was too long to be kept");

    if (line.contains ("out"))
        return readOutcome (line);

    if (line.contains ("event"))
        return readEvent (line);

    if (wordsIn (line, "in") == "beats")
        return readBeats (line);

    const auto time = timeAt (memberIn (line, "timeNs"));
    auto taken = readInput (line, begin.origin, limits.soundBytes);
    const auto isStart = std::holds_alternative<input::Start> (taken.input);

    if (isStart == hasStarted)
        throw std::invalid_argument (isStart ? "begins the session once more" : "comes before the session began");

    hasStarted = true;
    add (begin.origin + time, wholeIn<std::uint64_t> (line, "output")).taken = std::move (taken);
}

RecordedStep& WireReader::add (Instant when, std::uint64_t position)
{
    // A conversation's ticks may be some microseconds older than what they have brought.
    if (when < begin.origin - std::chrono::hours (1) || when > begin.origin + longestRecord)
        throw std::invalid_argument ("has no time that can be");

    if (position < output)
        throw std::invalid_argument ("takes back what was put out");

    if (position - begin.output.samples > limits.outputSamples)
        throw std::invalid_argument ("is later than any output lasts");

    now = when;
    output = position;
    auto& step = ready.emplace_back();
    step.line = number;
    step.now = now;
    step.output = output;
    step.prepared = std::exchange (prepared, {});
    return step;
}

void WireReader::readEvent (const Json& line)
{
    const auto event = wordsIn (line, "event");

    if (event == "earlier" && ! hasStarted)
    {
        auto& entries = begin.session.earlier.entries;
        entries.push_back (readTranscriptEntry (memberIn (line, "entry"), "its entry"));
        entries.back().id = entries.size();
    }
    else if (event == "prepared")
        prepared = readPrepared (line);
    else if (event == "end" && wordsIn (line, "why") == "full")
        stop (ending, "The record ends there, as it has reached its 64 MB; what stands in it counts.");
    else if (event == "end")
        stop (ending, "The record ends there, as the disk was too slow for more; what stands in it counts.");
    else
        throw std::invalid_argument ("is of a kind that is not known");
}

void WireReader::readOutcome (const Json& line)
{
    const auto& effects = line["out"];

    if (ready.empty() || ! effects.is_array())
        throw std::invalid_argument ("comes of nothing");

    auto& step = ready.back();
    step.effects.insert (step.effects.end(), effects.begin(), effects.end());
    step.sounds += line.contains ("sounds") ? wholeIn<std::uint32_t> (line, "sounds") : 0;
}

void WireReader::readBeats (const Json& line)
{
    const auto& beats = memberIn (line, "beats");

    if (! beats.is_array() || beats.size() > mostBeats || ! hasStarted)
        throw std::invalid_argument ("has no frames and ticks");

    for (const auto& beat : beats)
    {
        if (! beat.is_array() || beat.size() < tickSize || beat.size() > frameSize + 1)
            throw std::invalid_argument ("has no frame and no tick where one must be");

        const auto passed = timeAt (beat[0]);
        const auto played = countAt (beat, 1);

        if (played > limits.outputSamples)
            throw std::invalid_argument ("is later than any output lasts");

        // All of it before there is a step.
        auto taken = readBeat (beat);
        const auto sounds = countAt (beat, 2);
        auto& step = add (now + passed, output + played);
        step.sounds = sounds;
        step.taken = std::move (taken);
    }
}

RecordedInput WireReader::readBeat (const Json& beat) const
{
    const auto unsent = static_cast<std::size_t> (countAt (beat, 3));

    if (beat.size() >= frameSize)
    {
        input::MicrophoneFrame frame{{}, unsent, {}};

        if (beat.size() > frameSize)
            frame.voice = readVoice (beat[frameSize]);

        return {std::move (frame), {}, frameFrom (beat[4], beat[5])};
    }

    const auto flags = countAt (beat, 4);
    return {input::Tick{(flags & 1) != 0, unsent, (flags & 2) != 0, (flags & 4) != 0}, {}, {}};
}

} // namespace parlando
