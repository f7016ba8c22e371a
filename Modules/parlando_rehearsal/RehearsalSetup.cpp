#include "RehearsalSetup.h"

#include "ModelRules.h"
#include "RehearsalAccess.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace parlando
{

namespace detail_rehearsal_setup
{
using nlohmann::json;

// Protocol section 5.2.
constexpr std::array<std::string_view, 30> voices{
    "Zephyr",  "Puck",          "Charon",    "Kore",         "Fenrir",     "Leda",    "Orus",    "Aoede",
    "Autonoe", "Callirrhoe",    "Enceladus", "Iapetus",      "Umbriel",    "Algieba", "Despina", "Erinome",
    "Algenib", "Rasalgethi",    "Laomedeia", "Achernar",     "Alnilam",    "Schedar", "Gacrux",  "Pulcherrima",
    "Achird",  "Zubenelgenubi", "Sadachbia", "Vindemiatrix", "Sadaltager", "Sulafat"};

// A member, or null when it is absent at any step.
const json& at (const json& value, std::initializer_list<const char*> path)
{
    static const json none;
    const json* current = &value;
    for (const auto* key : path)
    {
        if (! current->is_object() || ! current->contains (key))
            return none;
        current = &(*current)[key];
    }
    return *current;
}

std::string text (const json& value) { return value.is_string() ? value.get<std::string>() : std::string(); }

// On Vertex a model's name begins with its place: projects/P/locations/L/publishers/google/models/…
std::string withoutPlace (const std::string& model)
{
    constexpr std::string_view publisher = "/publishers/google/";
    const auto found = model.find (publisher);
    const auto isPlaced = model.starts_with ("projects/") && model.find ("/locations/") < found;
    return isPlaced && found != std::string::npos ? model.substr (found + publisher.size()) : std::string();
}

bool isLiveModel (const std::string& model)
{
    return model.starts_with ("models/gemini-") &&
           (model.find ("live") != std::string::npos || model.find ("native-audio") != std::string::npos);
}

std::optional<Refusal> checkModalities (const json& setup, const std::string& model)
{
    const auto& modalities = at (setup, {"generationConfig", "responseModalities"});
    if (modalities.is_null() || modalities.empty() || modalities == json::array ({"AUDIO"}))
        return std::nullopt;
    if (modalities == json::array ({"TEXT"}) && ! at (setup, {"generationConfig", "speechConfig"}).is_null())
        return Refusal{1007, "Cannot extract voices from a non-audio request."};
    std::string names;
    for (const auto& modality : modalities)
        names += (names.empty() ? "" : ", ") + text (modality);
    return Refusal{1007, "The requested combination of response modalities (" + names +
                             ") is not supported by the model. " + model};
}

// Protocol section 2.5: a letter or "_" first, then letters, digits and "_.:-", 64 at most.
bool isFunctionName (const std::string& name)
{
    return ! name.empty() && name.size() <= 64 &&
           (std::isalpha (static_cast<unsigned char> (name[0])) != 0 || name[0] == '_') &&
           std::all_of (name.begin(), name.end(),
                        [] (unsigned char c) {
                            return std::isalnum (c) != 0 ||
                                   std::string_view ("_.:-").find (static_cast<char> (c)) != std::string_view::npos;
                        });
}

std::optional<Refusal> checkFunctions (const std::vector<DeclaredFunction>& functions)
{
    if (functions.size() > 512)
        return Refusal{1007, "At most 512 function declarations are supported."};
    std::set<std::string> names;
    for (const auto& function : functions)
    {
        if (! isFunctionName (function.name))
            return Refusal{1007, "Invalid function name. Must start with a letter or an underscore: \"" +
                                     function.name + "\""};
        if (! names.insert (function.name).second)
            return Refusal{1007, "Duplicate function declaration found: " + function.name};
    }
    return std::nullopt;
}

void readActivity (const json& setup, RehearsalSetup& out)
{
    const auto& config = at (setup, {"realtimeInputConfig"});
    const auto& detection = at (config, {"automaticActivityDetection"});
    out.automaticDetection = at (detection, {"disabled"}) != true;
    out.speechInterrupts = at (config, {"activityHandling"}) != "NO_INTERRUPTION";
    out.sensitiveStart = at (detection, {"startOfSpeechSensitivity"}) != "START_SENSITIVITY_LOW";
    if (at (detection, {"endOfSpeechSensitivity"}) == "END_SENSITIVITY_LOW")
        out.silenceDurationMs = 1200;
    const auto milliseconds = [&] (const char* key, int fallback)
    {
        const auto& value = at (detection, {key});
        return value.is_number() ? static_cast<int> (std::clamp (value.get<double>(), 0.0, 60000.0)) : fallback;
    };
    out.prefixPaddingMs = milliseconds ("prefixPaddingMs", out.prefixPaddingMs);
    out.silenceDurationMs = milliseconds ("silenceDurationMs", out.silenceDurationMs);
}
} // namespace detail_rehearsal_setup

std::optional<Refusal> RehearsalSetup::read (const nlohmann::json& setup, const std::string& apiVersion,
                                             RehearsalSetup& out)
{
    using namespace detail_rehearsal_setup;
    const auto model = text (at (setup, {"model"}));
    out.model = apiVersion == vertexVersion ? withoutPlace (model) : model;
    if (! isLiveModel (out.model))
        return Refusal{1008, model + " is not found for API version " + apiVersion +
                                 ", or is not supported for bidiGenerateContent."};
    if (auto refusal = checkModalities (setup, out.model))
        return refusal;

    const auto& voice =
        at (setup, {"generationConfig", "speechConfig", "voiceConfig", "prebuiltVoiceConfig", "voiceName"});
    out.voice = text (voice);
    if (! voice.is_null() && std::find (voices.begin(), voices.end(), out.voice) == voices.end())
        return Refusal{1007, "Requested voice api_name '" + out.voice + "' is not available for model " + out.model};

    const auto& tools = at (setup, {"tools"});
    out.functions = readDeclaredFunctions (tools);
    if (auto refusal = checkFunctions (out.functions))
        return refusal;
    if (auto refusal = checkModelRules (setup, out.model, apiVersion))
        return refusal;

    readActivity (setup, out);
    out.inputTranscription = ! at (setup, {"inputAudioTranscription"}).is_null();
    out.outputTranscription = ! at (setup, {"outputAudioTranscription"}).is_null();
    out.resumption = ! at (setup, {"sessionResumption"}).is_null();
    out.handle = text (at (setup, {"sessionResumption", "handle"}));
    out.historyFirst = at (setup, {"historyConfig", "initialHistoryInClientContent"}) == true;
    out.refusesAudio = closesAtAudio (setup, out.model);
    out.takesUpdates = out.model.starts_with ("models/gemini-3.8-live");
    out.takesEmptyContent = ! out.model.starts_with ("models/gemini-2.5-");
    out.contentAlways = ! out.model.starts_with ("models/gemini-3.1-");
    out.promptTextTokens =
        textTokens (at (setup, {"systemInstruction"}).is_null()
                        ? ""
                        : at (setup, {"systemInstruction"}).dump (-1, ' ', true, json::error_handler_t::replace)) +
        (tools.is_null() ? 0 : textTokens (tools.dump (-1, ' ', true, json::error_handler_t::replace)));
    return std::nullopt;
}

std::optional<Refusal> RehearsalSetup::update (const nlohmann::json& update)
{
    using namespace detail_rehearsal_setup;
    if (! takesUpdates)
        return Refusal{1007, "Invalid JSON payload received. Unknown name \"contextUpdate\": Cannot find field."};
    if (update.empty())
        return Refusal{1007, "Request contains an invalid argument."};
    if (! update.contains ("tools"))
        return std::nullopt;
    auto declared = readDeclaredFunctions (at (update, {"tools", "tools"}));
    if (auto refusal = checkFunctions (declared))
        return refusal;
    functions = std::move (declared);
    return std::nullopt;
}

std::int64_t textTokens (const std::string& text) { return static_cast<std::int64_t> ((text.size() + 3) / 4); }

} // namespace parlando
