#include "SetupProblems.h"

#include "Languages.h"
#include "Models.h"
#include "Voices.h"
#include "WireNames.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace parlando::gemini
{

namespace detail_problems
{

constexpr std::size_t maximumFunctions = 512;   // protocol section 2.5
constexpr std::size_t maximumNameLength = 64;   // protocol section 2.5
constexpr std::size_t maximumLabelLength = 63;  // protocol section 2.2
constexpr std::size_t maximumVocabulary = 1000; // protocol section 2.4

/** What is looked at, and what was found. */
struct Examination
{
    const Setup& setup;
    const ModelCapabilities& model = capabilitiesOf (setup.model);
    std::vector<std::string> found{};

    void refuseIf (bool isWrong, std::string sentence)
    {
        if (isWrong)
            found.push_back (std::move (sentence));
    }

    std::string name() const { return model.family.empty() ? setup.model : std::string (model.family); }
};

void examineModality (Examination& exam)
{
    const auto modality = exam.setup.generationConfig.responseModality;
    exam.refuseIf (modality == Modality::audio && ! exam.model.audioOutput,
                   exam.name() + " answers in text alone: set responseModalities to TEXT.");
    exam.refuseIf (modality == Modality::text && ! exam.model.textOutput,
                   exam.name() + " answers in audio alone: set responseModalities to AUDIO, and take the text from "
                                 "outputAudioTranscription.");
    exam.refuseIf (modality == Modality::image || modality == Modality::video,
                   "A live conversation answers in AUDIO or TEXT: set responseModalities to one of them.");
}

void examineSpeech (Examination& exam)
{
    const auto& generation = exam.setup.generationConfig;
    const auto& speech = generation.speechConfig;
    const auto& voice = speech.voiceConfig.prebuiltVoiceConfig.voiceName;
    const auto& library = speech.voiceConfig.voice;
    const auto& language = speech.languageCode;

    exam.refuseIf (generation.responseModality == Modality::text && speech != SpeechConfig(),
                   "Text has no voice: leave speechConfig out, or set responseModalities to AUDIO.");

    if (const auto* known = findVoice (voice); ! voice.empty() && known == nullptr)
        exam.found.push_back ("There is no voice " + shortened (voice, 60) + "; did you mean " +
                              std::string (nearestVoice (voice).name) + "?");
    else if (known != nullptr && ! known->isClassic && exam.model.classicVoicesOnly)
        exam.found.push_back (exam.name() + " does not have the voice " + voice +
                              ": take Puck, Charon, Kore, Fenrir, Aoede, Leda, Orus or Zephyr.");

    // C122: others answer "no matching speaker voice".
    exam.refuseIf (! library.empty() && ! exam.model.libraryVoices,
                   exam.name() + " does not have the library's voice " + library.substr (0, 60) +
                       ": take gemini-3.8-live, or one of the 30 voices that every model has, such as Kore.");
    exam.refuseIf (! library.empty() && ! voice.empty(), "The setup names two voices, " + voice.substr (0, 60) +
                                                             " and " + library.substr (0, 60) + ": leave one out.");

    exam.refuseIf (! language.empty() && ! isKnownLanguage (language),
                   "No model speaks the language " + shortened (language, 60) +
                       ": give a code such as en-US, or leave it out, since the model follows the conversation.");
}

void examineThinking (Examination& exam)
{
    using Thinking = ModelCapabilities::Thinking;
    const auto kind = exam.model.thinking;
    const auto& config = exam.setup.generationConfig.thinkingConfig;
    const auto hasLevel = config && config->thinkingLevel;
    const auto level = hasLevel ? *config->thinkingLevel : ThinkingLevel::unspecified;
    const auto hasBudget = config && config->thinkingBudget;

    exam.refuseIf (kind == Thinking::nothing && config.has_value(),
                   exam.name() + " takes no thinkingConfig: leave it out.");
    exam.refuseIf ((kind == Thinking::level || kind == Thinking::requiredLevel) && hasBudget,
                   exam.name() + " takes no thinkingBudget: give a thinkingLevel instead.");
    exam.refuseIf (kind == Thinking::budget && hasLevel,
                   exam.name() + " takes no thinkingLevel: give a thinkingBudget instead.");
    exam.refuseIf (kind == Thinking::requiredLevel && level <= ThinkingLevel::minimal,
                   exam.name() + " needs thinkingConfig.thinkingLevel: set it to LOW, MEDIUM or HIGH.");
    exam.refuseIf (kind == Thinking::anything && hasBudget && hasLevel,
                   "thinkingBudget and thinkingLevel exclude each other: leave one out.");
}

void examineGeneration (Examination& exam)
{
    const auto& generation = exam.setup.generationConfig;
    const auto& proactivity = exam.setup.proactivity;
    const auto isOn = proactivity && proactivity->proactiveAudio == true;
    const auto temperature = generation.temperature;

    exam.refuseIf (temperature && ! (*temperature >= 0.0 && *temperature <= 2.0),
                   "The temperature must be from 0 to 2.");
    exam.refuseIf (generation.enableAffectiveDialog.value_or (false) && ! exam.model.affectiveDialog,
                   exam.name() + " has no affective dialog: leave enableAffectiveDialog out.");
    exam.refuseIf (proactivity && proactivity->proactiveVideo == true && ! isOn,
                   "proactiveVideo needs proactiveAudio: set both.");

    const auto& translation = generation.translationConfig;
    exam.refuseIf (translation && ! exam.model.translation,
                   exam.name() + " does not translate by itself: leave translationConfig out, or take "
                                 "gemini-3.5-live-translate-preview.");
    exam.refuseIf (translation && translation->targetLanguageCode.empty(),
                   "translationConfig needs a targetLanguageCode, such as de-DE.");
}

void examineTranscription (Examination& exam)
{
    using Mode = AudioTranscriptionConfig::Mode;

    for (const auto* config : {&exam.setup.inputAudioTranscription, &exam.setup.outputAudioTranscription})
    {
        if (! *config)
            continue;

        const auto& each = **config;
        const auto isSmart = each.mode == Mode::smart;
        exam.refuseIf (
            isSmart && (each.wordTimestamp == true || each.diarization == true),
            "A SMART transcription has neither wordTimestamp nor diarization: leave them out, or set the mode "
            "to VERBATIM.");
        exam.refuseIf (! isSmart && ! each.sourceText.empty(), "sourceText needs the transcription mode SMART.");
        exam.refuseIf (each.customVocabulary.size() > maximumVocabulary,
                       "customVocabulary takes at most 1000 entries.");
    }
}

bool isLetter (char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool isDigit (char c) { return c >= '0' && c <= '9'; }

bool isFunctionName (std::string_view name)
{
    const auto continues = [] (char c)
    { return isLetter (c) || isDigit (c) || std::string_view ("_.:-").find (c) != std::string_view::npos; };

    return ! name.empty() && name.size() <= maximumNameLength && (isLetter (name.front()) || name.front() == '_') &&
           std::all_of (name.begin(), name.end(), continues);
}

void examineFunction (Examination& exam, const FunctionDeclaration& function)
{
    const auto name = "The function " + shortened (function.name, maximumNameLength);
    const auto behavior = function.behavior;

    exam.refuseIf (! isFunctionName (function.name),
                   name + " needs another name: a letter or _, then letters, digits and _ . : -, at most 64.");
    exam.refuseIf (function.description.empty(), name + " needs a description: the model chooses by it.");
    exam.refuseIf (! function.parameters.is_null() && ! function.parametersJsonSchema.is_null(),
                   name + " has parameters and parametersJsonSchema: leave one out.");
    exam.refuseIf (! function.response.is_null() && ! function.responseJsonSchema.is_null(),
                   name + " has response and responseJsonSchema: leave one out.");
    exam.refuseIf (behavior == Behavior::blocking && ! exam.model.blockingFunctions,
                   name + " cannot be BLOCKING: " + exam.name() + " never waits for functions.");
    exam.refuseIf (behavior == Behavior::nonBlocking && ! exam.model.nonBlockingFunctions,
                   name + " cannot be NON_BLOCKING: " + exam.name() + " always waits for functions.");
}

void examineTools (Examination& exam)
{
    std::set<std::string> names;
    std::size_t count = 0;

    const auto refuseTool = [&] (bool isThere, bool isTaken, const char* tool)
    { exam.refuseIf (isThere && ! isTaken, exam.name() + " has no " + tool + ": leave it out of tools."); };

    for (const auto& tools : exam.setup.tools)
    {
        refuseTool (tools.googleSearch.has_value(), exam.model.search, "googleSearch");
        refuseTool (! tools.googleSearchRetrieval.is_null(), exam.model.search, "googleSearchRetrieval");
        refuseTool (tools.codeExecution.has_value(), exam.model.codeExecution, "codeExecution");
        refuseTool (tools.urlContext.has_value(), exam.model.urlContext, "urlContext");
        refuseTool (tools.googleMaps.has_value(), exam.model.maps, "googleMaps");
        refuseTool (! tools.functionDeclarations.empty(), exam.model.functions, "functionDeclarations");
        count += tools.functionDeclarations.size();

        for (const auto& function : tools.functionDeclarations)
        {
            examineFunction (exam, function);
            exam.refuseIf (! names.insert (function.name).second, "Two functions are called " +
                                                                      shortened (function.name, maximumNameLength) +
                                                                      ": give each its own name.");
        }
    }

    exam.refuseIf (count > maximumFunctions, "A conversation takes at most 512 functions: leave some out.");
}

void examineBackend (Examination& exam)
{
    const auto& setup = exam.setup;
    const auto isVertex = setup.vertex.has_value();
    const auto only = [&] (bool isThere, bool needsVertex, const char* what)
    {
        exam.refuseIf (isThere && isVertex != needsVertex, std::string (what) + " is for " +
                                                               (needsVertex ? "Vertex" : "the Gemini API") +
                                                               " only: leave it out.");
    };

    only (setup.explicitVadSignal.has_value(), true, "explicitVadSignal");
    only (setup.sessionResumption && setup.sessionResumption->transparent, true, "sessionResumption.transparent");

    for (const auto& safety : setup.safetySettings)
        only (! safety.method.empty(), true, "safetySettings.method");

    for (const auto& tools : setup.tools)
    {
        only (tools.fileSearch.has_value(), false, "fileSearch");
        only (! tools.mcpServers.empty(), false, "mcpServers");
        only (! tools.retrieval.is_null(), true, "retrieval");
        only (! tools.enterpriseWebSearch.is_null(), true, "enterpriseWebSearch");
        only (! tools.parallelAiSearch.is_null(), true, "parallelAiSearch");
        only (! tools.exaAiSearch.is_null(), true, "exaAiSearch");
    }
}

void examineLabels (Examination& exam)
{
    const auto isLabel = [] (const std::string& text)
    {
        return text.size() <= maximumLabelLength &&
               std::all_of (text.begin(), text.end(),
                            [] (char c) { return (c >= 'a' && c <= 'z') || isDigit (c) || c == '_' || c == '-'; });
    };

    for (const auto& [name, value] : exam.setup.labels)
        exam.refuseIf (name.empty() || ! isLabel (name) || ! isLabel (value),
                       "The label " + shortened (name, maximumLabelLength) +
                           " must be of lower-case letters, digits, _ and -, at most 63 each in name and value.");
}

} // namespace detail_problems

std::vector<std::string> problems (const Setup& setup)
{
    using namespace detail_problems;
    Examination exam{setup};
    exam.refuseIf (setup.model.empty(), "The setup needs a model, such as " + std::string (defaultModel) + ".");
    examineModality (exam);
    examineSpeech (exam);
    examineThinking (exam);
    examineGeneration (exam);
    examineTranscription (exam);
    examineTools (exam);
    examineBackend (exam);
    examineLabels (exam);
    return std::move (exam.found);
}

} // namespace parlando::gemini
