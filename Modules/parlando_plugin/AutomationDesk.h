#pragma once

#include "MessageClock.h"
#include "PluginParameters.h"

#include <parlando_automation/parlando_automation.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

namespace parlando
{

/** The plugin's parameters as the controls of tool calls, moved on the message thread, and the host's transport. */
class AutomationDesk final : private ControlPort
{
public:
    /** Starts nothing. Both outlive this. */
    AutomationDesk (juce::AudioProcessor&, PluginParameters&);

    /** stop() first. */
    ~AutomationDesk() override = default;

    /** Any thread but the audio thread: what the slots mean from now on. The host is told of the names. */
    void setLayout (const ToolLayout&);

    /** Any thread but the audio thread: while a state is being restored nothing is moved, and all that moves ends where
        it is. */
    void suspend();
    void resume() { moves.resume(); }

    /** Audio thread, in each block. */
    void block (const juce::AudioPlayHead*);

    /** Audio thread, after it: reads what came in, and leaves what goes out. True when the person interrupts by MIDI.
        `isSilenced`: the agent plays nothing, and what sounds ends. */
    bool blockMidi (juce::MidiBuffer&, int frames, double sampleRate, bool isSilenced);

    /** Buttons and lamps by MIDI. */
    [[nodiscard]] MidiPanel& midi() noexcept { return panel; }
    [[nodiscard]] const MidiPanel& midi() const noexcept { return panel; }

    /** Audio thread: what sounds ends in the next block. */
    void resetNotes() noexcept { player.reset(); }

    /** Audio thread: as of this block. */
    [[nodiscard]] const HostTransport& hostTime() const PARLANDO_REALTIME { return current; }

    /** Any thread but the audio thread. */
    [[nodiscard]] HostTransport transport() const;

    /** The values of what the agent may read, as told at the beginning of a conversation. Any thread. */
    [[nodiscard]] nlohmann::json values() const { return valuesOf (*moves.controls(), *this); }

    /** Message thread. */
    void undoLast();
    [[nodiscard]] std::string lastChange() const { return moves.lastChange(); }

    using Confirm = decltype (AutomationAccess::confirm);
    [[nodiscard]] std::vector<std::shared_ptr<Tool>> makeTools (const ToolLayout&, Confirm);

    /** Before the parameters go, and before the workers are joined: every gesture is ended and every call answered. */
    void stop();

private:
    double normalised (std::size_t control) const override;
    std::string hindrance() const override;
    void beginGesture (std::size_t control) override;
    void set (std::size_t control, double normalised) override;
    void endGesture (std::size_t control) override;

    void work();

    juce::AudioProcessor& processor;
    PluginParameters& parameters;
    const std::shared_ptr<MessageClock> clock;
    MoveDesk moves;
    std::atomic<bool> namesChanged{false};
    HostTransport current; // audio thread
    NotePlayer player;
    MidiPanel panel;

    mutable std::mutex readersMutex; // the transport has one reader at a time; the writer takes no lock
    mutable LatestValue<HostTransport> latestTransport;
};

} // namespace parlando
