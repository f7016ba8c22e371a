#include "Models.h"

#include "Setup.h"

namespace parlando::gemini
{

namespace detail_models
{

using History = ModelCapabilities::History;
using InputPieces = ModelCapabilities::InputPieces;
using Nudge = ModelCapabilities::Nudge;
using Thinking = ModelCapabilities::Thinking;

constexpr ModelCapabilities extendedThinking{.family = "Gemini 3.8 Live Extended Thinking",
                                             .textOutput = false,
                                             .blockingFunctions = false,
                                             .scheduling = false,
                                             .defaultBehavior = Behavior::nonBlocking,
                                             .codeExecution = false,
                                             .urlContext = false,
                                             .maps = false,
                                             .thinking = Thinking::requiredLevel,
                                             .affectiveDialog = false,
                                             .isAlwaysProactive = true,
                                             .translation = false,
                                             .jsonSchemas = false,
                                             .contextUpdate = true,
                                             .interactionStatus = true,
                                             .inputPieces = InputPieces::segments,
                                             .nudge = Nudge::emptyContent};

constexpr ModelCapabilities live38{.family = "Gemini 3.8 Live",
                                   .textOutput = false,
                                   .defaultBehavior = Behavior::blocking,
                                   .codeExecution = false,
                                   .urlContext = false,
                                   .maps = false,
                                   .thinking = Thinking::nothing,
                                   .affectiveDialog = false,
                                   .isAlwaysProactive = true,
                                   .translation = false,
                                   .contextUpdate = true,
                                   .inputPieces = InputPieces::segments,
                                   .nudge = Nudge::emptyContent};

constexpr ModelCapabilities liveTranslate{.family = "Gemini 3.5 Live Translate",
                                          .textOutput = false,
                                          .functions = false,
                                          .search = false,
                                          .codeExecution = false,
                                          .urlContext = false,
                                          .maps = false,
                                          .affectiveDialog = false,
                                          .isAlwaysProactive = true,
                                          .contentInterrupts = false,
                                          .libraryVoices = false,
                                          .inputPieces = InputPieces::segments,
                                          .history = History::none,
                                          .nudge = Nudge::none};

constexpr ModelCapabilities transcribe{.family = "Gemini 3.5 Transcribe Live",
                                       .audioOutput = false,
                                       .functions = false,
                                       .search = false,
                                       .codeExecution = false,
                                       .urlContext = false,
                                       .maps = false,
                                       .affectiveDialog = false,
                                       .isAlwaysProactive = true,
                                       .translation = false,
                                       .contentInterrupts = false,
                                       .libraryVoices = false,
                                       .transcribesOnly = true,
                                       .inputPieces = InputPieces::segments,
                                       .history = History::none,
                                       .nudge = Nudge::none};

/** It only knows functions that it waits for; whether it takes the key that says so is not documented. */
constexpr ModelCapabilities flash31{.family = "Gemini 3.1 Flash Live",
                                    .textOutput = false,
                                    .nonBlockingFunctions = false,
                                    .scheduling = false,
                                    .thinking = Thinking::level,
                                    .affectiveDialog = false,
                                    .translation = false,
                                    .textByRealtimeInput = true,
                                    .contentInterrupts = false,
                                    .holdsMicrophoneDuringCalls = true,
                                    .libraryVoices = false,
                                    .inputPieces = InputPieces::segments,
                                    .nudge = Nudge::realtimeText};

constexpr ModelCapabilities nativeAudio25{.family = "Gemini 2.5 Flash native audio",
                                          .textOutput = false,
                                          .defaultBehavior = Behavior::blocking,
                                          .thinking = Thinking::budget,
                                          .proactivity = true,
                                          .translation = false,
                                          .libraryVoices = false,
                                          .chineseCodes = false,
                                          .inputPieces = InputPieces::deltas,
                                          .history = History::plain};

constexpr ModelCapabilities halfCascade{.family = "half-cascade Gemini Live",
                                        .affectiveDialog = false,
                                        .translation = false,
                                        .classicVoicesOnly = true,
                                        .libraryVoices = false,
                                        .inputPieces = InputPieces::deltas,
                                        .history = History::plain};

constexpr ModelCapabilities unknown{};

struct Family
{
    std::string_view prefix;
    const ModelCapabilities& capabilities;
};

/** Longer prefixes stand before those that they begin with. */
constexpr Family families[]{{"gemini-3.8-live-extended-thinking", extendedThinking},
                            {"gemini-3.8-live", live38},
                            {"gemini-3.5-live-translate", liveTranslate},
                            {"gemini-3.5-transcribe-live", transcribe},
                            {"gemini-3.1-", flash31},
                            {"gemini-2.5-flash-native-audio", nativeAudio25},
                            {"gemini-live-2.5-flash-native-audio", nativeAudio25},
                            {"gemini-live-2.5-flash", halfCascade},
                            {"gemini-2.0-flash-live", halfCascade}};

} // namespace detail_models

const ModelCapabilities& capabilitiesOf (std::string_view model) noexcept
{
    const auto id = model.substr (model.rfind ('/') + 1); // npos + 1 is 0

    for (const auto& family : detail_models::families)
        if (id.starts_with (family.prefix))
            return family.capabilities;

    return detail_models::unknown;
}

std::string qualifiedModelName (std::string_view model, const std::optional<VertexLocation>& vertex)
{
    const std::string name (model);

    if (! vertex)
        return model.starts_with ("models/") || model.starts_with ("tunedModels/") ? name : "models/" + name;

    if (model.starts_with ("projects/"))
        return name;

    const auto base = "projects/" + vertex->project + "/locations/" + vertex->location + "/";

    if (model.starts_with ("publishers/"))
        return base + name;

    const auto prefix = std::string_view ("models/");
    return base + "publishers/google/models/" + (model.starts_with (prefix) ? name.substr (prefix.size()) : name);
}

} // namespace parlando::gemini
