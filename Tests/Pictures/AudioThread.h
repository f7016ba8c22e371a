#pragma once

#include <parlando_plugin/parlando_plugin.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>

namespace parlando::testing
{

/** Calls a processor as a host's audio thread does, in real time at 48 kHz: with silence, or a person's hum. */
class AudioThread
{
public:
    explicit AudioThread (PluginProcessor& toCall) : processor (toCall)
    {
        processor.setRateAndBufferSizeDetails (rate, frames); // as wrappers do first
        processor.prepareToPlay (rate, frames);
        thread = std::jthread ([this] (const std::stop_token& stop) { run (stop); });
    }

    /** A hum of 200 Hz at -12 dBFS on the input. */
    std::atomic<bool> isPersonHumming{false};

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

            if (isPersonHumming)
                hum (block);

            {
                const juce::ScopedLock lock (processor.getCallbackLock());
                processor.processBlock (block, midi);
            }
            std::this_thread::sleep_until (next);
        }
    }

    /** A block is two periods. */
    static void hum (juce::AudioBuffer<float>& block)
    {
        for (int i = 0; i < frames; ++i)
            block.setSample (
                0, i, 0.25f * std::sin (2.0f * juce::MathConstants<float>::twoPi * static_cast<float> (i) / frames));
    }

    PluginProcessor& processor;
    std::jthread thread;
};

} // namespace parlando::testing
