#pragma once

#include <parlando_session/parlando_session.h>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** What happened to one agent turn, in samples at the service's rate (24,000 Hz unless it says otherwise). */
struct TurnReport
{
    std::uint64_t turn = 0;
    std::optional<Instant> personStopped;    /**< The end of the person's speech before it, by local level;
                                                  nothing where it answers what they typed. */
    std::optional<Instant> firstByteOffWire; /**< Arrival of the message with the turn's first audio. */
    std::optional<Instant> firstSampleInBlock;
    std::optional<Instant> lastSample;
    std::optional<Instant> turnComplete;
    int sampleRate = 24000;
    std::uint64_t samplesReceived = 0;
    std::uint64_t samplesHeard = 0;
    std::uint64_t samplesDiscarded = 0; /**< Received = heard + discarded once nothing is queued. */
    bool interrupted = false;
    TokenUsage usage;
};

/** One interruption. */
struct InterruptionReport
{
    std::uint64_t turn = 0;
    Instant offWire;
    std::optional<Instant> silent; /**< When the output block fell silent; absent where nothing was playing. */
    bool byPerson = true;          /**< Not by a tool's answer, nor by the service itself. */
};

/** One tool call. */
struct ToolCallReport
{
    std::string id;
    std::string name;
    Instant arrived;
    std::optional<Instant> answered;
    bool isError = false;
    CallEnd end = CallEnd::answered; /**< Once it is `answered` at all. */
    std::uint64_t turn = 0;          /**< The turn that it came in. */

    // For people who look on, not for the JSON of a report: what was asked for may be private.
    nlohmann::json arguments; /**< Null where their text is longer than longestShown. */
    nlohmann::json response;  /**< The same. */

    static constexpr std::size_t longestShown = 8192; // bytes of JSON
};

/** A call without what was asked and answered: what of many calls is looked at many times a second. */
struct CallOutline
{
    std::uint64_t number = 0; /**< From 1, in the order in which they arrived. */
    Instant arrived;
};

/** One connection of the session. */
struct ConnectionReport
{
    Instant started;
    std::optional<Instant> opened; /**< The WebSocket stands. */
    std::optional<Instant> ready;  /**< service::Ready came. */
    std::optional<Instant> closed;
    int closeCode = 0;
    std::string closeReason;
};

/** The agent's echo in the microphone. */
struct EchoReport
{
    bool isFound = false, isLookedFor = false; /**< Neither: there is none, as with headphones. */
    double delay = 0.0;                        /**< From being played to being captured, ms. */
    double drift = 0.0;                        /**< Parts in a million by which the delay grows: two clocks. */
    double lowered = 0.0;                      /**< dB, by which it was lowered lately; 0 before that is known. */
};

/** The figures of a conversation. Times are CLOCK_MONOTONIC, so that other programs on the machine can be compared. */
struct ConversationReport
{
    std::vector<ConnectionReport> connections; // each list has the newest: ReportCollector::mostItems at the most
    std::vector<TurnReport> turns;
    std::vector<InterruptionReport> interruptions;
    std::vector<ToolCallReport> toolCalls;
    TokenUsage usage;
    std::optional<double> cost; /**< An estimate; nothing where the model has no price. */
    std::vector<WatchdogFired> watchdogs;
    std::uint64_t toolCallsLeftOut = 0; /**< Older calls that are no longer listed. */
    std::uint64_t itemsLeftOut = 0;     /**< Of all lists together. */

    std::uint64_t underruns = 0;
    int microphoneRate = 16000;                  /**< In Hz, of the samples below; the service's. */
    std::uint64_t microphoneSamplesCaptured = 0; /**< After resampling. */
    std::uint64_t microphoneSamplesSent = 0;     /**< At 16,000 Hz. */
    std::uint64_t microphoneSamplesDropped = 0;  /**< At 16,000 Hz: before ready, or with the network too slow. */
    std::uint64_t microphoneSamplesOverrun = 0;  /**< At the host's rate: the capture ring was full. */
    std::uint64_t imagesSent = 0;
    std::uint64_t videoFramesSkipped = 0; /**< They came sooner than one a second, or with no connection. */
    std::uint64_t messagesReceived = 0;
    std::uint64_t messagesSent = 0;
    std::optional<EchoReport> echo; /**< Where it is looked for. */
    std::optional<SessionEnded> end;
};

/** The JSON of `--report`; every time in nanoseconds of CLOCK_MONOTONIC, names as in docs of the command line. */
nlohmann::json toJson (const ConversationReport&);

} // namespace parlando
