#include "TakeNotes.h"

#include "DiskFolder.h"
#include "WordMarks.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace parlando
{
namespace
{

constexpr std::size_t mostNoteBytes = 32'768;

/** When it was heard, by the person's clock; all zero where nobody knows. */
std::tm wallTimeOf (const KeptVoices& voices, const KeptTake& take)
{
    const auto index = static_cast<std::size_t> (take.part) - 1;

    if (index >= voices.parts.size() || voices.parts[index].startedAt == 0)
        return {};

    const auto& part = voices.parts[index];
    const auto since = take.began ? *take.began - part.began : Instant::duration();
    return localTime (part.startedAt + std::chrono::duration_cast<std::chrono::seconds> (since).count());
}

/** EBU R 99: country, organisation, serial number, time, and what makes it the only one; nobody has registered. */
std::string referenceOf (const KeptTake& take, const std::tm& when)
{
    char time[16] = {}, text[64] = {};
    std::strftime (time, sizeof (time), "%H%M%S", &when);
    std::snprintf (text, sizeof (text), "ZZ---PARLANDO----%s%03d%06llu", time, take.part % 1000,
                   static_cast<unsigned long long> (take.turn % 1'000'000));
    return text;
}

/** The same for all files of one conversation: FNV-1a of its folder's name, in which its time is. */
std::string familyOf (const std::string& name)
{
    std::uint64_t hash = 0xcbf29ce484222325;

    for (const char character : name)
        hash = (hash ^ static_cast<unsigned char> (character)) * 0x100000001b3;

    char text[32] = {};
    std::snprintf (text, sizeof (text), "parlando-%016llx", static_cast<unsigned long long> (hash));
    return text;
}

std::string historyLine (int rate, int bits, const char* mode, const char* text)
{
    return "A=PCM,F=" + std::to_string (rate) + ",W=" + std::to_string (bits) + ",M=" + mode + ",T=" + text + "\r\n";
}

std::string historyOf (const KeptTake& take, const WaveFormat& format)
{
    return historyLine (take.sampleRate, 16, "mono", "Parlando; agent's voice") +
           (format.sampleRate == take.sampleRate && format.bits == 16
                ? std::string()
                : historyLine (format.sampleRate, format.bits, "mono", "Parlando; export"));
}

/** Empty where nobody knows. */
std::string dayOf (const std::tm& when)
{
    char day[32] = {};
    return when.tm_mday > 0 && std::strftime (day, sizeof (day), "%Y-%m-%d", &when) > 0 ? day : std::string();
}

/** The host's own clock, where the file has another one. */
std::string userTextOf (const KeptTake& take, const WaveFormat& format)
{
    const auto* place = placeOf (take);

    if (place == nullptr || place->host.sampleRate == format.sampleRate)
        return {};

    return "Heard at sample " + std::to_string (place->host.samples) + " of the host's session at " +
           std::to_string (place->host.sampleRate) + " Hz";
}

} // namespace

BroadcastWave notesOf (const KeptTakes& kept, const KeptTake& take, const WaveFormat& format, TakeClock clock)
{
    const auto name = lastNameOf (kept.folder);
    const auto when = wallTimeOf (kept.conversation.voices, take);
    BroadcastWave wave;
    wave.format = format;
    wave.extension.description = take.words;
    wave.extension.originator = "Parlando";
    wave.extension.originatorReference = referenceOf (take, when);
    wave.extension.when = when;
    wave.extension.timeReference = timeReferenceOf (take, format.sampleRate, clock).value_or (0);
    wave.extension.codingHistory = historyOf (take, format);
    wave.notes.project = name;
    wave.notes.take = std::to_string (take.turn);
    wave.notes.note = cutText (take.words, mostNoteBytes);
    wave.notes.familyUid = familyOf (name);
    wave.notes.fileUid = wave.notes.familyUid + "-" + std::to_string (take.part) + "-" + std::to_string (take.turn);
    wave.notes.familyName = name;
    wave.notes.tracks = {"Agent"};
    wave.notes.user = userTextOf (take, format);
    wave.notes.tape = dayOf (when);

    if (const auto* place = placeOf (take); place != nullptr && place->host.timecodeRate)
    {
        wave.notes.speed.frameRate = place->host.timecodeRate.value;
        wave.notes.speed.isDropFrame = place->host.isDropFrame;
    }

    wave.marks = marksOf (take, format.sampleRate, clock);
    return wave;
}

BroadcastWave mixNotesOf (const KeptTakes& kept, const WaveFormat& format)
{
    constexpr double lastMarked = 80'000.0; // s, whose frames fit into a mark at any rate that is asked for
    const auto name = lastNameOf (kept.folder);
    const auto& parts = kept.conversation.voices.parts;
    BroadcastWave wave;
    wave.format = format;
    wave.extension.description = name;
    wave.extension.originator = "Parlando";
    wave.extension.when =
        parts.empty() || parts.front().startedAt == 0 ? std::tm{} : localTime (parts.front().startedAt);
    wave.extension.codingHistory = historyLine (format.sampleRate, format.bits, "stereo", "Parlando; export");
    wave.notes.project = wave.notes.familyName = name;
    wave.notes.familyUid = familyOf (name);
    wave.notes.fileUid = wave.notes.familyUid + "-mix";
    wave.notes.tape = dayOf (wave.extension.when);
    wave.notes.tracks = {"Person", "Agent"};

    const auto frameAt = [&] (double seconds)
    { return static_cast<std::uint32_t> (std::min (seconds * format.sampleRate, 4.0e9)); };

    for (const auto& mark : wordMarksOf (kept.conversation.transcript))
        if (mark.end < lastMarked)
            wave.marks.push_back ({frameAt (mark.start), frameAt (mark.end) - frameAt (mark.start), mark.text});

    return wave;
}

} // namespace parlando
