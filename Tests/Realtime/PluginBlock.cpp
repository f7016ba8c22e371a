// The plugin's whole block, with all that goes on around it in a host: a conversation with tool calls, interruptions
// and broken connections, and a host that moves parameters and restores states.

#include "Support/HostService.h"

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_plugin/parlando_plugin.h>

#include <catch2/catch_test_macros.hpp>

#include <juce_events/juce_events.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace parlando::testing
{

namespace
{

constexpr int largestBlock = 512;
constexpr int blocksWanted = 4'000, voicedWanted = 200, setupsWanted = 3;
constexpr int longestInTicks = 15'000;

// JUCE's functions do not promise to be fit for the audio thread. RealtimeSanitizer looks at what they do.
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunknown-warning-option"
#pragma clang diagnostic ignored "-Wfunction-effects"
#endif

void hostBlock (PluginProcessor& plugin, juce::AudioBuffer<float>& block, juce::MidiBuffer& midi,
                bool isBypassed) PARLANDO_REALTIME
{
    if (isBypassed)
        plugin.processBlockBypassed (block, midi);
    else
        plugin.processBlock (block, midi);
}

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

/** A host's audio thread: blocks of every size, some of them bypassed. */
class AudioThread
{
public:
    explicit AudioThread (PluginProcessor& toPlay) : plugin (toPlay), thread ([this] { run(); }) {}

    ~AudioThread()
    {
        shouldEnd = true;
        thread.join();
    }

    [[nodiscard]] int blocks() const { return blockCount; }
    [[nodiscard]] int voiced() const { return voicedCount; }
    [[nodiscard]] int notes() const { return notesOut; }

private:
    void run()
    {
        juce::Random random (5);
        juce::AudioBuffer<float> memory (channels, largestBlock);
        juce::MidiBuffer midi;
        midi.ensureSize (2'048); // as every wrapper does

        while (! shouldEnd)
        {
            juce::AudioBuffer<float> block (memory.getArrayOfWritePointers(), channels,
                                            random.nextInt (largestBlock + 1));
            fill (block, random);
            midi.clear();

            if (random.nextInt (20) == 0)
                midi.addEvent (juce::MidiMessage::controllerEvent (1, 64, random.nextInt (128)), 0);

            hostBlock (plugin, block, midi, random.nextInt (50) == 0);
            notesOut += midi.getNumEvents();

            voicedCount += block.getMagnitude (agentBus, 0, block.getNumSamples()) > 0.0f ? 1 : 0;
            ++blockCount;
            std::this_thread::yield();
        }
    }

    static void fill (juce::AudioBuffer<float>& block, juce::Random& random)
    {
        for (int channel = 0; channel < block.getNumChannels(); ++channel)
            for (int i = 0; i < block.getNumSamples(); ++i)
                block.setSample (channel, i, random.nextFloat() - 0.5f);
    }

    static constexpr int channels = 4, agentBus = 2;

    PluginProcessor& plugin;
    std::atomic<bool> shouldEnd{false};
    std::atomic<int> blockCount{0}, voicedCount{0}, notesOut{0};
    std::thread thread;
};

/** The message thread's part: the conversation's tick, automation of any parameter, states restored, and `connect`
    pressed when the connection is gone. Ends the message loop when the audio thread has had its blocks. */
class Storm final : private juce::Timer
{
public:
    Storm (HostService& toStir, PluginProcessor& toMove, const AudioThread& toWatch)
        : service (toStir), plugin (toMove), audio (toWatch)
    {
        plugin.getStateInformation (state);
        startTimer (4);
    }

private:
    void timerCallback() override
    {
        service.stir (tick);
        moveAny();

        if (random.nextInt (40) == 0)
            plugin.setStateInformation (state.getData(), static_cast<int> (state.getSize()));

        if (random.nextInt (100) == 0)
            plugin.prepareToPlay (random.nextBool() ? 48'000.0 : 96'000.0, largestBlock);

        listen();
        pressConnect();

        const auto hasSeenAll = audio.blocks() >= blocksWanted && audio.voiced() >= voicedWanted &&
                                service.setups() >= setupsWanted && service.samplesHeard() > 0 && audio.notes() > 0;

        if (++tick >= longestInTicks || hasSeenAll)
        {
            stopTimer();
            juce::MessageManager::getInstance()->stopDispatchLoop();
        }
    }

    /** A person who does not wait for the next attempt: off for a while, and on again. */
    void pressConnect()
    {
        constexpr int longest = 40;
        ticksAway = service.open() == 0 ? ticksAway + 1 : 0;

        if (ticksAway % longest == longest / 2)
            setInGesture (plugin.parameters.connect, 0.0f);
        else if (ticksAway % longest == 0 && ! plugin.parameters.connect.get())
            setInGesture (plugin.parameters.connect, 1.0f);
    }

    /** To a take, over another that plays still, or to none. */
    void listen()
    {
        if (random.nextInt (25) == 0)
            plugin.audition().play ({take}, plugin.hostRate());
        else if (random.nextInt (50) == 0)
            plugin.audition().stop();
    }

    void moveAny()
    {
        const auto& all = plugin.getParameters();
        auto* parameter = all[random.nextInt (all.size())];

        if (parameter != &plugin.parameters.connect && parameter != &plugin.parameters.bypass)
            parameter->setValueNotifyingHost (random.nextFloat());
    }

    HostService& service;
    PluginProcessor& plugin;
    const AudioThread& audio;
    const std::shared_ptr<const TakeVoice> take =
        std::make_shared<const TakeVoice> (std::vector<std::int16_t> (24'000, 2'000), 24'000);
    juce::MemoryBlock state;
    juce::Random random{3};
    int tick = 0, ticksAway = 0;
};

} // namespace

TEST_CASE ("The plugin's block keeps the audio thread's promises in a conversation with tools, interruptions, broken "
           "connections and a host that automates")
{
    const juce::ScopedJuceInitialiser_GUI juce;
    HostService service;
    PluginProcessor plugin{gemini::geminiLive()};
    plugin.enableAllBuses();
    auto settings = plugin.desk().settings().get();
    settings.layout = layoutFromJson (toolSettings());
    settings.midi.in[0] = {MidiTrigger::Kind::controller, 0, 64};
    settings.layout.lamps[2] = {MidiTrigger::Kind::note, 16, 1};
    plugin.desk().settings().set (settings);
    plugin.setRateAndBufferSizeDetails (48'000.0, largestBlock);
    plugin.prepareToPlay (48'000.0, largestBlock);

    const AudioThread audio (plugin);
    const Storm storm (service, plugin, audio);
    juce::MessageManager::getInstance()->runDispatchLoop();

    const auto messages = service.messages();
    CHECK (audio.blocks() >= blocksWanted);
    CHECK (audio.voiced() >= voicedWanted);
    CHECK (service.setups() >= setupsWanted);
    CHECK (service.samplesHeard() > 0);
    CHECK (audio.notes() > 0);
    CHECK (std::any_of (messages.begin(), messages.end(),
                        [] (const auto& message) { return message.contains ("toolResponse"); }));
}

} // namespace parlando::testing
