#pragma once

#include "LiveRoom.h"
#include "Support/VirtualService.h"
#include "Support/VirtualStudio.h"

#include <vector>

namespace parlando::benchmarks
{

/** A conversation with a sound card, an agent who tells a story and a room between loudspeaker and microphone, in
    virtual time. All of it but service, room and time is what the app runs. */
class LoudspeakerTalk
{
public:
    struct Setup
    {
        int rate = 16'000, blockSize = 160;
        EchoMode echo = EchoMode::automatic;
        BargeInMode bargeIn = BargeInMode::quick;
        test::EchoPath path;
        double noise = -72.0;  /**< Of the room, dBFS. */
        double answer = 120.0; /**< How long the agent speaks, s. */
    };

    explicit LoudspeakerTalk (const Setup&);

    /** Asks for an answer, and goes on until the agent is heard. */
    void begin();

    /** A person's sound at the card's rate, to the next whole block. */
    void pass (std::span<const float> person);
    void pass (double seconds) { pass (std::vector<float> (static_cast<std::size_t> (seconds * setup.rate))); }

    /** The service takes what it heard for an interruption, with words. */
    void interrupt();

    [[nodiscard]] bool isSpeaking() const { return agent.isSpeaking(); }
    [[nodiscard]] std::vector<TurnReport> turns() const { return agent.report().turns; }
    [[nodiscard]] std::size_t answerLength() const { return answer.size(); }

    std::vector<float> captured, played; /**< At the card's rate, sample for sample. */
    test::Sound sent;                    /**< What the service heard, 16 kHz. */
    std::vector<VoiceYield> yields;

    /** Off: the two above stay empty. */
    bool keepsSound = true;

private:
    void block (std::span<const float> person);
    void receive (testing::ServiceScript::Connection&, const nlohmann::json&);

    const Setup setup;
    std::vector<std::int16_t> answer; // 24 kHz
    LiveRoom room;
    test::Sound roomNoise;
    std::size_t noiseAt = 0;
    testing::ServiceScript::Connection* connection = nullptr;
    testing::VirtualTime time;
    testing::VirtualService service;
    testing::VirtualAgent agent;
};

} // namespace parlando::benchmarks
