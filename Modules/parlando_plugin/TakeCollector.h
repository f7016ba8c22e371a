#pragma once

#include <parlando_agent/ConversationTap.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace parlando
{

/** A turn of the agent, and where on the host's timeline it was heard. */
struct HeardTake
{
    std::uint64_t turn = 0;
    int sampleRate = 0;              /**< Hz, of `voice`. */
    std::vector<std::int16_t> voice; /**< All that came, heard or not. */
    std::uint64_t heard = 0;         /**< How many samples of it were heard. */
    std::vector<VoicePlace> places;  /**< In the order of their frames; empty at most in a lane. */
    std::uint64_t lane = 0;          /**< The lane of which it is another take; 0: of none. */
};

/** Gathers the takes of a conversation: turns that were heard while the host told of its timeline, and those that were
    asked for as another take, wherever the host was. Session thread. */
class TakeCollector final : public ConversationTap
{
public:
    using Taken = std::function<void (HeardTake)>;

    /** The lane of which a typed text asks for another take; 0: of none. */
    using RetakeOf = std::function<std::uint64_t (const std::string& typed)>;

    /** Both are called on the session thread and hand over what takes long; `taken` when a turn was heard. */
    explicit TakeCollector (Taken toCall, RetakeOf toAsk = {})
        : taken (std::move (toCall)), retakeOf (std::move (toAsk))
    {
    }

    void began (Instant, Instant) override {}
    void told (const SessionEvent&, Instant) override {}
    void wrote (const TranscriptEntry&) override;
    void agentVoice (std::uint64_t turn, std::span<const std::int16_t>, int sampleRate) override;
    void agentPlaced (const VoicePlace&) override;
    void agentHeard (const HeardVoice&) override;
    void microphone (std::span<const std::int16_t>, int, Instant) override {}

private:
    const Taken taken;
    const RetakeOf retakeOf;
    std::uint64_t newestEntry = 0, newestTurn = 0;
    std::uint64_t laneOfNext = 0;             // that the agent's next turn is another take of
    std::map<std::uint64_t, HeardTake> turns; // that are not over
    std::size_t samples = 0;                  // of all of them
};

} // namespace parlando
