#pragma once

#include "AccountDesk.h"
#include "ConversationDesk.h"
#include "PastListening.h"
#include "PluginParameters.h"
#include "PluginSettings.h"
#include "Preset.h"
#include "TakeAudition.h"
#include "TakeDesk.h"

#include <juce_audio_processors/juce_audio_processors.h>
#include <parlando_provider/Provider.h>

#include <functional>
#include <limits>
#include <memory>
#include <vector>

namespace parlando
{

/** The plugin: a track's audio goes through a ChannelStrip, and a LiveAgent listens and speaks there.

    Threads: as JUCE says for each function of AudioProcessor; state is saved and restored on any thread. Constructing
    starts nothing: no thread, no socket, no file. Destroying ends a running conversation within 0.3 s.
*/
class PluginProcessor final : public juce::AudioProcessor
{
public:
    /** The agent is one of this service's. */
    explicit PluginProcessor (std::shared_ptr<const Provider>);
    ~PluginProcessor() override;

    PluginParameters parameters;

    /** The service, for the editor. */
    [[nodiscard]] const Provider& provider() const noexcept { return *service; }

    /** Tool calls as gestures, for the editor. */
    [[nodiscard]] AutomationDesk& automation() noexcept { return automationDesk; }

    /** The conversation, for the editor. */
    [[nodiscard]] ConversationDesk& desk() noexcept { return conversation; }

    /** The project's takes, for the editor. */
    [[nodiscard]] TakeDesk& takes() noexcept { return takeDesk; }

    /** Takes to listen to, for the editor: heard on the main output in real time, wherever the host is. */
    [[nodiscard]] TakeAudition& audition() noexcept { return listening; }

    /** A past conversation to listen to, for the editor; heard as audition() is. */
    [[nodiscard]] PastListening& pastListening() noexcept { return pastVoices; }

    /** What the host told of its timeline last. Message thread. */
    [[nodiscard]] HostTransport hostTransport() const { return automationDesk.transport(); }

    /** Host samples a second; 0 before the first prepare. Any thread. */
    [[nodiscard]] int hostRate() const noexcept { return agent.audio().sampleRate(); }

    /** Types to the agent that it say these words of its once more. What comes is another take in the lane of that turn
        (TakeDesk::laneOf()), where it has one. Without a conversation a message says so. Message thread. */
    void sayAgain (const std::string& folder, std::uint64_t turn, const std::string& words);

    /** This person's key, for the editor. */
    [[nodiscard]] AccountDesk& account() noexcept { return accountDesk; }

    /** Where this is the program that opened the sound card: AudioEngine::setDeviceLatency(). Any thread. */
    void setDeviceLatency (int samples, int rate);

    /** As ChannelStrip::playsSideChain(), for the editor. Any thread. */
    [[nodiscard]] bool playsSideChain() const noexcept { return strip.playsSideChain(); }

    /** dBFS; what the agent hears, also while muted, and what it says, before the gains of the outputs. Any thread. */
    [[nodiscard]] Levels heardLevels() const noexcept;
    [[nodiscard]] Levels voiceLevels() const noexcept;

    /** Makes the editor; set once by the plugin's entry point, so that this module needs no GUI. Without it the host
        shows its own generic editor. */
    using MakeEditor = std::function<juce::AudioProcessorEditor*(PluginProcessor&)>;
    MakeEditor makeEditor;

    /** Ready-made tool sets for the editor to offer; set once by the entry point. */
    std::vector<ToolLayout> toolSets;

    /** Ready-made agents, likewise. */
    std::vector<Preset> presets;

    /** What an editor has put on the desktop's clipboard, which stays there when the window closes. Message thread. */
    std::shared_ptr<void> clipboard;

    const juce::String getName() const override;
    void prepareToPlay (double sampleRate, int maximumBlockSize) override;
    void releaseResources() override;
    bool isBusesLayoutSupported (const BusesLayout&) const override;
    void processBlock (juce::AudioBuffer<float>&, juce::MidiBuffer&) override;
    void processBlockBypassed (juce::AudioBuffer<float>&, juce::MidiBuffer&) override;
    using juce::AudioProcessor::processBlock;
    using juce::AudioProcessor::processBlockBypassed;

    /** Null in LV2: its wrapper would set the parameter in every block to the host's own switch. There the two count
        side by side. */
    juce::AudioProcessorParameter* getBypassParameter() const override;

    bool hasEditor() const override;
    juce::AudioProcessorEditor* createEditor() override;

    bool acceptsMidi() const override { return true; }
    bool producesMidi() const override { return true; }

    /** Without end: the agent speaks while the track is silent, and a host must not put the effect to sleep then. */
    double getTailLengthSeconds() const override { return std::numeric_limits<double>::infinity(); }

    int getNumPrograms() override { return 1; }
    int getCurrentProgram() override { return 0; }
    void setCurrentProgram (int) override {}
    const juce::String getProgramName (int) override { return "Default"; }
    void changeProgramName (int, const juce::String&) override {}

    void getStateInformation (juce::MemoryBlock&) override;
    void setStateInformation (const void* data, int size) override;

private:
    static BusesProperties buses();
    void process (juce::AudioBuffer<float>&, juce::MidiBuffer&, bool isBypassedByHost);
    void waitForTakes();
    void restoreTakes (const nlohmann::json&);

    const std::shared_ptr<const Provider> service;
    AccountDesk accountDesk;
    ToolGate gate;
    AutomationDesk automationDesk;
    TakeDesk takeDesk;
    TakeAudition listening;
    PastListening pastVoices;
    ConversationDesk conversation;
    LiveAgent agent; // after what its listener and its tools reach
    ChannelStrip strip;
};

} // namespace parlando
