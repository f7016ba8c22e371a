#include "Setup.h"

#include "JsonReader.h"
#include "JsonWriter.h"
#include "Models.h"
#include "Voices.h"

#include <algorithm>
#include <utility>

namespace parlando::gemini
{

namespace detail_setup
{

/** C37: the model's default is said aloud, since Google's texts differ on it (protocol section 4.6). */
void fillInBehavior (nlohmann::json& tools, const std::optional<Behavior>& behavior)
{
    if (! behavior)
        return;

    for (auto& tool : tools)
        if (const auto functions = tool.find ("functionDeclarations"); functions != tool.end())
            for (auto& function : *functions)
                if (! function.contains ("behavior"))
                    function["behavior"] = wireName (*behavior);
}

} // namespace detail_setup

void Setup::setVoice (std::string name)
{
    auto& config = generationConfig.speechConfig.voiceConfig;
    auto& place = mayBeLibraryVoice (name) ? config.voice : config.prebuiltVoiceConfig.voiceName;
    config.voice.clear();
    config.prebuiltVoiceConfig.voiceName.clear();
    place = std::move (name);
}

bool Setup::isDetectionOff() const
{
    return realtimeInputConfig && realtimeInputConfig->automaticActivityDetection &&
           realtimeInputConfig->automaticActivityDetection->disabled.value_or (false);
}

void Setup::setLanguage (std::string code) { generationConfig.speechConfig.languageCode = std::move (code); }

void Setup::setSystemInstruction (std::string text)
{
    if (text.empty())
        systemInstruction.reset();
    else
        systemInstruction = Content::text ({}, std::move (text));
}

void Setup::addFunctionDeclarations (const std::vector<FunctionDeclaration>& declarations)
{
    const auto hasFunctions = [] (const ToolSet& set) { return ! set.functionDeclarations.empty(); };
    const auto found = std::find_if (tools.begin(), tools.end(), hasFunctions);
    auto& functions = (found != tools.end() ? *found : tools.emplace_back()).functionDeclarations;
    functions.insert (functions.end(), declarations.begin(), declarations.end());
}

nlohmann::json Setup::toJson() const
{
    auto json = JsonWriter::write (*this);

    if (! model.empty())
        json["model"] = qualifiedModelName (model, vertex);

    if (const auto found = json.find ("tools"); found != json.end())
        detail_setup::fillInBehavior (*found, capabilitiesOf (model).defaultBehavior);

    return json;
}

Setup Setup::fromJson (const nlohmann::json& json)
{
    const auto isWrapped = json.is_object() && json.size() == 1 && json.contains ("setup");
    Setup setup;
    JsonReader::read (isWrapped ? json["setup"] : json, "setup", setup);

    // No name is the same as no model: the default.
    if (setup.model.empty())
        setup.model = Setup().model;

    return setup;
}

} // namespace parlando::gemini
