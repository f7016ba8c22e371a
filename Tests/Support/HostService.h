#pragma once

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <nlohmann/json.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace parlando::testing
{

/** A service on loopback that plugins of this process find by PARLANDO_ENDPOINT. It takes every setup, keeps what it
    hears, and says what the test says. Functions: any thread. */
class HostService
{
public:
    enum class Manner
    {
        polite,
        silent /**< Takes TCP connections and never answers an upgrade. */
    };

    explicit HostService (Manner = Manner::polite);

    /** TCP connections that asked for an upgrade, and those among them that are open and have sent their setup. */
    [[nodiscard]] int knocks() const { return knockCount; }
    [[nodiscard]] int setups() const { return setupCount; }
    [[nodiscard]] int open() const { return openCount; }

    /** Of the microphone, at 16 kHz. */
    [[nodiscard]] std::size_t samplesHeard() const;

    /** What was heard last, at most that many samples. */
    [[nodiscard]] std::vector<float> lastHeard (std::size_t samples) const;

    /** Whatever else came. */
    [[nodiscard]] std::vector<nlohmann::json> messages() const;

    /** To every open connection: speech at 24 kHz, as one turn or a part of one. */
    void say (std::vector<std::int16_t> samples, bool endsTurn = true);
    void interrupt() { send (R"({"serverContent":{"interrupted":true}})"); }
    void send (std::string json);

    /** Resets every connection, as a broken network does. */
    void dropAll();

    /** What goes on around the audio thread in a conversation, by the tick: speech, tool calls (also of
        toolSettings()), interruptions, words, and now and then a network that breaks. */
    void stir (int tick);

    [[nodiscard]] std::string url() const { return server.url(); }

private:
    LoopbackServer::Callbacks callbacks (Manner);
    void take (LoopbackServer::Connection&, std::string_view text);
    void forAll (std::function<void (LoopbackServer::Connection&)>);

    std::atomic<int> knockCount{0}, setupCount{0}, openCount{0};
    mutable std::mutex mutex;
    std::vector<std::int16_t> heard;
    std::vector<nlohmann::json> received;
    std::vector<int> ids;  // server's thread
    LoopbackServer server; // last: stops before what its callbacks use
};

/** The member `automation` of a state's settings: a reverb send in slot 1, and notes. */
inline nlohmann::json toolSettings()
{
    return {{"slots", {{{"slot", 1}, {"name", "Reverb send"}}}}, {"notes", "move"}};
}

inline std::vector<std::int16_t> steadySpeech (double seconds, std::int16_t level = 8'192)
{
    return std::vector<std::int16_t> (static_cast<std::size_t> (seconds * 24'000.0), level);
}

} // namespace parlando::testing
