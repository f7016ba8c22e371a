#pragma once

#include <string_view>

namespace parlando::detail_client_schema
{

/** A field: the message type that holds it, its name, and its type. Types: "string", "bool", "number", "any" (any
   JSON), "object" (any JSON object), "text map" (an object of strings), "a|b|c" (an enum's values), or another message
   type of this table. "[]" behind a type makes a list of it. */
struct Field
{
    std::string_view holder, name, type;
};

inline constexpr std::string_view modalities = "MODALITY_UNSPECIFIED|TEXT|IMAGE|AUDIO|VIDEO";
inline constexpr std::string_view harmCategories =
    "HARM_CATEGORY_UNSPECIFIED|HARM_CATEGORY_HARASSMENT|HARM_CATEGORY_HATE_SPEECH|HARM_CATEGORY_SEXUALLY_EXPLICIT|"
    "HARM_CATEGORY_DANGEROUS_CONTENT|HARM_CATEGORY_CIVIC_INTEGRITY|HARM_CATEGORY_JAILBREAK|HARM_CATEGORY_IMAGE_HATE|"
    "HARM_CATEGORY_IMAGE_DANGEROUS_CONTENT|HARM_CATEGORY_IMAGE_HARASSMENT|HARM_CATEGORY_IMAGE_SEXUALLY_EXPLICIT";

inline constexpr Field fields[] = {
    /** 2.1 the envelope */
    {"", "setup", "Setup"},
    {"", "clientContent", "ClientContent"},
    {"", "realtimeInput", "RealtimeInput"},
    {"", "toolResponse", "ToolResponse"},
    {"", "contextUpdate", "ContextUpdate"},

    /** 2.2 setup */
    {"Setup", "model", "string"},
    {"Setup", "generationConfig", "GenerationConfig"},
    {"Setup", "systemInstruction", "Content"},
    {"Setup", "tools", "Tool[]"},
    {"Setup", "realtimeInputConfig", "RealtimeInputConfig"},
    {"Setup", "sessionResumption", "SessionResumption"},
    {"Setup", "contextWindowCompression", "ContextWindowCompression"},
    {"Setup", "inputAudioTranscription", "AudioTranscription"},
    {"Setup", "outputAudioTranscription", "AudioTranscription"},
    {"Setup", "proactivity", "Proactivity"},
    {"Setup", "historyConfig", "HistoryConfig"},
    {"Setup", "avatarConfig", "AvatarConfig"},
    {"Setup", "safetySettings", "SafetySetting[]"},
    {"Setup", "labels", "text map"},
    {"SafetySetting", "category", harmCategories},
    {"SafetySetting", "threshold",
     "HARM_BLOCK_THRESHOLD_UNSPECIFIED|BLOCK_LOW_AND_ABOVE|BLOCK_MEDIUM_AND_ABOVE|BLOCK_ONLY_HIGH|BLOCK_NONE|OFF"},
    {"AvatarConfig", "avatarName", "string"},
    {"AvatarConfig", "customizedAvatar", "CustomizedAvatar"},
    {"AvatarConfig", "audioBitrateBps", "number"},
    {"AvatarConfig", "videoBitrateBps", "number"},
    {"CustomizedAvatar", "imageMimeType", "string"},
    {"CustomizedAvatar", "imageData", "string"},

    /** 2.3 generationConfig */
    {"GenerationConfig", "responseModalities", "modalities[]"},
    {"GenerationConfig", "temperature", "number"},
    {"GenerationConfig", "topP", "number"},
    {"GenerationConfig", "topK", "number"},
    {"GenerationConfig", "maxOutputTokens", "number"},
    {"GenerationConfig", "candidateCount", "number"},
    {"GenerationConfig", "presencePenalty", "number"},
    {"GenerationConfig", "frequencyPenalty", "number"},
    {"GenerationConfig", "seed", "number"},
    {"GenerationConfig", "mediaResolution",
     "MEDIA_RESOLUTION_UNSPECIFIED|MEDIA_RESOLUTION_LOW|MEDIA_RESOLUTION_MEDIUM|MEDIA_RESOLUTION_HIGH"},
    {"GenerationConfig", "speechConfig", "SpeechConfig"},
    {"GenerationConfig", "thinkingConfig", "ThinkingConfig"},
    {"GenerationConfig", "enableAffectiveDialog", "bool"},
    {"GenerationConfig", "translationConfig", "TranslationConfig"},
    {"SpeechConfig", "voiceConfig", "VoiceConfig"},
    {"SpeechConfig", "languageCode", "string"},
    {"VoiceConfig", "prebuiltVoiceConfig", "PrebuiltVoiceConfig"},
    {"VoiceConfig", "replicatedVoiceConfig", "ReplicatedVoiceConfig"},
    {"VoiceConfig", "voice", "string"},
    {"PrebuiltVoiceConfig", "voiceName", "string"},
    {"ReplicatedVoiceConfig", "mimeType", "string"},
    {"ReplicatedVoiceConfig", "voiceSampleAudio", "string"},
    {"ReplicatedVoiceConfig", "consentAudio", "string"},
    {"ReplicatedVoiceConfig", "voiceConsentSignature", "VoiceConsentSignature"},
    {"VoiceConsentSignature", "signature", "string"},
    {"ThinkingConfig", "includeThoughts", "bool"},
    {"ThinkingConfig", "thinkingBudget", "number"},
    {"ThinkingConfig", "thinkingLevel", "THINKING_LEVEL_UNSPECIFIED|MINIMAL|LOW|MEDIUM|HIGH"},
    {"TranslationConfig", "targetLanguageCode", "string"},
    {"TranslationConfig", "echoTargetLanguage", "bool"},

    /** 2.4 the other setup objects */
    {"RealtimeInputConfig", "automaticActivityDetection", "ActivityDetection"},
    {"RealtimeInputConfig", "activityHandling",
     "ACTIVITY_HANDLING_UNSPECIFIED|START_OF_ACTIVITY_INTERRUPTS|NO_INTERRUPTION"},
    {"RealtimeInputConfig", "turnCoverage",
     "TURN_COVERAGE_UNSPECIFIED|TURN_INCLUDES_ONLY_ACTIVITY|TURN_INCLUDES_ALL_INPUT|"
     "TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO"},
    {"RealtimeInputConfig", "interimTranscriptTimestampEnabled", "bool"},
    {"ActivityDetection", "disabled", "bool"},
    {"ActivityDetection", "startOfSpeechSensitivity",
     "START_SENSITIVITY_UNSPECIFIED|START_SENSITIVITY_HIGH|START_SENSITIVITY_LOW"},
    {"ActivityDetection", "endOfSpeechSensitivity",
     "END_SENSITIVITY_UNSPECIFIED|END_SENSITIVITY_HIGH|END_SENSITIVITY_LOW"},
    {"ActivityDetection", "prefixPaddingMs", "number"},
    {"ActivityDetection", "silenceDurationMs", "number"},
    {"SessionResumption", "handle", "string"},
    {"ContextWindowCompression", "triggerTokens", "int64"},
    {"ContextWindowCompression", "slidingWindow", "SlidingWindow"},
    {"SlidingWindow", "targetTokens", "int64"},
    {"AudioTranscription", "languageCodes", "string[]"},
    {"AudioTranscription", "customVocabulary", "string[]"},
    {"AudioTranscription", "wordTimestamp", "bool"},
    {"AudioTranscription", "diarization", "bool"},
    {"AudioTranscription", "mode", "MODE_UNSPECIFIED|VERBATIM|SMART"},
    {"AudioTranscription", "sourceText", "string"},
    {"AudioTranscription", "languageAuto", "object"},
    {"AudioTranscription", "languageHints", "LanguageHints"},
    {"AudioTranscription", "adaptationPhrases", "string[]"},
    {"LanguageHints", "languageCodes", "string[]"},
    {"Proactivity", "proactiveAudio", "bool"},
    {"Proactivity", "proactiveVideo", "bool"},
    {"HistoryConfig", "initialHistoryInClientContent", "bool"},

    /** 2.5 tools; the inside of server-side tools and of schemas is not looked at */
    {"Tool", "functionDeclarations", "FunctionDeclaration[]"},
    {"Tool", "googleSearch", "object"},
    {"Tool", "googleSearchRetrieval", "object"},
    {"Tool", "codeExecution", "object"},
    {"Tool", "urlContext", "object"},
    {"Tool", "googleMaps", "object"},
    {"Tool", "fileSearch", "object"},
    {"Tool", "mcpServers", "any"},
    {"Tool", "computerUse", "object"},
    {"FunctionDeclaration", "name", "string"},
    {"FunctionDeclaration", "description", "string"},
    {"FunctionDeclaration", "parameters", "object"},
    {"FunctionDeclaration", "parametersJsonSchema", "any"},
    {"FunctionDeclaration", "response", "object"},
    {"FunctionDeclaration", "responseJsonSchema", "any"},
    {"FunctionDeclaration", "behavior", "UNSPECIFIED|BLOCKING|NON_BLOCKING"},

    /** 2.6 clientContent */
    {"ClientContent", "turns", "Content[]"},
    {"ClientContent", "turnComplete", "bool"},
    {"Content", "role", "string"},
    {"Content", "parts", "Part[]"},
    {"Part", "text", "string"},
    {"Part", "inlineData", "Blob"},
    {"Part", "fileData", "FileReference"},
    {"Part", "thought", "bool"},
    {"Part", "thoughtSignature", "string"},
    {"Blob", "mimeType", "string"},
    {"Blob", "data", "string"},
    {"Blob", "displayName", "string"},
    {"FileReference", "mimeType", "string"},
    {"FileReference", "fileUri", "string"},

    /** 2.7 realtimeInput */
    {"RealtimeInput", "audio", "Blob"},
    {"RealtimeInput", "video", "Blob"},
    {"RealtimeInput", "text", "string"},
    {"RealtimeInput", "audioStreamEnd", "bool"},
    {"RealtimeInput", "activityStart", "Empty"},
    {"RealtimeInput", "activityEnd", "Empty"},
    {"RealtimeInput", "mediaChunks", "Blob[]"},

    /** 2.8 toolResponse */
    {"ToolResponse", "functionResponses", "FunctionResponse[]"},
    {"FunctionResponse", "id", "string"},
    {"FunctionResponse", "name", "string"},
    {"FunctionResponse", "response", "object"},
    {"FunctionResponse", "scheduling", "SCHEDULING_UNSPECIFIED|SILENT|WHEN_IDLE|INTERRUPT"},
    {"FunctionResponse", "willContinue", "bool"},
    {"FunctionResponse", "parts", "any"},

    /** 2.9 contextUpdate */
    {"ContextUpdate", "systemInstruction", "Content"},
    {"ContextUpdate", "tools", "ToolList"},
    {"ToolList", "tools", "Tool[]"},
};

} // namespace parlando::detail_client_schema
