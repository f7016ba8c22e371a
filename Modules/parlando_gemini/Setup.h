#pragma once

#include "AudioTranscriptionConfig.h"
#include "AvatarConfig.h"
#include "Content.h"
#include "ContextWindowCompression.h"
#include "GenerationConfig.h"
#include "RealtimeInputConfig.h"
#include "SafetySetting.h"
#include "ToolSet.h"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace parlando::gemini
{

struct SessionResumption
{
    std::string handle;              /**< Empty for a new session; never made up (C63). */
    std::optional<bool> transparent; /**< Vertex only. */

    bool operator== (const SessionResumption&) const = default;
};

struct Proactivity
{
    std::optional<bool> proactiveAudio; /**< The model may stay silent. */
    std::optional<bool> proactiveVideo;

    bool operator== (const Proactivity&) const = default;
};

struct HistoryConfig
{
    std::optional<bool> initialHistoryInClientContent;

    bool operator== (const HistoryConfig&) const = default;
};

/** Where a Vertex model is served; part of its name there. */
struct VertexLocation
{
    std::string project;
    std::string location;

    bool operator== (const VertexLocation&) const = default;
};

/** The first message of a connection: the model, its voice, its instructions, its tools. Protocol section 2.2. */
struct Setup
{
    std::string model = "gemini-3.8-live"; /**< With or without its prefix (C21). */
    std::optional<VertexLocation> vertex;  /**< Set for Vertex; decides the model's prefix. */

    GenerationConfig generationConfig;
    std::optional<Content> systemInstruction;
    std::vector<ToolSet> tools;
    std::optional<RealtimeInputConfig> realtimeInputConfig;
    std::optional<SessionResumption> sessionResumption; /**< Its presence turns the updates on. */
    std::optional<ContextWindowCompression> contextWindowCompression;
    std::optional<AudioTranscriptionConfig> inputAudioTranscription, outputAudioTranscription;
    std::optional<Proactivity> proactivity;
    std::optional<HistoryConfig> historyConfig;
    std::optional<bool> explicitVadSignal; /**< Vertex only. */
    std::optional<AvatarConfig> avatarConfig;
    std::vector<SafetySetting> safetySettings;
    std::map<std::string, std::string> labels; /**< For billing. */

    /** The name of a prebuilt voice, or the id of one of the library (mayBeLibraryVoice()). */
    void setVoice (std::string name);
    void setLanguage (std::string code);

    /** An empty text takes the instruction away. */
    void setSystemInstruction (std::string text);

    /** The service does not detect speech: the client marks it (C44). */
    [[nodiscard]] bool isDetectionOff() const;

    /** Adds to the first entry of `tools` that has functions, or as a new entry. */
    void addFunctionDeclarations (const std::vector<FunctionDeclaration>&);

    /** The content of the `setup` key as it is sent: the model with its prefix, `behavior` filled in where the model
        takes it, nothing that is empty. */
    nlohmann::json toJson() const;

    /** Reads the content of a `setup` key, or {"setup": {…}}; names in camelCase or snake_case. What is not said keeps
       the default of this struct.

        Throws std::invalid_argument with one sentence that names the place, such as "setup.generationConfig.temprature
       is not known; did you mean temperature?", for unknown names, wrong types, values out of range, and parts or
        declarations that contradict themselves. */
    static Setup fromJson (const nlohmann::json&);

    bool operator== (const Setup&) const = default;
};

} // namespace parlando::gemini
