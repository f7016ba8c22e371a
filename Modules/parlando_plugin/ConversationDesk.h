#pragma once

#include "AutomationDesk.h"
#include "MessageClock.h"
#include "PluginParameters.h"
#include "PluginSettings.h"
#include "ToolGate.h"

#include <parlando_agent/parlando_agent.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

namespace parlando
{

/** Where the conversation stands, for people. */
struct ConversationView
{
    SessionState state = SessionState::disconnected;
    bool isRunning = false;
    bool isSpeaking = false; /**< Anything of the agent's voice is still to be heard. */
    bool isMuted = false;    /**< By mute or bypass. */
    juce::String sentence;   /**< What is going on, or what went wrong and what to do. */
};

/** Keeps the `connect` parameter and the conversation in step.

    A connection begins only when `connect` rises while the host processes audio: what a project, a preset or a host
    restores never connects. When a conversation ends by itself, `connect` goes off. It looks 20 times a second on the
    message thread, from the first prepare on.
*/
class ConversationDesk final
{
public:
    /** The agent may be made after this. Starts nothing. */
    ConversationDesk (PluginParameters&, LiveAgent&, ToolGate&, AutomationDesk&);

    /** Message thread. */
    [[nodiscard]] ConversationView view() const;
    /** Until the first word of a new conversation that of the last one. */
    [[nodiscard]] Transcript transcript() const;
    [[nodiscard]] ConversationReport report() const { return agent.report(); }
    [[nodiscard]] std::string interimText() const { return agent.interimText(); }
    [[nodiscard]] std::optional<TurnWaveform> waveform (std::uint64_t turn) const { return agent.waveform (turn); }
    [[nodiscard]] std::uint64_t revision() const noexcept { return agent.revision(); }

    /** Message thread: for estimates of the cost, from the next conversation on. */
    void setPrices (PriceTable table) { prices = std::move (table); }
    [[nodiscard]] const std::string& currency() const noexcept { return prices.currency(); }

    /** Message thread: the tool call that waits for the person's word, and that word. */
    [[nodiscard]] std::optional<ToolQuestion> question() const { return gate.question(); }
    void answer (std::uint64_t question, bool isAllowed) { gate.answer (question, isAllowed); }

    /** Message thread: a typed turn; it waits until the session is ready. Nothing happens while no conversation is
        running. */
    void sendText (const juce::String&);

    /** Message thread: a picture for the running conversation, as LiveAgent::sendImage() takes it. */
    void sendImage (ImageFile image) { agent.sendImage (std::move (image)); }

    /** Message thread: the next note or controller that comes in does this from then on; nothing ends the waiting. */
    void learn (std::optional<MidiAction>);
    [[nodiscard]] std::optional<MidiAction> isLearning() const { return learning; }

    /** Any thread. What a running conversation was begun with stays until the next one. */
    [[nodiscard]] PluginSettings settings() const;
    void setSettings (PluginSettings); // and what the slots mean, at once

    /** Any thread but the audio thread: the host is about to process; `connect` counts from its next rise on. */
    void prepare();

    /** Before the agent is destroyed: it looks no more, and a look that is under way on the message thread is over. */
    void stop();

    /** Any thread: a state was restored, and `connect` is off. */
    void stateRestored();

    /** Any thread: a sentence for the person, about something that did not work; in a conversation it is shown for ten
        seconds. */
    void tell (const std::string& sentence);

    /** Audio thread, each block in real time. */
    void block (bool wantsConnection, bool wantsInterruption) PARLANDO_REALTIME;

    /** Session thread. */
    void told (const SessionEvent&);

private:
    void look();
    void showStatus();
    void obeyMidi();
    void finishLearning (const MidiTrigger&);
    void keepStep();
    void begin();
    void say (juce::String);
    [[nodiscard]] juce::String sentenceFor (SessionState, bool isSpeaking, bool isMuted) const;

    PluginParameters& parameters;
    LiveAgent& agent;
    ToolGate& gate;
    AutomationDesk& automation;
    const std::shared_ptr<MessageClock> clock;

    // From the audio thread, which alone writes the last two.
    std::atomic<bool> needsBaseline{true}, connectRose{false}, blockCame{false};
    bool connectWas = false;
    std::atomic<bool> interruptWas{false};

    // Message thread.
    int ticksUnheard = 0, ticksInterrupting = 0, looksWithoutBlock = 0;
    bool wasRunning = false;
    std::optional<MidiAction> learning;
    PriceTable prices;
    Transcript last; // of the conversation before

    mutable std::mutex mutex; // guards what is below
    PluginSettings wanted;
    juce::String said;
    Instant saidWhen{};
};

} // namespace parlando
