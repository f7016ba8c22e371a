#pragma once

#include "AccessSearch.h"
#include "AutomationDesk.h"
#include "ConnectSwitch.h"
#include "ConversationKeeping.h"
#include "ConversationLog.h"
#include "ConversationNews.h"
#include "MessageClock.h"
#include "PictureSender.h"
#include "PluginParameters.h"
#include "PluginSettings.h"
#include "RehearsalProgram.h"
#include "ServiceAccess.h"
#include "SettingsStore.h"
#include "TakeDesk.h"
#include "ToolGate.h"

#include <parlando_agent/parlando_agent.h>
#include <parlando_provider/Provider.h>

#include <memory>
#include <string>

namespace parlando
{

/** Where the conversation stands, for people. */
struct ConversationView
{
    SessionState state = SessionState::disconnected;
    bool isRunning = false;
    bool isSpeaking = false;       /**< Anything of the agent's voice is still to be heard. */
    bool isMuted = false;          /**< By mute or bypass. */
    juce::String sentence;         /**< What went wrong and what to do; empty where the state says all. */
    bool isRehearsal = false;      /**< The agent is, or will be, the one that rehearses on this machine. */
    bool isPersonSpeaking = false; /**< By the level of the microphone. */
    bool isThinking = false;       /**< The agent works on an answer, and is not heard. */
    bool waits = false;            /**< The agent's voice is held, as somebody speaks over it. */
    bool isAsking = false;         /**< A tool call waits for the person's word: question(). */
    bool hasAudio = true;          /**< Blocks are processed in real time: else nobody hears anybody. */
    bool hasStaged = false;        /**< New settings wait for the next gap between turns. */
};

/** Keeps the `connect` parameter and the conversation in step.

    A connection begins only when `connect` rises while the host processes audio: what a project, a preset or a host
    restores never connects. When a conversation ends by itself, `connect` goes off. It polls 20 times a second on the
    message thread, from the first prepare on.
*/
class ConversationDesk final
{
public:
    /** The agent may be made after this. Starts nothing. */
    ConversationDesk (std::shared_ptr<const Provider>, PluginParameters&, LiveAgent&, ToolGate&, AutomationDesk&,
                      TakeDesk&);

    /** Message thread. */
    [[nodiscard]] ConversationView view() const;
    /** Until the first word of a new conversation that of the last one, or what is to be gone on with. */
    [[nodiscard]] Transcript transcript() const;

    /** It is one to be gone on with, that was not held here. Message thread. */
    [[nodiscard]] bool showsEarlier() const noexcept { return showsLast; }

    /** The same without secrets, for a file or the clipboard. */
    [[nodiscard]] Transcript transcriptToKeep() const { return redacted (transcript(), agent.redactor()); }
    /** Message thread: the next conversation goes on with this one. It is shown at once where none is running. */
    void goOnWith (Transcript);

    [[nodiscard]] ConversationReport report() const { return agent.report(); }

    /** Of both what whoever looks on many times a second needs: all entries and calls without their words, and one of
        them; of each text the last `longest` bytes. */
    [[nodiscard]] std::vector<EntryOutline> entryOutline() const;
    [[nodiscard]] std::optional<RecentEntry> recentEntry (std::uint64_t id, std::size_t longest) const;
    [[nodiscard]] std::vector<CallOutline> callOutline() const;
    [[nodiscard]] std::optional<ToolCallReport> toolCall (std::uint64_t number) const
    {
        return agent.toolCall (number);
    }
    [[nodiscard]] bool hasTranscript() const { return agent.hasEntries() || ! last.entries.empty(); }
    [[nodiscard]] Instant transcriptStart() const;
    [[nodiscard]] ConversationReport recentReport (std::size_t most) const { return agent.recentReport (most); }
    [[nodiscard]] std::string interimText() const { return agent.interimText(); }
    [[nodiscard]] std::optional<TurnWaveform> waveform (std::uint64_t turn) const;
    [[nodiscard]] std::uint64_t revision() const noexcept { return agent.revision() + timesShownAnew; }

    /** Message thread: for estimates of the cost, from the next conversation on. */
    void setPrices (PriceTable table) { prices = std::move (table); }
    [[nodiscard]] const std::string& currency() const noexcept { return prices.currency(); }

