#pragma once

#include "ArchiveDisk.h"
#include "DiskThread.h"

#include <parlando_agent/ConversationTap.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace parlando
{

/** Keeps a conversation in a folder while it goes on (ConversationFolder): given to ConversationOptions::taps, for one
    conversation.

    A thread of its own writes, twenty times a second: what was told to it 0.25 s ago outlives the process, and about
   once a second and at the end of each turn the machine's power as well. Nothing waits for the disk. What the disk does
   not take costs what it holds, and never the conversation: the tap's functions throw nothing, whatever happens. As
   long as nothing is to be kept there is no such thread, and no folder.
*/
class ConversationArchive final : public ConversationTap
{
public:
    using Teller = ArchiveDisk::Teller;

    /** A new conversation in a folder of its own below `place`, which is made once the agent listens: of a conversation
        that never began nothing is left. */
    ConversationArchive (Keeps, std::string place, std::string title, Teller = {});

    /** Goes on with one that was read from that folder and given as ConversationOptions::earlier. */
    ConversationArchive (Keeps, ConversationFolder, const KeptWords& earlier, Teller = {});

    /** As finish() for at most 2 s. */
    ~ConversationArchive() override;

    ConversationArchive (const ConversationArchive&) = delete;
    ConversationArchive& operator= (const ConversationArchive&) = delete;

    /** Any one thread: from a moment on, which is not before what was told already, this is kept, in the same folder.
       Of the person's voice nothing is kept that was captured before. A turn of the agent whose voice is kept from its
        middle on has silence where the rest was; words that had begun before anything was kept are left out. Nothing
        happens once it has ended. Throws std::system_error where the system has no thread left. */
    void setKeeps (Keeps, Instant from);

    /** Any thread: what is told from now on is not kept, and what was told is written, down to the disk, by the thread,
        which ends. Waits for nothing. */
    void end();

    static constexpr std::chrono::milliseconds patience{30'000};

    /** The same, and waits for it: once the conversation is over. Any one thread. False where the disk did not answer
       in time, with a sentence in problem(): what is left is written when it does, while the process lives. */
    bool finish (std::chrono::milliseconds most = patience);

    /** Any thread: one sentence once something could not be kept; empty while all is well. */
    std::string problem() const;

    /** Any thread: where it is; empty while there is nothing. */
    std::string folder() const;

    /** Any thread: folder() for who may ask once this is gone. */
    std::function<std::string()> folderLater() const;

    /** Any thread: when the agent listened for the first time; nothing before. */
    std::optional<Instant> beganAt() const;

    // Session thread.
    void began (Instant zero, Instant now) override;
    void told (const SessionEvent&, Instant now) override;
    void wrote (const TranscriptEntry&) override;
    void agentVoice (std::uint64_t turn, std::span<const std::int16_t>, int sampleRate) override;
    void agentPlaced (const VoicePlace&) override;
    void agentHeard (const HeardVoice&) override;
    void microphone (std::span<const std::int16_t>, int sampleRate, Instant when) override;

    /** Session thread: a line of the record of the wire (journalContent()), which begins before the agent listens. */
    void wire (std::string content) noexcept;

    /** Session thread: a line of it could not be made. */
    void breakWireOff() noexcept { disk->queue.countLost(); }

private:
    template <typename Making>
    void put (Making&&) noexcept;
    void writeSoon();
    void followChoice();
    void open (Instant from);
    void start (Keeps);

    struct Choice
    {
        Keeps keeps = Keeps::nothing;
        Instant from;
    };

    const std::uint64_t earlierEntries = 0;
    Instant zero;
    Keeps keeps = Keeps::nothing; // the session thread's
    bool hasBegun = false, isOpened = false;
    Instant personFrom;               // nothing of the person's voice before that
    std::optional<Instant> wordsFrom; // before it nothing was kept
    std::uint64_t lastEntry = 0;      // of which any words came
    std::uint64_t leftOut = 0;        // the last that began while nothing was kept
    std::uint64_t voicedTurn = 0;     // and how many samples of it came
    std::uint64_t voiced = 0;
    std::uint64_t placedTurn = 0; // and how many places of it were kept
    int places = 0;
    std::atomic<bool> hasChosen{false};
    const std::shared_ptr<ArchiveDisk> disk;

    mutable std::mutex mutex; // guards what is below
    Choice chosen;
    std::optional<Instant> begun;
    std::unique_ptr<DiskThread> thread; // with a share in `disk`
};

} // namespace parlando
