#include "ConversationDesk.h"

#include <juce_events/juce_events.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace parlando
{

namespace
{

constexpr int pollsPerSecond = 20;

/** Within so many polls the audio thread has seen a change, if there is one. */
constexpr int patienceInPolls = 10;

/** After so many without a block no audio runs; hosts have blocks of up to a second. */
constexpr int pollsToStandstill = pollsPerSecond;

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

ConversationDesk::ConversationDesk (std::shared_ptr<const Provider> service, PluginParameters& pluginParameters,
                                    LiveAgent& liveAgent, ToolGate& toolGate, AutomationDesk& automationDesk,
                                    TakeDesk& takeDesk)
    : provider (std::move (service)), parameters (pluginParameters), agent (liveAgent), gate (toolGate),
      automation (automationDesk), takes (takeDesk), clock (std::make_shared<MessageClock> ([this] { poll(); })),
      store ([this] (const PluginSettings& settings) { apply (settings); }, usualSettings (*provider)),
      pictures ({[this] (ImageFile picture) { agent.sendImage (std::move (picture)); },
                 [this] (const std::string& why) { news.tell (why); }}),
      search (provider, [this] { clock->callSoon(); }), kept ([this] (const std::string& why) { news.tell (why); })
{
}

void ConversationDesk::apply (const PluginSettings& settings)
{
    automation.setLayout (settings.layout);
    automation.midi().setMap (settings.midi);
}

ConversationView ConversationDesk::view() const
{
    ConversationView view;
    view.state = agent.state();
    view.isRunning = agent.isRunning();
    view.isSpeaking = agent.isSpeaking();
    view.isMuted = parameters.microphoneMute.get() || parameters.bypass.get();
    view.isRehearsal = isRehearsing;
    view.hasAudio = pollsWithoutBlock < pollsToStandstill;
    view.hasStaged = view.isRunning && agent.hasStaged();
    view.isPersonSpeaking = view.isRunning && agent.isPersonSpeaking();
    view.waits = view.isRunning && agent.voiceYield() == VoiceYield::held;
    view.isThinking = view.isRunning && agent.isThinking();
    view.isAsking = question().has_value();
    view.sentence = news.sentenceIn (view.isRunning ? view.state : SessionState::ended);
    return view;
}

void ConversationDesk::goOnWith (Transcript transcript)
{
    last = transcript;
    earlier = std::move (transcript);
    showsLast = ! agent.isRunning();
    ++timesShownAnew;
}

void ConversationDesk::sendText (const juce::String& text)
{
    if (! agent.sendText (text.toStdString()))
        news.tell ("No conversation is running: connect, then send it again.");
}

Transcript ConversationDesk::transcript() const { return showsAgents() ? agent.transcript() : last; }

std::vector<EntryOutline> ConversationDesk::entryOutline() const
{
    return showsAgents() ? agent.entryOutline() : outlineOf (last);
}

std::optional<RecentEntry> ConversationDesk::recentEntry (std::uint64_t id, std::size_t longest) const
{
    return showsAgents() ? agent.recentEntry (id, longest) : recentEntryOf (last, id, longest);
}

std::vector<CallOutline> ConversationDesk::callOutline() const
{
    return showsLast ? std::vector<CallOutline>() : agent.callOutline();
}

Instant ConversationDesk::transcriptStart() const { return showsAgents() ? agent.transcriptStart() : last.start; }

std::optional<TurnWaveform> ConversationDesk::waveform (std::uint64_t turn) const
{
    return showsLast ? std::nullopt : agent.waveform (turn);
}

void ConversationDesk::setRehearsing (bool shouldRehearse)
{
    isRehearsing = shouldRehearse;
    accessComes = false;
    news.clear();
}

void ConversationDesk::prepare()
{
    connectSwitch.rebase();
    clock->startTimerHz (pollsPerSecond);
}

void ConversationDesk::stop()
{
    clock->retire();
    store.stop();
    pictures.stop();

    if (std::exchange (wasRunning, false))
        log.add (agent.report(), agent.redactor());
}

void ConversationDesk::onEnded()
{
    log.add (agent.report(), agent.redactor());
    kept.ended();
}

void ConversationDesk::stateRestored()
{
    connectSwitch.rebase();
    connectSwitch.forget();
    store.forgetHistory();
}

void ConversationDesk::processBlock (bool wantsConnection, bool wantsInterruption) PARLANDO_REALTIME
{
    if (connectSwitch.process (wantsConnection, wantsInterruption))
        agent.audio().requestInterruption();
}

//==============================================================================
void ConversationDesk::poll()
{
    pollsWithoutBlock = connectSwitch.takeBlock() ? 0 : pollsWithoutBlock + 1;
    gate.setAccess (static_cast<ToolGate::Access> (parameters.allowTools.getIndex()));

    // Momentary: back when the audio thread has seen it.
    pollsInterrupting = parameters.interrupt.get() ? pollsInterrupting + 1 : 0;

    if (pollsInterrupting > 0 && (connectSwitch.isInterrupting() || pollsInterrupting > patienceInPolls))
        setInGesture (parameters.interrupt, 0.0f);

    applyMidiCommands();
    syncConnectParameter();
    stageSettings();
    layOutTakes();
    showStatus();
}

void ConversationDesk::applyMidiCommands()
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

    const auto action = static_cast<std::size_t> (*std::exchange (learning, {}));
    store.update ([&] (PluginSettings& settings) { settings.midi.in[action] = trigger; });
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

void ConversationDesk::syncConnectParameter()
{
    const auto isRunning = agent.isRunning(), endedByItself = wasRunning && ! isRunning;
    const auto wants = parameters.connect.get();

    if (endedByItself)
        onEnded();

    wasRunning = isRunning;
    pollsUnheard = wants && ! isRunning && ! connectSwitch.hasRisen() ? pollsUnheard + 1 : 0;

    // Off and on again between two polls changes nothing; while the last conversation is closing it begins the next.
    if (isRunning && ! isOver (agent.state()))
        connectSwitch.forget();

    if (! wants)
    {
        connectSwitch.forget();
        accessComes = false;

        if (isRunning)
            agent.disconnect();
    }
    else if (! isRunning && connectSwitch.hasRisen())
    {
        if (auto found = access())
        {
            connectSwitch.forget();
            accessComes = false;
            begin (*std::move (found));
        }
    }
    else if (endedByItself)
    {
        setInGesture (parameters.connect, 0.0f);
    }
    else if (pollsUnheard > patienceInPolls)
    {
        // It is on and did not rise in a block: there are no blocks, or the host restored it.
        if (pollsWithoutBlock > patienceInPolls / 2)
            news.tell ("The host is not running audio through Parlando: start its engine, then connect again.");

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
            news.tell ("Starting the rehearsal agent...");
            rehearsal.start();
        }

        return rehearsalAccess();
    }

    if (begins)
    {
        news.tell ("Looking for the key...");
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

AgentDefinition ConversationDesk::definitionFor (const PluginSettings& chosen, bool isPushToTalk) const
{
    auto definition = toDefinition (chosen);
    auto& turns = definition.turnDetection;
    const auto takesActivity =
        provider->abilitiesOf (chosen.model.empty() ? provider->usualModel() : chosen.model).takesActivity;

    if (isPushToTalk && takesActivity)
    {
        turns = {};
        turns.isOff = true;
        turns.interrupts = chosen.turnTaking.interrupts;
    }
    else if (turns.isLocal && takesActivity)
        turns.isOff = true;
    else
        turns.isLocal = false;

    if (chosen.layout.offersValues)
        definition.instructions +=
            std::string (chosen.instructions.empty() ? "" : "\n\n") +
            "When this conversation began, the controls of the music software stood at: " + valuesAtStart;

    return definition;
}

/** What is changed while a conversation runs waits there for the next gap between turns. */
void ConversationDesk::stageSettings()
{
    if (! agent.isRunning() || agent.state() == SessionState::farewell || isOver (agent.state()))
        return;

    auto chosen = store.get();
    const auto byTalk = parameters.isPushToTalk();

    if (chosen == running && byTalk == runsByTalk)
        return;

    auto definition = definitionFor (chosen, byTalk);

    // As long as something is wrong with it, it is not asked for; the page says what.
    if (provider->problemsOf (definition).empty())
        agent.stage (std::move (definition), makeRegistry (chosen, gate, automation));

    running = std::move (chosen);
    runsByTalk = byTalk;
}

/** Takes are of the agent's voice: where that is not to be kept there are none. */
void ConversationDesk::keep (LiveAgent::Options& options)
{
    auto archive = kept.begin();

    if (archive == nullptr)
        return;

    if (kept.view().now >= Keeps::wordsAndVoice)
        options.taps.push_back (takes.makeTap (archive->folderLater()));

    options.taps.push_back (std::move (archive));
}

/** A project's takes follow what the person chooses while they look at it; a render asks for itself. */
void ConversationDesk::layOutTakes()
{
    takes.layOutFor (agent.audio().sampleRate(), parameters.replayAnchor());

    // Or the host would close the project without a question.
    const auto edits = takes.edits();

    if (std::exchange (editsTold, edits) != edits && store.onChange)
        store.onChange();

    if (const auto place = kept.view().place; ! place.empty() && place != takesPlace)
        takes.lookIn (takesPlace = place);
}

void ConversationDesk::begin (ServiceAccess service)
{
    try
    {
        news.clear();

        if (! service.problem.empty())
            throw std::invalid_argument (service.problem);

        running = store.get();
        runsByTalk = parameters.isPushToTalk();
        valuesAtStart = automation.values().dump (-1, ' ', false, nlohmann::json::error_handler_t::replace);
        LiveAgent::Options options;
        options.provider = provider;
        options.endpoint = service.endpoint;
        options.credential = std::move (service.credential);
        options.accessTokens = std::move (service.accessTokens);
        options.agent = definitionFor (running, runsByTalk);
        options.prices = prices;
        options.cap = {running.tokenCap, running.costCap};
        options.reconnects = running.reconnects;
        last = transcript();
        options.earlier = earlier;

        if (options.earlier.entries.empty() && running.continues)
            options.earlier = last;

        options.tools = makeRegistry (running, gate, automation);

        if (const auto found = provider->problemsOf (options.agent); ! found.empty())
            throw std::invalid_argument (found.front());

        keep (options);

        agent.setOptions (std::move (options));
        agent.connect();
        earlier = {};
        showsLast = false;
        wasRunning = true;
    }
    catch (const std::exception& problem)
    {
        news.tell (problem.what());
        setInGesture (parameters.connect, 0.0f);
    }
}

} // namespace parlando
