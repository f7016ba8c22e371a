#include "ConversationDesk.h"

#include "ServiceAccess.h"

#include <juce_events/juce_events.h>

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
      clock (std::make_shared<MessageClock> ([this] { look(); }))
{
}

ConversationView ConversationDesk::view() const
{
    ConversationView view;
    view.state = agent.state();
    view.isRunning = agent.isRunning();
    view.isSpeaking = agent.isSpeaking();
    view.isMuted = parameters.microphoneMute.get() || parameters.bypass.get();
    view.sentence = sentenceFor (view.isRunning ? view.state : SessionState::ended, view.isSpeaking, view.isMuted);
    return view;
}

void ConversationDesk::sendText (const juce::String& text) { agent.sendText (text.toStdString()); }

Transcript ConversationDesk::transcript() const
{
    auto current = agent.transcript();
    return current.entries.empty() ? last : current;
}

PluginSettings ConversationDesk::settings() const
{
    const std::lock_guard lock (mutex);
    return wanted;
}

void ConversationDesk::setSettings (PluginSettings settings)
{
    automation.setLayout (settings.layout);
    automation.midi().setMap (settings.midi);

    const std::lock_guard lock (mutex);
    wanted = std::move (settings);
}

void ConversationDesk::prepare()
{
    needsBaseline = true;
    clock->startTimerHz (looksPerSecond);
}

void ConversationDesk::stop() { clock->retire(); }

void ConversationDesk::stateRestored()
{
    needsBaseline = true;
    connectRose = false;
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
                             : "Reconnecting, attempt " + juce::String (lost->attempt) + ": " +
                                   juce::String (juce::CharPointer_UTF8 (lost->error.c_str())));
    else if (std::holds_alternative<SessionResumed> (event))
        say ({});
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
        isRunning && agent.state() >= SessionState::ready && agent.state() <= SessionState::farewell;

    for (const auto& [lamp, isOn] : {std::pair (&parameters.connected, isConnected),
                                     std::pair (&parameters.personSpeaking, isRunning && agent.isPersonSpeaking()),
                                     std::pair (&parameters.agentSpeaking, isRunning && agent.isSpeaking())})
        if (lamp->get() != isOn)
            lamp->setValueNotifyingHost (isOn ? 1.0f : 0.0f);
}

void ConversationDesk::keepStep()
{
    const auto isRunning = agent.isRunning(), endedByItself = wasRunning && ! isRunning;
    const auto wants = parameters.connect.get();
    wasRunning = isRunning;
    ticksUnheard = wants && ! isRunning ? ticksUnheard + 1 : 0;

    // Off and on again between two looks changes nothing; while the last conversation is closing it begins the next.
    if (isRunning && agent.state() < SessionState::closing)
        connectRose = false;

    if (! wants)
    {
        connectRose = false;

        if (isRunning)
            agent.disconnect();
    }
    else if (! isRunning && connectRose.exchange (false))
    {
        begin();
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

void ConversationDesk::begin()
{
    try
    {
        say ({});
        const auto access = ServiceAccess::find();
        const auto chosen = settings();
        LiveAgent::Options options;
        options.endpoint = access.endpoint;
        options.credential = access.credential;
        options.accessTokens = access.accessTokens;
        options.setup = toSetup (chosen);
        options.setup.vertex = access.vertex;
        options.prices = prices;
        options.cap.cost = chosen.costCap;
        options.tools = makeRegistry (chosen, gate, automation);

        if (chosen.layout.offersValues)
            options.setup.setSystemInstruction (
                chosen.instructions + (chosen.instructions.empty() ? "" : "\n\n") +
                "When this conversation began, the controls of the music software stood at: " +
                automation.values().dump (-1, ' ', false, nlohmann::json::error_handler_t::replace));

        if (const auto found = problems (options.setup); ! found.empty())
            throw std::invalid_argument (found.front());

        last = transcript();
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

void ConversationDesk::say (juce::String sentence)
{
    const std::lock_guard lock (mutex);
    said = std::move (sentence);
    saidWhen = Instant::clock::now();
}

juce::String ConversationDesk::sentenceFor (SessionState state, bool isSpeaking, bool isMuted) const
{
    const std::lock_guard lock (mutex);

    switch (state)
    {
        case SessionState::connecting:
            return "Connecting...";
        case SessionState::settingUp:
            return "Connected; waiting for the agent...";
        case SessionState::reconnecting:
            return said.isEmpty() ? juce::String ("Reconnecting...") : said;
        case SessionState::ready:
            if (said.isNotEmpty() && Instant::clock::now() - saidWhen < shownFor)
                return said;

            return isSpeaking ? "The agent speaks." : isMuted ? "The microphone is muted." : "Listening.";
        case SessionState::farewell:
            return "The agent says goodbye.";
        case SessionState::closing:
            return "Closing...";
        case SessionState::disconnected:
        case SessionState::ended:
            break;
    }

    return said.isEmpty() ? juce::String ("Not connected.") : said;
}

} // namespace parlando
