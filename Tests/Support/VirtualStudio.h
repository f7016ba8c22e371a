#pragma once

#include "VirtualServer.h"

#include <parlando_agent/Conversation.h>
#include <parlando_agent/parlando_agent.h>
#include <parlando_gemini/parlando_gemini.h>

#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace parlando::testing
{

/** A LiveAgent in virtual time. Its functions are those of LiveAgent. Tools run on threads of their own as ever; time
    stands still while they do. */
class VirtualAgent
{
public:
    VirtualAgent (VirtualTime& virtualTime, VirtualServer& service, ConversationOptions agentOptions,
                  ConversationListener agentListener)
        : time (virtualTime), server (service), options (std::move (agentOptions)), listener (std::move (agentListener))
    {
        engine.setCaptureEnabled (false);
    }

    /** Within 0.3 s, as LiveAgent promises. */
    ~VirtualAgent()
    {
        if (running != nullptr)
            running->conversation.abandon();

        waitForTools (false);
        time.pass (Milliseconds (300));
    }

    AudioEngine& audio() noexcept { return engine; }

    void connect()
    {
        if (isRunning())
            return;

        running.reset();
        status.reset (time.now());
        running = std::make_unique<Running> (*this);
        running->thread.post ([this] { running->conversation.start(); });
    }

    void disconnect() { running->conversation.stop(); }
    void sendText (std::string text) { running->conversation.sendText (std::move (text)); }
    void interrupt() { running->conversation.interrupt(); }
    void setPersonActivity (std::optional<bool> isSpeaking) { running->conversation.setPersonActivity (isSpeaking); }
    void stage (AgentDefinition definition, ToolRegistry tools)
    {
        running->conversation.stage (std::move (definition), std::move (tools));
    }

    bool hasStaged() const { return status.hasStaged; }
    SessionState state() const { return status.state; }
    bool isRunning() const { return running != nullptr && ! running->thread.isStopped(); }
    bool isSpeaking() const { return status.isSpeaking; }
    ConversationReport report() const { return status.figures.report(); }
    Transcript transcript() const { return status.transcript(); }

    /** The network of the running conversation. */
    VirtualTransport& transport() { return running->transport; }

    /** Off: time goes on while tools run, as it does where they take long. */
    void waitForTools (bool shouldWait)
    {
        waits = shouldWait;

        if (! waits)
            while (openCalls > 0)
                countCall (-1);
    }

private:
    struct Running
    {
        explicit Running (VirtualAgent& agent)
            : thread (agent.time), transport (thread, agent.server),
              conversation (agent.options, thread, transport, agent.engine, agent.status, agent.noting)
        {
        }

        VirtualThread thread;
        VirtualTransport transport;
        Conversation conversation;
    };

    void note (const SessionEvent& event)
    {
        if (waits && std::holds_alternative<ToolCalled> (event))
            countCall (1);
        else if (openCalls > 0 && std::holds_alternative<ToolAnswered> (event))
            countCall (-1);

        if (listener)
            listener (event);
    }

    void countCall (int change)
    {
        openCalls += change;

        if (change > 0)
            time.hold();
        else
            time.release();
    }

    VirtualTime& time;
    VirtualServer& server;
    ConversationOptions options;
    ConversationListener listener;
    const ConversationListener noting = [this] (const SessionEvent& event) { note (event); };
    AudioEngine engine{time.audioClock()};
    ConversationStatus status;
    bool waits = true;
    int openCalls = 0;
    std::unique_ptr<Running> running;
};

/** An agent in virtual time with a sound card. */
class VirtualStudio
{
public:
    static constexpr int blockSize = 240;

    static ConversationOptions options (ToolRegistry tools = {})
    {
        ConversationOptions made;
        made.endpoint.baseUrl = "ws://127.0.0.1:1";
        made.provider = gemini::geminiLive();
        made.agent.model = "gemini-3.8-live";
        made.tools = std::move (tools);
        made.seed = 1;
        return made;
    }

    VirtualStudio (VirtualTime& virtualTime, VirtualServer& service, ConversationOptions agentOptions = options(),
                   double sampleRate = 24000.0)
        : time (virtualTime), blockTime (static_cast<std::int64_t> (1.0e9 * blockSize / sampleRate)),
          agent (virtualTime, service, std::move (agentOptions),
                 [this] (const SessionEvent& event) { events.push_back (event); })
    {
        strip.prepare (sampleRate, blockSize);
    }

    /** One block in and out; `microphone` fills the input. */
    void block (float microphone = 0.0f)
    {
        std::vector<float> input (blockSize, microphone), output (blockSize);
        const float* inputs[] = {input.data()};
        float* outputs[] = {output.data()};

        if (track)
            strip.process ({inputs, 1, nullptr, 0, outputs, 1, nullptr, 0, blockSize}, *track);
        else
            agent.audio().process (inputs, 1, outputs, 1, blockSize);

        heard.insert (heard.end(), output.begin(), output.end());
    }

    /** Blocks until `happened`; false when it has not within `most`. */
    template <typename Condition>
    bool until (Condition&& happened, float microphone = 0.0f, Milliseconds most = Milliseconds (60'000))
    {
        for (const auto deadline = time.now() + most; ! happened();)
        {
            if (time.now() > deadline)
                return false;

            block (microphone);
            time.pass (blockTime);
        }

        return true;
    }

    void pass (Milliseconds duration)
    {
        until ([this, end = time.now() + duration] { return time.now() >= end; }, 0.0f, 2 * duration);
    }

    bool untilReady()
    {
        agent.connect();
        return until ([this] { return agent.state() == SessionState::ready; });
    }

    bool untilEnded()
    {
        return until ([this] { return ! agent.isRunning(); });
    }

    template <typename Event>
    std::vector<Event> told() const
    {
        std::vector<Event> found;

        for (const auto& event : events)
            if (const auto* match = std::get_if<Event> (&event))
                found.push_back (*match);

        return found;
    }

    /** What was heard without the silence around and between. */
    std::vector<int> heardSamples() const
    {
        std::vector<int> samples;

        for (const auto value : heard)
            if (value != 0.0f)
                samples.push_back (static_cast<int> (std::lround (value * 32768.0f)));

        return samples;
    }

    std::vector<float> heard;

private:
    VirtualTime& time;
    std::chrono::nanoseconds blockTime;
    std::vector<SessionEvent> events;

public:
    VirtualAgent agent; // gone before what its events reach

    /** With them the agent is on a track, else at a sound card. */
    std::optional<StripControls> track;

private:
    ChannelStrip strip{agent.audio()};
};

} // namespace parlando::testing
