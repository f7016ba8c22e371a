#pragma once

#include "Keeps.h"

#include <parlando_agent/ConversationTap.h>

#include <cstdint>
#include <ctime>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

namespace parlando
{

/** What is to be done on the disk, one kind each. Times are in ns from the conversation's zero. */
namespace archive_job
{

/** From here on it is kept: the folder is made, or gone on with. */
struct Begin
{
    std::time_t startedAt = 0;
    std::int64_t timeNs = 0;
    Keeps keeps = Keeps::words;
};

/** A line of the journal (journalContent()). */
struct Line
{
    std::string content;
};

/** From a moment on something else is kept. */
struct Choice
{
    Keeps keeps = Keeps::nothing;
    std::int64_t timeNs = 0;
};

/** The agent's voice; without samples where it is not kept. */
struct Voice
{
    std::uint64_t turn = 0, before = 0; // samples of the turn that came earlier
    int sampleRate = 0;
    std::vector<std::int16_t> samples;
};

/** A turn was heard, or as much of it as ever will be. */
struct Heard
{
    std::uint64_t turn = 0, heard = 0;
    std::int64_t beganNs = 0, endedNs = 0;
    std::string content; // of its line
};

/** The person's voice, up to a moment. */
struct Person
{
    int sampleRate = 0;
    std::int64_t endNs = 0;
    std::vector<std::int16_t> samples;
};

/** A line of the record of the wire (journalContent()). */
struct Wire
{
    std::string content;
};

} // namespace archive_job

using ArchiveJob = std::variant<archive_job::Begin, archive_job::Line, archive_job::Choice, archive_job::Voice,
                                archive_job::Heard, archive_job::Person, archive_job::Wire>;

/** Takes jobs from the session thread to the disk thread, in order. Its lock is held for no longer than it takes to
   move or append a job. What waits has a bound: where the disk is slower than the conversation for long, jobs are lost,
   and counted. */
class ArchiveQueue
{
public:
    /** Of samples and lines: 17 minutes of a voice at 16 kHz that comes at the pace at which it is heard. */
    static constexpr std::size_t mostBytes = 32u << 20;

    explicit ArchiveQueue (std::size_t most = mostBytes) : mostWaiting (most) {}

    /** Session thread. */
    void put (ArchiveJob&&);

    /** The same: a job could not be made. */
    void countLost() noexcept;

    struct Waiting
    {
        std::vector<ArchiveJob> jobs;
        std::uint64_t lost = 0; // jobs, of which a voice may be of any length
    };

    /** Disk thread: all that waits. */
    Waiting take();

private:
    const std::size_t mostWaiting;
    std::mutex mutex; // guards what is below
    Waiting waiting;
    std::size_t bytes = 0;
};

} // namespace parlando
