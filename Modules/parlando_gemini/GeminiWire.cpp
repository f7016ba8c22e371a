#include "GeminiWire.h"

#include "ClientMessage.h"
#include "CloseAdvice.h"
#include "Encoder.h"
#include "GeminiDefinition.h"
#include "Models.h"
#include "SetupFitting.h"

#include <utility>
#include <variant>

namespace parlando::gemini
{

namespace
{

constexpr int microphoneRate = 16'000;

/** In the person's name: the next that they say follows it. */
constexpr auto interruptionNote = "(I interrupted you here. Wait until I speak.)";

/** What a history ends with whose last word is the agent's: a model that is to answer the last turn answers none of its
    own (C94). */
constexpr auto waitForMe = "(The conversation goes on. Say nothing until I speak, and do not repeat or sum up what was "
                           "said.)";

/** As Content with roles; the last turn is the person's. */
std::vector<Content> contentsOf (const std::vector<HistoryTurn>& history)
{
    std::vector<Content> turns;

    for (const auto& turn : history)
        turns.push_back (Content::text (turn.isPersons ? "user" : "model", turn.text));

    if (! turns.empty() && turns.back().role == "model")
        turns.push_back (Content::text ("user", waitForMe));

    return turns;
}

std::string inWords (const std::vector<Content>& said)
{
    std::string words = "What was said in this conversation so far:";

    for (const auto& turn : said)
        words += (turn.role == "user" ? "\nPerson: " : "\nYou: ") + turn.parts.front().text;

    return words;
}

void addToInstruction (Setup& setup, std::string words)
{
    if (! setup.systemInstruction)
        setup.systemInstruction.emplace();

    setup.systemInstruction->parts.emplace_back().text = std::move (words);
}

/** What leads from one setup to the other; nothing where more than instructions and tools differ, and where the
    instruction is taken away, for which there is no form. */
std::optional<ContextUpdate> updateBetween (const Setup& before, const Setup& after)
{
    auto rest = after;
    rest.systemInstruction = before.systemInstruction;
    rest.tools = before.tools;

    if (rest != before || (before.systemInstruction && ! after.systemInstruction))
        return {};

    ContextUpdate update;

    if (after.systemInstruction != before.systemInstruction)
        update.systemInstruction = after.systemInstruction;

    if (after.tools != before.tools)
        update.tools = after.tools;

    return update;
}

} // namespace

GeminiWire::GeminiWire (std::string apiVersion, std::optional<VertexLocation> place)
    : version (std::move (apiVersion)), vertex (std::move (place))
{
}

Setup GeminiWire::placed (const AgentDefinition& agent) const
{
    auto made = setupOf (agent);
    made.vertex = vertex;
    return made;
}

AgentTraits GeminiWire::traitsOf (const AgentDefinition& agent) const { return gemini::traitsOf (setupOf (agent)); }

std::vector<std::string> GeminiWire::adjustmentsOf (const AgentDefinition& agent) const
{
    return fitToService (setupOf (agent), version).changes;
}

/** The session goes on with another voice or other tools. Another model or instruction it may not or might not take
    over (protocol section 4.7). */
DefinitionChange GeminiWire::changeBetween (const AgentDefinition& before, const AgentDefinition& after) const
{
    using Way = DefinitionChange::Way;
    const auto wasSetup = setupOf (before), isSetup = setupOf (after);
    DefinitionChange change;
    change.keepsSession = wasSetup.model == isSetup.model && wasSetup.systemInstruction == isSetup.systemInstruction;

    // C109.
    if (capabilitiesOf (wasSetup.model).contextUpdate)
        if (const auto update =
                updateBetween (fitToService (wasSetup, version).setup, fitToService (isSetup, version).setup))
            change.way = update->systemInstruction || update->tools ? Way::update : Way::nothing;

    return change;
}

//==============================================================================
Setup GeminiWire::setupFor (const Opening& opening)
{
    auto sent = fitToService (placed (opening.agent), version).setup;

    // C61.
    if (opening.wantsHandles && ! sent.sessionResumption)
        sent.sessionResumption.emplace();

    if (sent.sessionResumption)
        sent.sessionResumption->handle = opening.handle;

    // C94: told to a new session only, and then alone.
    const auto seedsWithConfig = capabilitiesOf (sent.model).history == ModelCapabilities::History::config;

    if (! opening.handle.empty() || ! seedsWithConfig)
        return sent;

    const auto said = contentsOf (opening.history);

    if (tellsHistoryInWords && ! said.empty())
        addToInstruction (sent, inWords (said));
    else if (! said.empty())
        sent.historyConfig.emplace().initialHistoryInClientContent = true;

    return sent;
}

void GeminiWire::open (const Opening& opening, Messages& messages, Events&)
{
    setup = setupOf (opening.agent);
    oddByte.reset();
    messages.push_back (encode (setupFor (opening)));
}

CloseVerdict GeminiWire::closed (int code, std::string_view reason, bool wasReady)
{
    CloseVerdict verdict;
    verdict.meaning = meaningOfClose (code, reason, wasReady);
    verdict.advice = adviceOnClose (code, reason);
    verdict.retrySeconds = retrySeconds (reason);
    takesEmptyTurn = takesEmptyTurn && ! refusesNudge (reason);

    // They are told with the instruction what was said.
    if (! wasReady && refusesHistoryConfig (code, reason))
        verdict.hasOtherForm = ! std::exchange (tellsHistoryInWords, true);

    return verdict;
}

//==============================================================================
void GeminiWire::write (const ServiceCommand& command, Messages& messages)
{
    std::visit ([&] (const auto& each) { write (each, messages); }, command);
}

void GeminiWire::writeAudio (std::span<const std::int16_t> audio, Messages& messages)
{
    appendRealtimeAudio (messages.emplace_back(), audio, microphoneRate);
}

void GeminiWire::write (const command::History& history, Messages& messages)
{
    using History = ModelCapabilities::History;
    const auto way = capabilitiesOf (setup.model).history;
    auto said = contentsOf (history.turns);

    if (! said.empty() && way != History::none && ! (way == History::config && tellsHistoryInWords))
        messages.push_back (encode (ClientContent{std::move (said), way == History::config}));
}

/** C93: one way or the other, never both. */
void GeminiWire::write (const command::Text& typed, Messages& messages)
{
    if (capabilitiesOf (setup.model).textByRealtimeInput)
        messages.push_back (encode (RealtimeInput::makeText (typed.text)));
    else
        messages.push_back (encode (ClientContent{{Content::text ("user", typed.text)}, true}));
}

void GeminiWire::write (const command::Continue& rest, Messages& messages)
{
    if (capabilitiesOf (setup.model).textByRealtimeInput || rest.heard.empty())
        return write (command::Text{rest.request + "\n" + rest.note}, messages);

    messages.push_back (encode (ClientContent{
        {Content::text ("user", rest.request), Content::text ("model", rest.heard), Content::text ("user", rest.note)},
        true}));
}

/** A note that ends no turn stops the service and lets it wait (sections 2.6 and 4.3, C110). A model that takes no such
    note in mid-session has no form for it: a typed word would be answered. */
void GeminiWire::write (const command::Interrupt&, Messages& messages)
{
    if (capabilitiesOf (setup.model).contentInterrupts)
        messages.push_back (encode (ClientContent{{Content::text ("user", interruptionNote)}, false}));
}

/** C110: in the form that the model takes. The words are none of any language, so that the agent's stays. */
void GeminiWire::write (const command::Nudge&, Messages& messages)
{
    using Nudge = ModelCapabilities::Nudge;
    constexpr auto words = ".";

    switch (capabilitiesOf (setup.model).nudge)
    {
        case Nudge::realtimeText:
            return messages.push_back (encode (RealtimeInput::makeText (words)));
        case Nudge::emptyContent:
            if (takesEmptyTurn)
                return messages.push_back (encode (ClientContent{{}, true}));
            [[fallthrough]];
        case Nudge::clientContent:
            return messages.push_back (encode (ClientContent{{Content::text ("user", words)}, true}));
        case Nudge::none:
            return;
    }
}

void GeminiWire::write (const command::Image& image, Messages& messages)
{
    messages.push_back (encode (RealtimeInput::makeVideo ({image.mimeType, image.bytes})));
}

void GeminiWire::write (const command::MicrophonePaused&, Messages& messages)
{
    messages.push_back (encode (RealtimeInput::makeAudioStreamEnd()));
}

void GeminiWire::write (const command::ActivityStart&, Messages& messages)
{
    messages.push_back (encode (RealtimeInput::makeActivityStart()));
}

void GeminiWire::write (const command::ActivityEnd&, Messages& messages)
{
    messages.push_back (encode (RealtimeInput::makeActivityEnd()));
}

void GeminiWire::write (const command::ToolAnswer& answer, Messages& messages)
{
    FunctionResponse response;
    response.id = answer.id;
    response.name = answer.name;
    response.response = answer.response;
    response.scheduling = answer.scheduling;
    messages.push_back (encode (ToolResponse{{std::move (response)}}));
}

void GeminiWire::write (const command::Update& change, Messages& messages)
{
    setup = setupOf (change.after);
    const auto update =
        updateBetween (fitToService (setupOf (change.before), version).setup, fitToService (setup, version).setup);

    if (update)
        messages.push_back (encode (*update));
}

} // namespace parlando::gemini
