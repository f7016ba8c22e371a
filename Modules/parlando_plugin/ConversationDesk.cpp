#include "ConversationDesk.h"

#include <juce_events/juce_events.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace parlando
{

namespace
{

constexpr int looksPerSecond = 20;

/** How long a sentence about what did not work stands in the place of the state's. */
constexpr auto shownFor = std::chrono::seconds (10);

/** Within so many looks the audio thread has seen a change, if there is one. */
constexpr int patienceInLooks = 10;

/** After so many without a block no audio runs; hosts have blocks of up to a second. */
constexpr int looksToStandstill = looksPerSecond;

const char* const withoutAudio = "No audio runs here, so nobody is heard; the conversation waits.";

ToolRegistry makeRegistry (const PluginSettings& settings, ToolGate& gate, AutomationDesk& automation)
{
    ToolRegistry tools;

    for (auto& tool : automation.makeTools (
             settings.layout, [&gate] (const auto&name, const auto&shown, bool mustAsk, ToolContext&context)
             { return gate.admits (name, shown, mustAsk, context); }))
        if (tools.find (tool->declaration().name) == nullptr)
            tools.add (std::move (tool));

    for (const auto& name : settings.tools)
        if (std::shared_ptr<Tool> tool = makeBuiltInTool (name); tool != nullptr && tools.find (name) == nullptr)
            // Ending the conversation is the person's own wish: nobody asks whether they meant it.
            tools.add (name == "stop_conversation" ? std::move (tool) : gate.guard (std::move (tool)));

    return tools;
}

} // namespace

ConversationDesk::ConversationDesk (PluginParameters& pluginParameters, LiveAgent& liveAgent, ToolGate& toolGate,
                                    AutomationDesk& automationDesk)
    : parameters (pluginParameters), agent (liveAgent), gate (toolGate), automation (automationDesk),
      clock (std::make_shared<MessageClock> ([this] { look(); })), settingsClock (std::make_shared<MessageClock> (
                                                                       [this]
                                                                       {
                                                                           if (onSettings)
                                                                               onSettings();
                                                                       })),
      pictures ({[this] (ImageFile picture) { agent.sendImage (std::move (picture)); },
                 [this] (const std::string& why) { tell (why); }}),
      search ([this] { clock->callSoon(); })
{
}

ConversationView ConversationDesk::view() const
{
    ConversationView view;
    view.state = agent.state();
    view.isRunning = agent.isRunning();
    view.isSpeaking = agent.isSpeaking();
    view.isMuted = parameters.microphoneMute.get() || parameters.bypass.get();
    view.isRehearsal = isRehearsing;
    view.hasAudio = looksWithoutBlock < looksToStandstill;
    view.hasStaged = view.isRunning && agent.hasStaged();
    view.isPersonSpeaking = view.isRunning && agent.isPersonSpeaking();
    view.isThinking = view.isRunning && agent.isThinking();
    view.isAsking = question().has_value();
    view.sentence = sentenceFor (view);
    return view;
}

void ConversationDesk::goOnWith (Transcript transcript)
{
    last = transcript;
    earlier = std::move (transcript);
}

void ConversationDesk::sendText (const juce::String& text)
{
    if (! agent.sendText (text.toStdString()))
        say ("No conversation is running: connect, then send it again.");
}

Transcript ConversationDesk::transcript() const
{
    auto current = agent.transcript();
    return current.entries.empty() ? last : current;
}

std::vector<RecentEntry> ConversationDesk::recentEntries (std::size_t most, std::size_t longest) const
{
    auto current = agent.recentEntries (most, longest);
    return current.empty() ? recentOf (last, most, longest) : current;
}

Instant ConversationDesk::transcriptStart() const
{
    return agent.recentEntries (1, 1).empty() ? last.start : agent.transcriptStart();
}

PluginSettings ConversationDesk::settings() const
{
    const std::lock_guard lock (mutex);
    return wanted;
}

void ConversationDesk::setSettings (PluginSettings settings)
{
    {
        const std::lock_guard lock (mutex);

        if (settings == wanted)
            return;

        history.note (wanted, Instant::clock::now());
    }

    take (std::move (settings));
    tellOfSettings();
}

void ConversationDesk::restoreSettings (PluginSettings settings) { take (std::move (settings)); }

void ConversationDesk::tellOfSettings()
{
    if (! juce::MessageManager::existsAndIsCurrentThread())
        settingsClock->callSoon();
    else if (onSettings)
        onSettings();
}

void ConversationDesk::take (PluginSettings settings)
{
    automation.setLayout (settings.layout);
    automation.midi().setMap (settings.midi);

    const std::lock_guard lock (mutex);
    wanted = std::move (settings);
}

void ConversationDesk::go (PluginSettings (SettingsHistory::*way) (PluginSettings))
{
    std::unique_lock lock (mutex);
    auto next = (history.*way) (wanted);
    const auto isSame = next == wanted;
    lock.unlock();
    take (std::move (next));

    if (! isSame)
        tellOfSettings();
}

void ConversationDesk::undoSettings() { go (&SettingsHistory::undo); }
void ConversationDesk::redoSettings() { go (&SettingsHistory::redo); }
void ConversationDesk::swapSettings() { go (&SettingsHistory::swap); }

void ConversationDesk::copySettingsToOther()
{
    const std::lock_guard lock (mutex);
    history.copyToOther (wanted);
}

ConversationDesk::Ways ConversationDesk::waysOfSettings() const
{
    const std::lock_guard lock (mutex);
    return {history.canUndo(), history.canRedo(), history.side()};
}

void ConversationDesk::setRehearsing (bool shouldRehearse)
{
    isRehearsing = shouldRehearse;
    accessComes = false;
    say ({});
}

void ConversationDesk::prepare()
{
    needsBaseline = true;
    clock->startTimerHz (looksPerSecond);
}

void ConversationDesk::stop()
{
    clock->retire();
    settingsClock->retire();
    pictures.stop();

    if (std::exchange (wasRunning, false))
        log.add (agent.report(), agent.redactor());
}

void ConversationDesk::stateRestored()
{
    needsBaseline = true;
    connectRose = false;
    const std::lock_guard lock (mutex);
    history.clear();
}

void ConversationDesk::tell (const std::string& sentence) { say (juce::String::fromUTF8 (sentence.c_str())); }

void ConversationDesk::block (bool wantsConnection, bool wantsInterruption) PARLANDO_REALTIME
{
    if (needsBaseline.exchange (false))
        connectWas = wantsConnection;

    if (wantsConnection && ! connectWas)
        connectRose = true;

    if (wantsInterruption && ! interruptWas)
        agent.audio().requestInterruption();

    connectWas = wantsConnection;
    interruptWas = wantsInterruption;
    blockCame = true;
}

void ConversationDesk::told (const SessionEvent& event)
{
    if (const auto* ended = std::get_if<SessionEnded> (&event))
        say (ended->error.empty() ? juce::String() : juce::String (juce::CharPointer_UTF8 (ended->error.c_str())));
    else if (const auto* lost = std::get_if<SessionReconnecting> (&event))
        say (lost->isPlanned ? juce::String()
                             : "Attempt " + juce::String (lost->attempt) + ", for five minutes at most: " +
                                   juce::String (juce::CharPointer_UTF8 (lost->error.c_str())),
             true);
    else if (std::holds_alternative<SessionResumed> (event))
        takeBackReconnecting();
    else if (const auto* change = std::get_if<SetupChange> (&event); change != nullptr && ! change->error.empty())
        tell (change->error);
    else if (const auto* fired = std::get_if<WatchdogFired> (&event))
        say (fired->action == WatchdogFired::Action::reconnected ? juce::String() : juce::String (describe (*fired)));
    else if (const auto* warning = std::get_if<SessionWarning> (&event))
        say (juce::String (juce::CharPointer_UTF8 (warning->text.c_str())));
}

//==============================================================================
void ConversationDesk::look()
{
    looksWithoutBlock = blockCame.exchange (false) ? 0 : looksWithoutBlock + 1;
    gate.setAccess (static_cast<ToolGate::Access> (parameters.allowTools.getIndex()));

    // Momentary: back when the audio thread has seen it.
    ticksInterrupting = parameters.interrupt.get() ? ticksInterrupting + 1 : 0;

    if (ticksInterrupting > 0 && (interruptWas || ticksInterrupting > patienceInLooks))
        setInGesture (parameters.interrupt, 0.0f);

    obeyMidi();
    keepStep();
    keepSettings();
    showStatus();
}

void ConversationDesk::obeyMidi()
{
    auto& midi = automation.midi();
    const auto isPressed = [&] (MidiAction action) { return midi.takePresses (action) > 0; };
    const auto toggle = [] (juce::AudioParameterBool& parameter)
    { setInGesture (parameter, parameter.get() ? 0.0f : 1.0f); };

    if (const auto trigger = midi.takeLearned())
        finishLearning (*trigger);

    if (isPressed (MidiAction::mute))
        toggle (parameters.microphoneMute);

    if (isPressed (MidiAction::connect))
        toggle (parameters.connect);

    if (isPressed (MidiAction::undo))
        automation.undoLast();

    const auto allows = isPressed (MidiAction::allow), refuses = isPressed (MidiAction::refuse);

    if (const auto asked = question(); asked && (allows || refuses))
        answer (asked->id, allows && ! refuses);
}

void ConversationDesk::learn (std::optional<MidiAction> action)
{
    learning = action;
    automation.midi().learn (action.has_value());
}

void ConversationDesk::finishLearning (const MidiTrigger& trigger)
{
    if (! learning)
        return;

    auto chosen = settings();
    chosen.midi.in[static_cast<std::size_t> (*learning)] = trigger;
    learning.reset();
    setSettings (std::move (chosen));
}

void ConversationDesk::showStatus()
{
    const auto isRunning = agent.isRunning();
    const auto isConnected =
        isRunning && (agent.state() == SessionState::ready || agent.state() == SessionState::farewell);

    const std::array lamps{std::pair (&parameters.connected, isConnected),
                           std::pair (&parameters.personSpeaking, isRunning && agent.isPersonSpeaking()),
                           std::pair (&parameters.agentSpeaking, isRunning && agent.isSpeaking())};

    if (std::all_of (lamps.begin(), lamps.end(), [] (const auto& lamp) { return lamp.first->get() == lamp.second; }))
        return;

    tellHostByBlock (
        [&lamps]
        {
            for (const auto& [lamp, isOn] : lamps)
                if (lamp->get() != isOn)
                    lamp->setValueNotifyingHost (isOn ? 1.0f : 0.0f);
        });
}

void ConversationDesk::keepStep()
{
    const auto isRunning = agent.isRunning(), endedByItself = wasRunning && ! isRunning;
    const auto wants = parameters.connect.get();

    if (wasRunning && ! isRunning)
        log.add (agent.report(), agent.redactor());

    wasRunning = isRunning;
    ticksUnheard = wants && ! isRunning && ! connectRose ? ticksUnheard + 1 : 0;

    // Off and on again between two looks changes nothing; while the last conversation is closing it begins the next.
    if (isRunning && ! isOver (agent.state()))
        connectRose = false;

    if (! wants)
    {
        connectRose = accessComes = false;

        if (isRunning)
            agent.disconnect();
    }
    else if (! isRunning && connectRose)
    {
        if (auto found = access())
        {
            connectRose = accessComes = false;
            begin (*std::move (found));
        }
    }
    else if (endedByItself)
    {
        setInGesture (parameters.connect, 0.0f);
    }
    else if (ticksUnheard > patienceInLooks)
    {
        // It is on and did not rise in a block: there are no blocks, or the host restored it.
        if (looksWithoutBlock > patienceInLooks / 2)
            say ("The host is not running audio through Parlando: start its engine, then connect again.");

        setInGesture (parameters.connect, 0.0f);
    }
}

/** Nothing as long as it is being looked for. */
std::optional<ServiceAccess> ConversationDesk::access()
{
    const auto begins = ! std::exchange (accessComes, true);

    if (isRehearsing)
    {
        if (begins)
        {
            say ("The rehearsal agent is coming...");
            rehearsal.start();
        }

        return rehearsalAccess();
    }

    if (begins)
    {
        say ("Looking for the key...");
        search.start();
    }

    return search.take();
}

/** It takes a moment to come up. */
std::optional<ServiceAccess> ConversationDesk::rehearsalAccess()
{
    if (const auto url = rehearsal.url())
        return ServiceAccess::toRehearsal (*url, rehearsal.token());

    if (rehearsal.problem().empty())
        return {};

    ServiceAccess none;
    none.problem = rehearsal.problem();
    return none;
}

Setup ConversationDesk::setupFor (const PluginSettings& chosen) const
{
    auto setup = toSetup (chosen);

    if (chosen.layout.offersValues)
        setup.setSystemInstruction (
            chosen.instructions + (chosen.instructions.empty() ? "" : "\n\n") +
            "When this conversation began, the controls of the music software stood at: " + valuesAtStart);

    return setup;
}

/** What is changed while a conversation runs waits there for the next gap between turns. */
void ConversationDesk::keepSettings()
{
    if (! agent.isRunning() || agent.state() == SessionState::farewell || isOver (agent.state()))
        return;

    auto chosen = settings();

    if (chosen == running)
        return;

    auto setup = setupFor (chosen);

    // As long as something is wrong with it, it is not asked for; the page says what.
    if (problems (setup).empty())
        agent.stage (std::move (setup), makeRegistry (chosen, gate, automation));

    running = std::move (chosen);
}

void ConversationDesk::begin (ServiceAccess service)
{
    try
    {
        say ({});

        if (! service.problem.empty())
            throw std::invalid_argument (service.problem);

        running = settings();
        valuesAtStart = automation.values().dump (-1, ' ', false, nlohmann::json::error_handler_t::replace);
        LiveAgent::Options options;
        options.endpoint = service.endpoint;
        options.credential = std::move (service.credential);
        options.accessTokens = std::move (service.accessTokens);
        options.setup = setupFor (running);
        options.setup.vertex = service.vertex;
        options.prices = prices;
        options.cap = {running.tokenCap, running.costCap};
        options.reconnects = running.reconnects;
        last = transcript();
        options.earlier = std::exchange (earlier, {});

        if (options.earlier.entries.empty() && running.continues)
            options.earlier = last;

        options.tools = makeRegistry (running, gate, automation);

        if (const auto found = problems (options.setup); ! found.empty())
            throw std::invalid_argument (found.front());

        agent.setOptions (std::move (options));
        agent.connect();
        wasRunning = true;
    }
    catch (const std::exception& problem)
    {
        say (juce::String (juce::CharPointer_UTF8 (problem.what())));
        setInGesture (parameters.connect, 0.0f);
    }
}

void ConversationDesk::say (juce::String sentence, bool isOfReconnecting)
{
    const std::lock_guard lock (mutex);
    said = std::move (sentence);
    saidWhen = Instant::clock::now();
    tellsOfReconnecting = isOfReconnecting;
}

void ConversationDesk::takeBackReconnecting()
{
    const std::lock_guard lock (mutex);

    if (tellsOfReconnecting)
        said.clear();
}

juce::String ConversationDesk::sentenceFor (const ConversationView& view) const
{
    const std::lock_guard lock (mutex);
    const auto state = view.isRunning ? view.state : SessionState::ended;
    const auto hasNews = said.isNotEmpty() && Instant::clock::now() - saidWhen < shownFor;
    const auto isLasting = state == SessionState::reconnecting || state == SessionState::ended;
    return (isLasting && said.isNotEmpty()) || (state == SessionState::ready && hasNews) ? said : usualSentence (view);
}

juce::String usualSentence (const ConversationView& view)
{
    if (! view.isRunning)
        return "Not connected.";

    switch (view.state)
    {
        case SessionState::disconnected:
        case SessionState::connecting:
            return "Connecting...";
        case SessionState::settingUp:
            return "Connected; waiting for the agent...";
        case SessionState::reconnecting:
            return "Reconnecting...";
        case SessionState::ready:
            if (! view.hasAudio)
                return withoutAudio;

            return view.isSpeaking         ? "The agent speaks."
                   : view.isPersonSpeaking ? "You speak."
                   : view.isThinking       ? "Thinking."
                   : view.isMuted          ? "The microphone is muted."
                                           : "Listening.";
        case SessionState::farewell:
            return "The agent says goodbye.";
        case SessionState::closing:
        case SessionState::ended:
            break;
    }

    return "Closing...";
}

} // namespace parlando
