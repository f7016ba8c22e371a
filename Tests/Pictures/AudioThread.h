#pragma once

#include <parlando_plugin/parlando_plugin.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace parlando::testing
{

/** Calls a processor as a host's audio thread does, in real time: silence at 48 kHz. */
class AudioThread
{
public:
    explicit AudioThread (PluginProcessor& toCall) : processor (toCall)
    {
        processor.prepareToPlay (rate, frames);
        thread = std::jthread ([this] (const std::stop_token& stop) { run (stop); });
    }

private:
    static constexpr int rate = 48'000, frames = 480;

    void run (const std::stop_token& stop)
    {
        juce::AudioBuffer<float> block (
            std::max (processor.getTotalNumInputChannels(), processor.getTotalNumOutputChannels()), frames);
        juce::MidiBuffer midi;

        for (auto next = std::chrono::steady_clock::now(); ! stop.stop_requested();
             next += std::chrono::milliseconds (10))
        {
            block.clear();
            {
                const juce::ScopedLock lock (processor.getCallbackLock());
                processor.processBlock (block, midi);
            }
            std::this_thread::sleep_until (next);
        }
    }

    PluginProcessor& processor;
    std::jthread thread;
};

} // namespace parlando::testing
