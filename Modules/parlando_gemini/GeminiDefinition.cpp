#include "GeminiDefinition.h"

#include "JsonWriter.h"
#include "Models.h"

#include <algorithm>
#include <utility>

namespace parlando::gemini
{

namespace
{

/** A level where the model takes levels; where it takes a budget, none or the model's own (protocol section 5.1). */
void setThinking (Setup& setup, ThinkingLevel level)
{
    using Thinking = ModelCapabilities::Thinking;
    const auto kind = capabilitiesOf (setup.model).thinking;

    if (kind == Thinking::requiredLevel && level == ThinkingLevel::minimal)
        level = ThinkingLevel::low;

    if (kind == Thinking::nothing || level == ThinkingLevel::unspecified)
        return;

    auto& config = setup.generationConfig.thinkingConfig.emplace();

    if (kind == Thinking::budget)
        config.thinkingBudget = level == ThinkingLevel::minimal ? 0 : -1;
    else
        config.thinkingLevel = level;
}

template <typename Enum>
void setSensitivity (std::optional<Enum>& place, Sensitivity sensitivity)
{
    if (sensitivity != Sensitivity::unspecified)
        place = sensitivity == Sensitivity::high ? Enum::high : Enum::low;
}

/** What the person's side finds out by itself the service is not told. */
TurnDetection ofService (const TurnDetection& turns)
{
    if (! turns.isLocal)
        return turns;

    TurnDetection told;
    told.isOff = turns.isOff;
    told.interrupts = turns.interrupts;
    return told;
}

/** Only what differs from the service's choice is sent. */
void setTurnDetection (Setup& setup, const TurnDetection& turns)
{
    if (turns == TurnDetection())
        return;

    if (! setup.realtimeInputConfig)
        setup.realtimeInputConfig.emplace();

    auto& config = *setup.realtimeInputConfig;

    if (! turns.interrupts)
        config.activityHandling = ActivityHandling::noInterruption;

    const TurnDetection onlyInterruption{{}, {}, Sensitivity::unspecified, Sensitivity::unspecified, turns.interrupts};

    if (turns == onlyInterruption)
        return;

    if (! config.automaticActivityDetection)
        config.automaticActivityDetection.emplace();

    auto& detection = *config.automaticActivityDetection;
    setSensitivity (detection.startOfSpeechSensitivity, turns.start);
    setSensitivity (detection.endOfSpeechSensitivity, turns.end);

    if (turns.isOff)
        detection.disabled = *turns.isOff;

    if (turns.patience)
        detection.silenceDurationMs = *turns.patience;
}

template <typename Config>
void switchTo (const std::optional<bool>& isOn, std::optional<Config>& config)
{
    if (isOn && *isOn && ! config)
        config.emplace();
    else if (isOn && ! *isOn)
        config.reset();
}

/** Where a tool says when its answer is taken up, the model is to go on meanwhile, if it can do both. */
void addFunctions (Setup& setup, const std::vector<AgentFunction>& functions)
{
    const auto& model = capabilitiesOf (setup.model);
    std::vector<FunctionDeclaration> declarations;

    for (const auto& function : functions)
    {
        auto& declaration = declarations.emplace_back (function.declaration);

        if (function.isScheduled && ! declaration.behavior && model.nonBlockingFunctions && model.scheduling)
            declaration.behavior = Behavior::nonBlocking;
    }

    if (! declarations.empty())
        setup.addFunctionDeclarations (declarations);
}

bool mayBeSlow (const Setup& setup)
{
    const auto works = [] (const ToolSet& tools)
    { return tools.googleSearch || tools.codeExecution || tools.urlContext; };
    return setup.generationConfig.thinkingConfig || std::any_of (setup.tools.begin(), setup.tools.end(), works);
}

AgentTraits::Pieces piecesOf (ModelCapabilities::InputPieces pieces)
{
    using From = ModelCapabilities::InputPieces;
    return pieces == From::deltas     ? AgentTraits::Pieces::deltas
           : pieces == From::segments ? AgentTraits::Pieces::segments
                                      : AgentTraits::Pieces::anything;
}

} // namespace

Setup setupOf (const AgentDefinition& agent)
{
    auto setup = agent.own.is_null() ? Setup() : Setup::fromJson (agent.own);

    if (! agent.model.empty())
        setup.model = agent.model;

    if (! agent.voice.empty())
        setup.setVoice (agent.voice);

    if (! agent.language.empty())
        setup.setLanguage (agent.language);

    if (! agent.instructions.empty())
        setup.setSystemInstruction (agent.instructions);

    if (agent.temperature)
        setup.generationConfig.temperature = agent.temperature;

    // Who writes a setup of their own is told what it misses; who does not is given it.
    const auto mustThink = capabilitiesOf (setup.model).thinking == ModelCapabilities::Thinking::requiredLevel;
    const auto isMissed = mustThink && agent.own.is_null() && agent.thinking == ThinkingLevel::unspecified;
    setThinking (setup, isMissed ? ThinkingLevel::low : agent.thinking);
    setTurnDetection (setup, ofService (agent.turnDetection));
    switchTo (agent.transcribesPerson, setup.inputAudioTranscription);
    switchTo (agent.transcribesAgent, setup.outputAudioTranscription);
    switchTo (agent.forgets, setup.contextWindowCompression);

    if (agent.forgets.value_or (false) && ! setup.contextWindowCompression->slidingWindow)
        setup.contextWindowCompression->slidingWindow.emplace();

    addFunctions (setup, agent.functions);
    return setup;
}

AgentDefinition definitionOf (const Setup& setup)
{
    AgentDefinition agent;
    agent.model = setup.model;
    agent.own = JsonWriter::write (setup);
    agent.own.erase ("model");
    return agent;
}

AgentTraits traitsOf (const Setup& setup)
{
    const auto& model = capabilitiesOf (setup.model);
    AgentTraits traits;
    traits.model = setup.model;
    traits.detectsSpeech = ! setup.isDetectionOff();
    traits.transcribesPerson = setup.inputAudioTranscription.has_value();
    traits.transcribesAgent = setup.outputAudioTranscription.has_value();
    traits.personPieces = piecesOf (model.inputPieces);
    traits.isSlow = mayBeSlow (setup);
    traits.mayStaySilent =
        model.isAlwaysProactive || (setup.proactivity && setup.proactivity->proactiveAudio.value_or (false));
    traits.isTranslating = setup.generationConfig.translationConfig.has_value();
    traits.transcribesOnly = model.transcribesOnly;
    traits.canBeInterrupted = model.contentInterrupts;
    traits.canBeNudged = model.nudge != ModelCapabilities::Nudge::none;
    traits.holdsMicrophoneDuringCalls = model.holdsMicrophoneDuringCalls;
    traits.takesScheduling = model.scheduling;

    for (const auto& set : setup.tools)
        for (const auto& function : set.functionDeclarations)
            if (function.behavior == Behavior::nonBlocking)
                traits.nonBlockingFunctions.insert (function.name);

    if (setup.sessionResumption)
        traits.handle = setup.sessionResumption->handle;

    return traits;
}

} // namespace parlando::gemini
