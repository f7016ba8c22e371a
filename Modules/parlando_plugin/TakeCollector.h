#pragma once

#include <parlando_agent/ConversationTap.h>

#include <cstdint>
#include <functional>
#include <map>
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
    std::vector<VoicePlace> places;  /**< In the order of their frames; never empty. */
};

/** Gathers the takes of a conversation: turns that were heard while the host told of its timeline. Session thread. */
class TakeCollector final : public ConversationTap
{
public:
    using Taken = std::function<void (HeardTake)>;

    /** `taken` is called on the session thread when a turn was heard, and hands over what takes long. */
    explicit TakeCollector (Taken toCall) : taken (std::move (toCall)) {}

    void began (Instant, Instant) override {}
    void told (const SessionEvent&, Instant) override {}
    void wrote (const TranscriptEntry&) override {}
    void agentVoice (std::uint64_t turn, std::span<const std::int16_t>, int sampleRate) override;
    void agentPlaced (const VoicePlace&) override;
    void agentHeard (const HeardVoice&) override;
    void microphone (std::span<const std::int16_t>, int, Instant) override {}

private:
    const Taken taken;
    std::map<std::uint64_t, HeardTake> turns; // that are not over
    std::size_t samples = 0;                  // of all of them
};

} // namespace parlando
