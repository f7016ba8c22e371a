#pragma once

#include "ReportCollector.h"
#include "TurnWaveforms.h"

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

        // Only the last one grows.
        auto& thoughts = entries.thoughts;
        thoughts.resize (thoughts.empty() ? 0 : thoughts.size() - 1);
        thoughts.insert (thoughts.end(), transcript.thoughts.begin() + static_cast<std::ptrdiff_t> (thoughts.size()),
                         transcript.thoughts.end());
        entries.entries.resize (std::min (first, entries.entries.size()));
        entries.entries.insert (entries.entries.end(), transcript.entries.begin() + static_cast<std::ptrdiff_t> (first),
                                transcript.entries.end());
    }

    Transcript transcript() const
    {
        const std::lock_guard lock (mutex);
        return entries;
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
    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    Transcript entries;
    std::string interim;
    bool running = false;
};

} // namespace parlando