    /** Message thread: where the figures of conversations that end from now on are kept; at first nowhere. */
    void setLog (ConversationLog files) { log = std::move (files); }
    [[nodiscard]] const juce::File& logFolder() const noexcept { return log.folder(); }

    /** Message thread: what is kept of what is said; at first nothing. */
    [[nodiscard]] ConversationKeeping& keeping() noexcept { return kept; }

    /** Message thread: the tool call that waits for the person's word, and that word. */
    [[nodiscard]] std::optional<ToolQuestion> question() const { return gate.question(); }
    void answer (std::uint64_t question, bool isAllowed) { gate.answer (question, isAllowed); }

    /** Message thread: a typed turn; it waits until the session is ready. Nothing happens while no conversation is
        running. */
    void sendText (const juce::String&);

    /** Message thread: the picture in this file for the running conversation; what cannot be sent is told. */
    void sendPicture (const std::string& path) { pictures.send (path); }

    /** Message thread: the next note or controller that comes in does this from then on; nothing ends the waiting. */
    void learn (std::optional<MidiAction>);
    [[nodiscard]] std::optional<MidiAction> isLearning() const { return learning; }

    /** A running conversation goes on with them from the next gap between turns on, but for the cap of the cost, which
       counts from the next conversation. What the slots mean counts at once. In push-to-talk mode a model that takes it
       is told when the person speaks, and what the settings say of how it finds out rests until the mode is open. */
    [[nodiscard]] SettingsStore& settings() noexcept { return store; }
    [[nodiscard]] const SettingsStore& settings() const noexcept { return store; }

    /** Message thread: whether the next conversation is with the rehearsal agent, which runs on this machine and needs
        no key. Of this instance, until it ends. */
    void setRehearsing (bool);

    /** Any thread but the audio thread: the host is about to process; `connect` counts from its next rise on. */
    void prepare();

    /** Before the agent is destroyed: it polls no more, and a poll that is under way on the message thread is over. */
    void stop();

    /** Any thread: a state was restored, and `connect` is off. */
    void stateRestored();

    /** Any thread: a sentence for the person, about something that did not work; in a conversation it is shown for ten
        seconds. */
    void showMessage (const std::string& sentence) { news.tell (sentence); }

    /** Audio thread, each block in real time. */
    void processBlock (bool wantsConnection, bool wantsInterruption) PARLANDO_REALTIME;

    /** Session thread. */
    void onSessionEvent (const SessionEvent& event) { news.take (event); }

private:
    [[nodiscard]] bool showsAgents() const { return ! showsLast && agent.hasEntries(); }
    void apply (const PluginSettings&);
    void poll();
    void showStatus();
    void applyMidiCommands();
    void finishLearning (const MidiTrigger&);
    void syncConnectParameter();
    [[nodiscard]] std::optional<ServiceAccess> access();
    [[nodiscard]] std::optional<ServiceAccess> rehearsalAccess();
    void begin (ServiceAccess);
    void stageSettings();
    void onEnded();
    void keep (LiveAgent::Options&);
    void layOutTakes();
    [[nodiscard]] AgentDefinition definitionFor (const PluginSettings&, bool isPushToTalk) const;

    const std::shared_ptr<const Provider> provider;
    PluginParameters& parameters;
    LiveAgent& agent;
    ToolGate& gate;
    AutomationDesk& automation;
    TakeDesk& takes;
    const std::shared_ptr<MessageClock> clock;
    SettingsStore store;
    ConversationNews news;
    ConnectSwitch connectSwitch;

    // Message thread.
    int pollsUnheard = 0, pollsInterrupting = 0, pollsWithoutBlock = 0;
    bool wasRunning = false;
    std::optional<MidiAction> learning;
    bool isRehearsing = false, accessComes = false;
    RehearsalProgram rehearsal;
    PictureSender pictures;
    AccessSearch search;
    PluginSettings running;      // what the conversation has, or has staged
    bool runsByTalk = false;     // likewise: push-to-talk
    std::string takesPlace;      // where takes are looked for
    std::uint64_t editsTold = 0; // to the host, of the takes
    std::string valuesAtStart;   // of the host's controls, for the agent
    PriceTable prices;
    ConversationLog log;
    ConversationKeeping kept;
    Transcript last;        // of the conversation before
    bool showsLast = false; // not the agent's, as it is to be gone on with
    std::uint64_t timesShownAnew = 0;
    Transcript earlier; // to go on with, once
};

} // namespace parlando
