#include "ModelRules.h"

#include <algorithm>
#include <array>

namespace parlando
{

namespace detail_model_rules
{
using nlohmann::json;

constexpr std::string_view extendedThinking = "models/gemini-3.8-live-extended-thinking";

bool is38 (const std::string& model) { return model.starts_with ("models/gemini-3.8-live"); }
bool is31 (const std::string& model) { return model.starts_with ("models/gemini-3.1-"); }

bool isNativeAudio25 (const std::string& model)
{
    return model.starts_with ("models/gemini-2.5-") || model.starts_with ("models/gemini-live-2.5-flash-native-audio");
}

std::string textAt (const json& setup, const char* pointer)
{
    const json::json_pointer place (pointer);
    return setup.contains (place) && setup[place].is_string() ? setup[place].get<std::string>() : std::string();
}

bool isAffective (const json& setup)
{
    const json::json_pointer place ("/generationConfig/enableAffectiveDialog");
    return setup.contains (place) && setup[place] == true;
}

bool hasBlockingFunction (const json& setup)
{
    for (const auto& tool : setup.value ("tools", json::array()))
        for (const auto& function : tool.value ("functionDeclarations", json::array()))
            if (function.value ("behavior", "") == "BLOCKING")
                return true;
    return false;
}

std::optional<Refusal> checkThinking (const json& setup, const std::string& model)
{
    const json::json_pointer config ("/generationConfig/thinkingConfig");
    const auto level = textAt (setup, "/generationConfig/thinkingConfig/thinkingLevel");
    if (model.starts_with (extendedThinking))
    {
        if (level.empty() || level == "THINKING_LEVEL_UNSPECIFIED")
            return Refusal{1007, "Thinking level must be specified for this model."};
        if (level == "MINIMAL")
            return Refusal{1007, "Thinking level MINIMAL is not supported for this model"};
    }
    else if (is38 (model) && setup.contains (config))
        return Refusal{1007, "Thinking level is not supported for this model"};
    return std::nullopt;
}
} // namespace detail_model_rules

std::optional<Refusal> checkModelRules (const nlohmann::json& setup, const std::string& model,
                                        const std::string& apiVersion)
{
    using namespace detail_model_rules;
    if (setup.contains ("proactivity") && ! (isNativeAudio25 (model) && apiVersion == "v1alpha"))
        return Refusal{1007,
                       "Invalid JSON payload received. Unknown name \"proactivity\" at 'setup': Cannot find field."};
    if (is31 (model) && isAffective (setup))
        return Refusal{1011, "Internal error encountered."};
    if (auto refusal = checkThinking (setup, model))
        return refusal;
    if (model.starts_with (extendedThinking) && hasBlockingFunction (setup))
        return Refusal{1007, "BLOCKING function calls are not supported for this model"};

    constexpr std::array refused{"cmn-TW", "cmn-CN", "zh-CN", "zh-TW", "yue-CN"};
    const auto language = textAt (setup, "/generationConfig/speechConfig/languageCode");
    if (isNativeAudio25 (model) && std::find (refused.begin(), refused.end(), language) != refused.end())
        return Refusal{1007, "Unsupported language code '" + language + "' for model " + model};

    const auto voice = textAt (setup, "/generationConfig/speechConfig/voiceConfig/voice");
    if (! voice.empty() && ! is38 (model))
        return Refusal{1007, "There is no matching speaker voice " + voice};
    return std::nullopt;
}

bool closesAtAudio (const nlohmann::json& setup, const std::string& model)
{
    using namespace detail_model_rules;
    return is38 (model) && isAffective (setup);
}

} // namespace parlando
