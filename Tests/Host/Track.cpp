#include "Track.h"

#include <stdexcept>

namespace parlando::testing
{

Track::Track (const juce::String& format, double sampleRate, int block, bool allBuses)
    : plugin (Formats::get().open (format, sampleRate, block)), isLv2 (format == LV2::name), blockSize (block)
{
    if (allBuses)
        plugin->enableAllBuses();

    prepare (sampleRate, block);
}

Track::~Track() { stop(); }

void Track::prepare (double sampleRate, int block)
{
    plugin->prepareToPlay (sampleRate, block);
    plugin->setRateAndBufferSizeDetails (sampleRate, block);
    blockSize = block;
}

void Track::block (int frames)
{
    const auto channels = std::max (plugin->getTotalNumInputChannels(), plugin->getTotalNumOutputChannels());
    in.setSize (channels, frames, false, false, true);
    in.clear();

    if (feed)
        feed (in);

    midi.clear();

    if (feedMidi)
        feedMidi (midi);

    out.makeCopyOf (in, true);

    if (around)
        around (true);

    plugin->processBlock (out, midi);

    if (around)
        around (false);

    if (listen)
        listen (in, out);

    if (listenMidi)
        listenMidi (midi);

    ++blockCount;
    played = played + frames / plugin->getSampleRate();
}

void Track::play (bool isPaced)
{
    isPlaying = true;
    thread = std::thread ([this, isPaced] { run (isPaced); });
}

void Track::stop()
{
    isPlaying = false;

    if (thread.joinable())
        thread.join();
}

void Track::run (bool isPaced)
{
    auto next = std::chrono::steady_clock::now();

    while (isPlaying)
    {
        block();
        next += std::chrono::nanoseconds (static_cast<std::int64_t> (1.0e9 * blockSize / plugin->getSampleRate()));

        if (isPaced)
            std::this_thread::sleep_until (next);
        else
            std::this_thread::yield();
    }
}

bool Track::pass (double seconds)
{
    return dispatchUntil ([this, end = played + seconds] { return played >= end; });
}

bool Track::connect (HostService& service)
{
    // `connect` counts from its next rise after the first block on.
    if (! dispatchUntil ([this, begun = blockCount + 2] { return blockCount >= begun; }))
        return false;

    set ("Connect", 1.0f);
    return dispatchUntil ([&service, before = service.setups()] { return service.setups() > before; });
}

juce::AudioProcessorParameter& Track::parameter (const juce::String& name) const
{
    for (auto* each : plugin->getParameters())
        if (each->getName (100) == name)
            return *each;

    throw std::out_of_range (name.toStdString());
}

void Track::set (const juce::String& name, float value) { parameter (name).setValueNotifyingHost (value); }

float Track::get (const juce::String& name) const { return parameter (name).getValue(); }

void Track::bypass (bool isBypassed) { plugin->getBypassParameter()->setValueNotifyingHost (isBypassed ? 1.0f : 0.0f); }

void Track::setOffline (bool isOffline) { plugin->setNonRealtime (isOffline); }

} // namespace parlando::testing
