#pragma once

#include "ConversationReport.h"

#include <mutex>

namespace parlando
{

/** Gathers the figures of a conversation. Written on the session thread, read from any thread but the audio thread. */
class ReportCollector
{
public:
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
    void microphone (std::uint64_t captured, std::uint64_t sent, std::uint64_t dropped, std::uint64_t overrun);

    void images (std::uint64_t sent, std::uint64_t skipped);

    ConversationReport report() const;

private:
    TurnReport& turn (std::uint64_t number);

    mutable std::mutex mutex;
    ConversationReport result;
};

} // namespace parlando
