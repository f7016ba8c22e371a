#pragma once

#include "ConversationReport.h"

#include <deque>
#include <mutex>
#include <utility>

namespace parlando
{

/** Gathers the figures of a conversation. Written on the session thread, read from any thread but the audio thread. Of
    each list the newest items are kept; sums go on. */
class ReportCollector
{
public:
    /** A day and more of turns. */
    static constexpr std::size_t mostItems = 24'576;

    /** Of names and ids of all calls, and of the arguments and answers that are shown of the last ones. */
    static constexpr std::size_t mostCallBytes = 4u << 20, mostDetailBytes = 1u << 20;

    void reset();

    void connectionStarted (Instant);
    void connectionOpened (Instant);
    void connectionClosed (Instant, int code, const std::string& reason);

    /** Everything that the session tells. */
    void note (const SessionEvent&);

    /** Audio of `turn` came off the wire at `arrival`; `playable` is false for audio of a dead turn. */
    void audioReceived (std::uint64_t turn, Instant arrival, std::optional<Instant> personStopped, std::size_t samples,
                        int sampleRate, bool playable);

    void firstSample (std::uint64_t turn, Instant);
    void stopped (std::uint64_t turn, Instant, std::uint64_t heard, std::uint64_t discarded);
    void silenced (Instant);
    void underrun();

    void messageReceived();
    void messageSent();
    void setMicrophoneRate (int);
    void microphone (std::uint64_t captured, std::uint64_t sent, std::uint64_t dropped, std::uint64_t overrun);

    void images (std::uint64_t sent, std::uint64_t skipped);
    void echo (const std::optional<EchoReport>&);

    ConversationReport report() const;

    /** The same with the newest `most` items of each list. */
    ConversationReport recent (std::size_t most) const;

    /** All calls that are listed, and one of them; nothing where it is not, or no longer, there. */
    std::vector<CallOutline> calls() const;
    std::optional<ToolCallReport> call (std::uint64_t number) const;

private:
    TurnReport& turn (std::uint64_t number);
    void called (const ToolCalled&);
    void answered (const ToolAnswered&);
    void addDetails (std::uint64_t call, std::size_t bytes);
    template <typename Item>
    void add (std::vector<Item>& items, Item item);

    mutable std::mutex mutex;
    ConversationReport result;
    std::size_t callBytes = 0, detailBytes = 0;

    /** Which calls have details, counted from the first that there was, and how long those are. */
    std::deque<std::pair<std::uint64_t, std::size_t>> details;
};

} // namespace parlando
