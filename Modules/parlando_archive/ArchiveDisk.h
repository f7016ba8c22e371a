#pragma once

#include "ArchiveQueue.h"
#include "ArchiveWriter.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <string>

namespace parlando
{

/** What a ConversationArchive shares with its disk thread: it lasts as long as either needs it, so that nobody has to
    wait for a disk that does not answer. */
class ArchiveDisk
{
public:
    /** Called once on the disk thread, with problem()'s sentence; does not wait for other threads. */
    using Teller = std::function<void (const std::string&)>;

    /** As a ConversationArchive is made. */
    ArchiveDisk (std::string place, std::string title, Teller);
    ArchiveDisk (ConversationFolder, const KeptWords& earlier, Teller);

    /** From the session thread to the disk thread. */
    ArchiveQueue queue;

    /** Disk thread: writes what waits. */
    void write();

    // Any thread.

    /** Nothing more is taken; the next write() is the last one. */
    void end() noexcept { isEnding = true; }
    bool hasEnded() const noexcept { return isEnding; }

    /** Once it returns, the teller is not called any more. */
    void stopTelling();

    /** Whether it answers to who waits for its last word. Where it does not, problem() says so. */
    void setAnswers (bool does) noexcept { answers = does; }
    bool doesAnswer() const noexcept { return answers; }

    std::string problem() const;
    std::string folder() const;

private:
    void publish();

    std::atomic<bool> isEnding{false}, answers{true};
    ArchiveWriter writer; // the disk thread's

    std::mutex telling; // guards the teller, while it is called too
    Teller teller;

    mutable std::mutex mutex; // guards what is below
    std::string sentence, path;
};

} // namespace parlando
