#pragma once

#include "Formats.h"
#include "Support/HostService.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace parlando::testing
{

/** Lets the host's message loop run until `happened`; false when that took longer than `most`. */
template <typename Condition>
bool dispatchUntil (Condition&& happened, std::chrono::milliseconds most = std::chrono::seconds (15))
{
    const auto deadline = std::chrono::steady_clock::now() + most;

    while (! happened())
    {
        if (std::chrono::steady_clock::now() > deadline)
            return false;

        juce::MessageManager::getInstance()->runDispatchLoopUntil (5);
    }

    return true;
}

/** A track with the plugin on it: all buses on and stereo unless the test says otherwise.

    Message thread, but for block(): that is the audio thread's, of which there is one after play().
*/
class Track
{
public:
    static constexpr int defaultBlock = 480;

    template <typename Format>
    static std::unique_ptr<Track> make (double sampleRate = 48'000.0, int blockSize = defaultBlock)
    {
        return std::make_unique<Track> (Format::name, sampleRate, blockSize);
    }

    Track (const juce::String& format, double sampleRate = 48'000.0, int blockSize = defaultBlock,
           bool allBuses = true);
    ~Track();

    /** From stopped to stopped, or while the audio thread runs. */
    void prepare (double sampleRate, int blockSize);

    /** Fills the channels that go in: the two of the track, and after them the two of the side-chain. */
    std::function<void (juce::AudioBuffer<float>&)> feed;

    /** What goes in as MIDI, and what came out. */
    std::function<void (juce::MidiBuffer&)> feedMidi;
    std::function<void (const juce::MidiBuffer&)> listenMidi;

    /** Every block that came out is handed to it. */
    std::function<void (const juce::AudioBuffer<float>& in, const juce::AudioBuffer<float>& out)> listen;

    /** Called right before the plugin's call and right after it. */
    std::function<void (bool isIn)> around;

    /** One block through the plugin. */
    void block (int frames);
    void block() { block (blockSize); }

    /** The audio thread, at the pace of a sound card, or as fast as it can. */
    void play (bool isPaced = true);
    void stop();

    [[nodiscard]] int blocks() const { return blockCount; }
    [[nodiscard]] double secondsPlayed() const { return played; }

    /** Lets so much audio pass; false when it did not. */
    bool pass (double seconds);

    /** Connects to the service, for which audio must play, and waits until the agent listens. */
    bool connect (HostService&);

    void set (const juce::String& parameter, float normalised);
    [[nodiscard]] float get (const juce::String& parameter) const;
    [[nodiscard]] juce::AudioProcessorParameter& parameter (const juce::String& name) const;

    /** By the host's own bypass: in LV2 the `enabled` port. */
    void bypass (bool);

    /** Offline as the format knows it. */
    void setOffline (bool);

    std::unique_ptr<juce::AudioPluginInstance> plugin;
    const bool isLv2;

private:
    void run (bool isPaced);

    int blockSize;
    juce::AudioBuffer<float> in, out;
    juce::MidiBuffer midi;
    std::atomic<int> blockCount{0};
    std::atomic<double> played{0.0};
    std::atomic<bool> isPlaying{false};
    std::thread thread;
};

/** 0 to 1 as the parameter's own units say. */
inline float normalised (float value, float lowest, float highest) { return (value - lowest) / (highest - lowest); }

} // namespace parlando::testing
