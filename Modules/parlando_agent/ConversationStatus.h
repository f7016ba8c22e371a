#pragma once

#include "RecentEntry.h"
#include "ReportCollector.h"
#include "TurnWaveforms.h"

#include <parlando_auth/Redactor.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>

namespace parlando
{

/** What other threads may see of a conversation; it outlives the conversation, so that the last figures stay. */
class ConversationStatus
{
public:
    ReportCollector figures;
    TurnWaveforms waveforms;

    std::atomic<SessionState> state{SessionState::disconnected};
    std::atomic<Instant::rep> lastActivity{0};
    std::atomic<bool> isSpeaking{false}, isPersonSpeaking{false}, isThinking{false}, hasStaged{false},
        owesAnswer{false};
    std::atomic<VoiceYield> yields{VoiceYield::none};
    std::atomic<int> textsOnTheWay{0};      /**< Typed, and not with the session yet. */
    std::atomic<std::uint64_t> revision{0}; /**< Another one whenever there is something new to look at. */

    /** Forgets the last conversation; nothing of it may run any more. */
    void reset (Instant now)
    {
        figures.reset();
        waveforms.reset();
        state = SessionState::connecting;
        lastActivity = now.time_since_epoch().count();
        isSpeaking = isPersonSpeaking = isThinking = hasStaged = owesAnswer = false;
        yields = VoiceYield::none;
        textsOnTheWay = 0;
        const std::lock_guard lock (mutex);
        entries = {};
        interim.clear();
        ++revision;
    }

    /** Copies the entries from `first` on. Session thread. */
    void publish (const Transcript& transcript, std::size_t first)
    {
        const std::lock_guard lock (mutex);
        entries.start = transcript.start;
        ++revision;

        // Only the last thought grows.
        dropOld (entries.thoughts, transcript.thoughts, &TranscriptThought::turn);
        copyFrom (std::max<std::size_t> (entries.thoughts.size(), 1) - 1, transcript.thoughts, entries.thoughts);
        dropOld (entries.entries, transcript.entries, &TranscriptEntry::id);
        copyFrom (first, transcript.entries, entries.entries);
    }

    Transcript transcript() const
    {
        const std::lock_guard lock (mutex);
        return entries;
    }

    std::vector<EntryOutline> outline() const
    {
        const std::lock_guard lock (mutex);
        return outlineOf (entries);
    }

    std::optional<RecentEntry> recentEntry (std::uint64_t id, std::size_t longest) const
    {
        const std::lock_guard lock (mutex);
        return recentEntryOf (entries, id, longest);
    }

    bool hasEntries() const
    {
        const std::lock_guard lock (mutex);
        return ! entries.entries.empty();
    }

    Instant transcriptStart() const
    {
        const std::lock_guard lock (mutex);
        return entries.start;
    }

    /** What the person seems to be saying (C54). */
    void setInterimText (std::string text)
    {
        const std::lock_guard lock (mutex);
        interim = std::move (text);
        ++revision;
    }

    std::string interimText() const
    {
        const std::lock_guard lock (mutex);
        return interim;
    }

    /** Knows each secret that the conversation has used. */
    void setRedactor (const Redactor& knowing)
    {
        const std::lock_guard lock (mutex);
        secrets = knowing;
    }

    Redactor redactor() const
    {
        const std::lock_guard lock (mutex);
        return secrets;
    }

    void setRunning (bool shouldRun)
    {
        {
            const std::lock_guard lock (mutex);
            running = shouldRun;
        }

        changed.notify_all();
    }

    bool isRunning() const
    {
        const std::lock_guard lock (mutex);
        return running;
    }

    /** True once no conversation is running; false when `timeout` passed before. */
    bool waitUntilOver (Milliseconds timeout) const
    {
        std::unique_lock lock (mutex);
        return changed.wait_for (lock, timeout, [this] { return ! running; });
    }

private:
    /** What went at the front of the items goes; ids only grow. */
    template <typename Item>
    static void dropOld (std::vector<Item>& copies, const std::vector<Item>& items, std::uint64_t Item::*id)
    {
        const auto isThere = [&] (const Item& copy) { return ! items.empty() && copy.*id >= items.front().*id; };
        copies.erase (copies.begin(), std::find_if (copies.begin(), copies.end(), isThere));
    }

    template <typename Item>
    static void copyFrom (std::size_t first, const std::vector<Item>& items, std::vector<Item>& copies)
    {
        for (auto i = std::min (first, copies.size()); i < items.size(); ++i)
            if (i < copies.size())
                copies[i] = items[i];
            else
                copies.push_back (items[i]);
    }

    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    Transcript entries;
    std::string interim;
    Redactor secrets;
    bool running = false;
};

} // namespace parlando
