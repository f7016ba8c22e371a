#include "ConversationArchive.h"

#include "JournalLine.h"
#include "KeptPlace.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <utility>

namespace parlando
{
namespace
{

constexpr auto writeEvery = std::chrono::milliseconds (50);

/** A host that takes its plugin away, or the app as it quits, waits no longer for a disk. */
constexpr auto atTheEnd = std::chrono::seconds (2);

std::int64_t inNanoseconds (Instant::duration time)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds> (time).count();
}

} // namespace

ConversationArchive::ConversationArchive (Keeps what, std::string place, std::string title, Teller teller)
    : keeps (what), disk (std::make_shared<ArchiveDisk> (std::move (place), std::move (title), std::move (teller)))
{
    start (what);
}

ConversationArchive::ConversationArchive (Keeps what, ConversationFolder there, const KeptWords& earlier, Teller teller)
    : earlierEntries (earlier.transcript.entries.size()), keeps (what),
      disk (std::make_shared<ArchiveDisk> (std::move (there), earlier, std::move (teller)))
{
    start (what);
}

ConversationArchive::~ConversationArchive()
{
    if (disk->doesAnswer())
        finish (atTheEnd);

    disk->stopTelling();
}

void ConversationArchive::start (Keeps what)
{
    if (what != Keeps::nothing && thread == nullptr)
        thread = std::make_unique<DiskThread> (writeEvery, [shared = disk] { shared->write(); });
}

void ConversationArchive::setKeeps (Keeps what, Instant from)
{
    const std::lock_guard lock (mutex);

    if (disk->hasEnded())
        return;

    start (what);
    chosen = {what, from};
    hasChosen = true;
}

void ConversationArchive::end()
{
    const std::lock_guard lock (mutex);
    disk->end();

    if (thread != nullptr)
        thread->end();
}

bool ConversationArchive::finish (std::chrono::milliseconds most)
{
    end();

    // Nobody makes one any more.
    disk->setAnswers (thread == nullptr || thread->finish (most));
    return disk->doesAnswer();
}

std::string ConversationArchive::problem() const { return disk->problem(); }

std::string ConversationArchive::folder() const { return disk->folder(); }

std::function<std::string()> ConversationArchive::folderLater() const
{
    return [shared = disk] { return shared->folder(); };
}

std::optional<Instant> ConversationArchive::beganAt() const
{
    const std::lock_guard lock (mutex);
    return begun;
}

/** Where there is no memory for a job it is lost, like one for which there is no room. */
template <typename Making>
void ConversationArchive::put (Making&& make) noexcept
{
    if (keeps == Keeps::nothing || ! hasBegun || disk->hasEnded())
        return;

    try
    {
        disk->queue.put (make());
    }
    catch (...)
    {
        disk->queue.countLost();
    }
}

void ConversationArchive::wire (std::string content) noexcept
{
    if (keeps == Keeps::nothing || disk->hasEnded())
        return;

    try
    {
        disk->queue.put (archive_job::Wire{std::move (content)});
    }
    catch (...)
    {
        disk->queue.countLost();
    }
}

/** Session thread, before anything is kept of what is told to it. */
void ConversationArchive::followChoice()
{
    if (! hasChosen.exchange (false))
        return;

    Choice next;
    {
        const std::lock_guard lock (mutex);
        next = chosen;
    }

    if (next.keeps == keeps)
        return;

    if (keeps == Keeps::nothing)
    {
        leftOut = lastEntry;
        wordsFrom = next.from;
    }

    if (keeps != Keeps::everything)
        personFrom = next.from;

    keeps = std::max (keeps, next.keeps); // it is told to who keeps something after it, or did before

    if (isOpened)
        put ([&] { return archive_job::Choice{next.keeps, inNanoseconds (next.from - zero)}; });
    else if (hasBegun)
        open (next.from);

    keeps = next.keeps;
}

/** Session thread. */
void ConversationArchive::open (Instant from)
{
    isOpened = keeps != Keeps::nothing;
    put (
        [&]
        {
            return archive_job::Begin{std::chrono::system_clock::to_time_t (std::chrono::system_clock::now()),
                                      inNanoseconds (from - zero), keeps};
        });
}

void ConversationArchive::began (Instant timeZero, Instant now)
{
    followChoice();
    zero = timeZero;
    wordsFrom = wordsFrom ? now : wordsFrom; // where it goes on with another one, that was not kept
    hasBegun = true;
    open (now);

    const std::lock_guard lock (mutex);
    begun = now;
}

void ConversationArchive::told (const SessionEvent& event, Instant now)
{
    followChoice();

    if (const auto* piece = std::get_if<TranscriptPiece> (&event); piece != nullptr)
    {
        lastEntry = std::max (lastEntry, piece->entry);

        // The next one takes the place of one that is interim.
        if (piece->interim || piece->entry <= leftOut)
            return;
    }

    put ([&] { return archive_job::Line{journalContent (toJson (event, now, zero))}; });

    if (std::holds_alternative<TranscriptPiece> (event) || std::holds_alternative<ToolCalled> (event) ||
        std::holds_alternative<ToolAnswered> (event))
        writeSoon();
}

/** Words and deeds do not wait for the next period: what was shown is kept, whatever happens then. */
void ConversationArchive::writeSoon()
{
    const std::lock_guard lock (mutex);

    if (thread != nullptr)
        thread->poke();
}

void ConversationArchive::wrote (const TranscriptEntry& entry)
{
    followChoice();
    lastEntry = std::max (lastEntry, entry.id);

    // Its folder has those that are earlier.
    if (entry.id <= std::max (earlierEntries, leftOut) || (wordsFrom && entry.start < *wordsFrom))
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
    followChoice();

    if (std::exchange (voicedTurn, turn) != turn)
        voiced = 0;

    const auto before = std::exchange (voiced, voiced + samples.size());
    put (
        [&]
        {
            archive_job::Voice voice{turn, before, sampleRate, {}};

            if (keeps >= Keeps::wordsAndVoice)
                voice.samples.assign (samples.begin(), samples.end());

            return voice;
        });
}

/** A loop of a few ms would fill a disk. */
void ConversationArchive::agentPlaced (const VoicePlace& place)
{
    constexpr int mostPlaces = 1000;
    followChoice();

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
    followChoice();
    put (
        [&]
        {
            return archive_job::Heard{voice.turn, voice.heard, inNanoseconds (voice.began - zero),
                                      inNanoseconds (voice.ended - zero),
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
    followChoice();

    // A frame that was begun before is left out whole.
    const auto begunAt =
        when - std::chrono::nanoseconds (samples.size() * 1'000'000'000 /
                                         std::max<std::size_t> (1, static_cast<std::size_t> (sampleRate)));

    if (keeps != Keeps::everything || begunAt < personFrom)
        return;

    put (
        [&] {
            return archive_job::Person{sampleRate, inNanoseconds (when - zero), {samples.begin(), samples.end()}};
        });
}

} // namespace parlando
