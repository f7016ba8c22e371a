#include "ConversationArchive.h"

#include "JournalLine.h"
#include "KeptPlace.h"

#include <chrono>
#include <ctime>
#include <utility>

namespace parlando
{
namespace
{

constexpr auto writeEvery = std::chrono::milliseconds (50);

std::int64_t inNanoseconds (Instant::duration time)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds> (time).count();
}

} // namespace

ConversationArchive::ConversationArchive (Keeps what, std::string place, std::string title, Teller toTell)
    : keeps (what), teller (std::move (toTell)), writer (what, std::move (place), std::move (title)),
      disk (writeEvery, [this] { write(); })
{
}

ConversationArchive::ConversationArchive (Keeps what, ConversationFolder there, const KeptWords& earlier, Teller toTell)
    : keeps (what), earlierEntries (earlier.transcript.entries.size()), teller (std::move (toTell)),
      writer (what, std::move (there), earlier), disk (writeEvery, [this] { write(); })
{
}

ConversationArchive::~ConversationArchive() { finish(); }

void ConversationArchive::end()
{
    isEnding = true;
    disk.end();
}

void ConversationArchive::finish()
{
    isEnding = true;
    disk.finish();
}

std::string ConversationArchive::problem() const
{
    const std::lock_guard lock (mutex);
    return sentence;
}

std::string ConversationArchive::folder() const
{
    const std::lock_guard lock (mutex);
    return path;
}

/** Disk thread. */
void ConversationArchive::write()
{
    const auto isLast = isEnding.load(); // before what is left is taken
    writer.write (queue.take());

    if (isLast)
        writer.finish();

    lookForProblem();
}

/** Disk thread. */
void ConversationArchive::lookForProblem()
{
    bool isNew = false;

    {
        const std::lock_guard lock (mutex);
        path = writer.folderPath();
        isNew = sentence.empty() && ! writer.problem().empty();
        sentence = writer.problem();
    }

    if (isNew && teller)
        teller (writer.problem());
}

/** Where there is no memory for a job it is lost, like one for which there is no room. */
template <typename Making>
void ConversationArchive::put (Making&& make) noexcept
{
    if (keeps == Keeps::nothing || ! hasBegun || isEnding)
        return;

    try
    {
        queue.put (make());
    }
    catch (...)
    {
        queue.countLost();
    }
}

void ConversationArchive::wire (std::string content) noexcept
{
    if (keeps == Keeps::nothing || isEnding)
        return;

    try
    {
        queue.put (archive_job::Wire{std::move (content)});
    }
    catch (...)
    {
        queue.countLost();
    }
}

void ConversationArchive::began (Instant timeZero, Instant now)
{
    zero = timeZero;
    hasBegun = true;
    put (
        [&]
        {
            return archive_job::Begin{std::chrono::system_clock::to_time_t (std::chrono::system_clock::now()),
                                      inNanoseconds (now - zero)};
        });
}

void ConversationArchive::told (const SessionEvent& event, Instant now)
{
    // The next one takes its place.
    if (const auto* piece = std::get_if<TranscriptPiece> (&event); piece != nullptr && piece->interim)
        return;

    put ([&] { return archive_job::Line{journalContent (toJson (event, now, zero))}; });
}

void ConversationArchive::wrote (const TranscriptEntry& entry)
{
    // Its folder has them.
    if (entry.id <= earlierEntries)
        return;

    put (
        [&]
        {
            auto json = toJson (entry, zero);
            json["event"] = "entry";
            return archive_job::Line{journalContent (json)};
        });
}

void ConversationArchive::agentVoice (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate)
{
    put (
        [&]
        {
            archive_job::Voice voice{turn, sampleRate, {}};

            if (keeps >= Keeps::wordsAndVoice)
                voice.samples.assign (samples.begin(), samples.end());

            return voice;
        });
}

/** A loop of a few ms would fill a disk. */
void ConversationArchive::agentPlaced (const VoicePlace& place)
{
    constexpr int mostPlaces = 1000;

    if (std::exchange (placedTurn, place.turn) != place.turn)
        places = 0;

    if (++places > mostPlaces)
        return;

    put (
        [&]
        {
            auto json = toJson (place);
            json["event"] = "place";
            return archive_job::Line{journalContent (json)};
        });
}

void ConversationArchive::agentHeard (const HeardVoice& voice)
{
    put (
        [&]
        {
            return archive_job::Heard{voice.turn, voice.heard,
                                      journalContent ({{"event", "heard"},
                                                       {"turn", voice.turn},
                                                       {"samplesHeard", voice.heard},
                                                       {"samplesDiscarded", voice.discarded},
                                                       {"beganNs", inNanoseconds (voice.began - zero)},
                                                       {"timeNs", inNanoseconds (voice.ended - zero)}})};
        });
}

void ConversationArchive::microphone (std::span<const std::int16_t> samples, int sampleRate, Instant when)
{
    if (keeps != Keeps::everything)
        return;

    put (
        [&] {
            return archive_job::Person{sampleRate, inNanoseconds (when - zero), {samples.begin(), samples.end()}};
        });
}

} // namespace parlando
