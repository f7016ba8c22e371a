#include "PluginProcessor.h"

#include "PluginState.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace parlando
{

namespace
{

bool isMonoStereoOrOff (const juce::AudioChannelSet& bus) { return bus.size() <= 2; }

/** The channels of one bus in the block that all buses share. A host may bring fewer than it agreed to. */
template <typename Sample>
struct BusChannels
{
    std::array<Sample*, 2> channels{};
    int count = 0;

    BusChannels (const juce::AudioProcessor& processor, bool isInput, int bus, Sample* const* block,
                 int channelsInBlock)
    {
        const auto first = processor.getBusCount (isInput) > bus
                               ? processor.getChannelIndexInProcessBlockBuffer (isInput, bus, 0)
                               : channelsInBlock;
        count = std::clamp (channelsInBlock - first, 0, std::min (processor.getChannelCountOfBus (isInput, bus), 2));
        std::copy_n (block + first, count, channels.begin());
    }
};

} // namespace

juce::AudioProcessor::BusesProperties PluginProcessor::buses()
{
    const auto stereo = juce::AudioChannelSet::stereo();

    // LV2's wrapper turns every bus on, and reads the ports even of those that it told the host to leave unconnected.
    const auto isLv2 = juce::PluginHostType::getPluginLoadedAs() == wrapperType_LV2;
    return BusesProperties()
        .withInput ("Main", stereo, true)
        .withInput ("Side-chain", stereo, isLv2)
        .withOutput ("Main", stereo, true)
        .withOutput ("Agent", stereo, false);
}

PluginProcessor::PluginProcessor (std::shared_ptr<const Provider> serviceToUse)
    : juce::AudioProcessor (buses()), parameters (*this), service (std::move (serviceToUse)), accountDesk (service),
      automationDesk (*this, parameters), conversation (service, parameters, agent, gate, automationDesk, takeDesk),
      agent ({}, [this] (const SessionEvent& event) { conversation.onSessionEvent (event); }), strip (agent.audio())
{
    strip.setTimelineVoice (&takeDesk.voice());
    conversation.settings().onChange = [this]
    { updateHostDisplay (ChangeDetails().withNonParameterStateChanged (true)); };
}

PluginProcessor::~PluginProcessor()
{
    conversation.stop();
    automationDesk.stop();
    takeDesk.stop();
}

void PluginProcessor::setDeviceLatency (int samples, int rate) { agent.audio().setDeviceLatency (samples, rate); }

Levels PluginProcessor::heardLevels() const noexcept { return agent.audio().inputLevels(); }

Levels PluginProcessor::voiceLevels() const noexcept { return agent.audio().outputLevels(); }

const juce::String PluginProcessor::getName() const { return "Parlando"; }

void PluginProcessor::prepareToPlay (double sampleRate, int maximumBlockSize)
{
    // Some hosts prepare while they process; every format calls processBlock under this lock.
    {
        const juce::ScopedLock lock (getCallbackLock());
        strip.prepare (sampleRate, maximumBlockSize);
    }

    listening.silence();
    pastVoices.silence();
    takeDesk.layOutFor (agent.audio().sampleRate(), parameters.replayAnchor());
    conversation.prepare();
}

void PluginProcessor::releaseResources()
{
    automationDesk.resetNotes();
    automationDesk.midi().letGoOfTalk();
}

bool PluginProcessor::isBusesLayoutSupported (const BusesLayout& layout) const
{
    const auto all = [] (const auto& each) { return std::all_of (each.begin(), each.end(), isMonoStereoOrOff); };
    return all (layout.inputBuses) && all (layout.outputBuses);
}

void PluginProcessor::processBlock (juce::AudioBuffer<float>& block, juce::MidiBuffer& midi)
{
    process (block, midi, false);
}

void PluginProcessor::processBlockBypassed (juce::AudioBuffer<float>& block, juce::MidiBuffer& midi)
{
    process (block, midi, true);
}

void PluginProcessor::process (juce::AudioBuffer<float>& block, juce::MidiBuffer& midi, bool isBypassedByHost)
{
    const juce::ScopedNoDenormals noDenormals;
    const auto total = block.getNumChannels();
    const BusChannels<const float> main (*this, true, 0, block.getArrayOfReadPointers(), total);
    const BusChannels<const float> sideChain (*this, true, 1, block.getArrayOfReadPointers(), total);
    const BusChannels<float> output (*this, false, 0, block.getArrayOfWritePointers(), total);
    const BusChannels<float> voice (*this, false, 1, block.getArrayOfWritePointers(), total);

    const auto isOffline = isNonRealtime();

    automationDesk.block (getPlayHead());
    agent.audio().setHostRecording (automationDesk.hostTime().isRecording);

    auto controls = parameters.controls (isOffline);
    controls.isBypassed |= isBypassedByHost;
    controls.isTalking |= automationDesk.midi().isTalkHeld();

    if (isOffline && controls.replays)
        waitForTakes();

    const auto isSilenced = isOffline || controls.isBypassed || ! parameters.connect.get();
    const auto interruptsByMidi = automationDesk.blockMidi (midi, block.getNumSamples(), getSampleRate(), isSilenced);

    if (! isOffline)
        conversation.processBlock (parameters.connect.get(), parameters.interrupt.get() || interruptsByMidi);

    strip.process ({main.channels.data(), main.count, sideChain.channels.data(), sideChain.count,
                    output.channels.data(), output.count, voice.channels.data(), voice.count, block.getNumSamples()},
                   controls, automationDesk.hostTime());

    if (! isOffline && ! controls.isBypassed)
    {
        const auto count = static_cast<std::size_t> (output.count);
        const auto frames = static_cast<std::size_t> (block.getNumSamples());
        listening.addTo (output.channels.data(), count, frames);
        pastVoices.addTo (output.channels.data(), count, frames);
    }
}

void PluginProcessor::sayAgain (const std::string& folder, std::uint64_t turn, const std::string& words)
{
    constexpr std::size_t mostWords = 4'000; // bytes
    auto text = words.empty() ? std::string ("Say your last answer again, word for word, and nothing else.")
                              : "Say this again, word for word, and nothing else: \"" +
                                    std::string (cutText (words, mostWords)) + "\"";
    std::replace (text.begin(), text.end(), '\n', ' ');

    if (const auto lane = takeDesk.laneOf (folder, turn))
        takeDesk.expectRetake (*lane, text);

    conversation.sendText (juce::String::fromUTF8 (text.c_str()));
}

/** A render has time, and what is missing in it is missed too late. */
void PluginProcessor::waitForTakes()
{
    constexpr auto longest = std::chrono::seconds (30); // in all: each block asks

    if (! takeDesk.waitUntilReady (agent.audio().sampleRate(), parameters.replayAnchor(), longest))
        conversation.showMessage (
            "The takes were not ready within 30 seconds, so the render lacks them: render again.");
}

juce::AudioProcessorParameter* PluginProcessor::getBypassParameter() const
{
    return wrapperType == wrapperType_LV2 ? nullptr : &parameters.bypass;
}

bool PluginProcessor::hasEditor() const { return makeEditor != nullptr; }

juce::AudioProcessorEditor* PluginProcessor::createEditor() { return makeEditor ? makeEditor (*this) : nullptr; }

void PluginProcessor::getStateInformation (juce::MemoryBlock& block)
{
    const auto text = PluginState{conversation.settings().get(), parameters.values(),
                                  takeDesk.toJson (parameters.replayMode() != ReplayMode::off)}
                          .toText();
    block.replaceAll (text.data(), text.size());
}

/** What is wrong with the takes costs nothing else of the project. */
void PluginProcessor::restoreTakes (const nlohmann::json& takes)
{
    if (takes.is_null())
        return takeDesk.forgetAll();

    try
    {
        takeDesk.lookIn (KeepSettings::usualPlace());
        takeDesk.restore (takes);
    }
    catch (const std::invalid_argument& broken)
    {
        takeDesk.forgetAll();
        conversation.showMessage (broken.what());
    }
}

void PluginProcessor::setStateInformation (const void* data, int size)
{
    if (data == nullptr || size <= 0)
        return;

    try
    {
        const auto state =
            PluginState::fromText ({static_cast<const char*> (data), static_cast<std::size_t> (size)}, *service);
        automationDesk.suspend();
        conversation.settings().restore (state.settings); // also what the slots' values mean
        parameters.restore (state.parameters);
        automationDesk.resume();
        restoreTakes (state.takes);
        conversation.stateRestored();
        parameters.tellRestored();
    }
    catch (const std::invalid_argument& broken)
    {
        conversation.showMessage (broken.what());
    }
}

} // namespace parlando
