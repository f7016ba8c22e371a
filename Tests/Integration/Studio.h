#pragma once

#include <parlando_agent/parlando_agent.h>
#include <parlando_gemini/parlando_gemini.h>

#include <chrono>
#include <cmath>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace parlando::testing
{

/** A LiveAgent with the test as its audio thread: blocks are fetched until something has happened. */
class Studio
{
public:
    static constexpr int blockSize = 240;

    static LiveAgent::Options options (const std::string& url, ToolRegistry tools = {})
    {
        LiveAgent::Options made;
        made.endpoint.baseUrl = url;
        made.provider = gemini::geminiLive();
        made.agent.model = "gemini-3.8-live";
        made.tools = std::move (tools);
        return made;
    }

    explicit Studio (const std::string& url, ToolRegistry tools = {}, double sampleRate = 24000.0)
        : Studio (options (url, std::move (tools)), sampleRate)
    {
    }

    explicit Studio (LiveAgent::Options options, double sampleRate = 24000.0)
        : agent (std::move (options), [this] (const SessionEvent& event) { note (event); })
    {
        agent.audio().prepare (sampleRate, blockSize);
        blockTime = std::chrono::nanoseconds (static_cast<std::int64_t> (1.0e9 * blockSize / sampleRate));
    }

    /** One block in and out; `microphone` fills the input. */
    void block (float microphone = 0.0f)
    {
        std::vector<float> input (blockSize, microphone), output (blockSize);
        const float* inputs[] = {input.data()};
        float* outputs[] = {output.data()};
        agent.audio().process (inputs, 1, outputs, 1, blockSize);
        heard.insert (heard.end(), output.begin(), output.end());
    }

    /** Blocks at the pace of a sound card until `happened`; false when it has not within 20 s. */
    template <typename Condition>
    bool until (Condition&& happened, float microphone = 0.0f)
    {
        auto next = Instant::clock::now();
        const auto deadline = next + std::chrono::seconds (20);

        while (! happened())
        {
            if (Instant::clock::now() > deadline)
                return false;

            block (microphone);
            next += blockTime;
            std::this_thread::sleep_until (next);
        }

        return true;
    }

    bool untilReady()
    {
        agent.connect();
        return until ([this] { return agent.state() == SessionState::ready; });
    }

    bool untilEnded()
    {
        return until ([this] { return agent.wait (Milliseconds (0)); });
    }

    template <typename Event>
    std::vector<Event> told() const
    {
        const std::lock_guard lock (mutex);
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
    void note (const SessionEvent& event)
    {
        const std::lock_guard lock (mutex);
        events.push_back (event);
    }

    std::chrono::nanoseconds blockTime{};
    mutable std::mutex mutex;
    std::vector<SessionEvent> events;

public:
    LiveAgent agent; // last: joined before what its events reach
};

} // namespace parlando::testing
