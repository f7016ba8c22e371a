#pragma once

#include "FunctionResponse.h"
#include "Setup.h"

#include <concepts>
#include <type_traits>

namespace parlando::gemini
{

/** T, const or not. */
template <typename S, typename T>
concept Like = std::same_as<std::remove_const_t<S>, T>;

// Where each member of a client message stands on the wire (protocol sections 2.2 to 2.9), told once for writing and
// reading. A visitor takes visit (name, member); visit.any (name, json) for JSON of any type, where otherwise it must
// be an object; visit.single (name, value) for a list of exactly one value.

void visitFields (auto& visit, Like<Blob> auto& blob)
{
    visit ("mimeType", blob.mimeType);
    visit ("data", blob.data);
}

void visitFields (auto& visit, Like<FileReference> auto& file)
{
    visit ("mimeType", file.mimeType);
    visit ("fileUri", file.fileUri);
}

void visitFields (auto& visit, Like<ContentPart> auto& part)
{
    visit ("text", part.text);
    visit ("inlineData", part.inlineData);
    visit ("fileData", part.fileData);
}

void visitFields (auto& visit, Like<Content> auto& content)
{
    visit ("role", content.role);
    visit ("parts", content.parts);
}

void visitFields (auto& visit, Like<FunctionDeclaration> auto& function)
{
    visit ("name", function.name);
    visit ("description", function.description);
    visit ("parameters", function.parameters);
    visit.any ("parametersJsonSchema", function.parametersJsonSchema);
    visit ("response", function.response);
    visit.any ("responseJsonSchema", function.responseJsonSchema);
    visit ("behavior", function.behavior);
}

void visitFields (auto&, Like<Presence> auto&) {}

void visitFields (auto& visit, Like<GoogleSearch::SearchTypes> auto& types)
{
    visit ("webSearch", types.webSearch);
    visit ("imageSearch", types.imageSearch);
}

void visitFields (auto& visit, Like<GoogleSearch::TimeRange> auto& range)
{
    visit ("startTime", range.startTime);
    visit ("endTime", range.endTime);
}

void visitFields (auto& visit, Like<GoogleSearch> auto& search)
{
    visit ("searchTypes", search.searchTypes);
    visit ("timeRangeFilter", search.timeRangeFilter);
    visit ("excludeDomains", search.excludeDomains);
    visit ("blockingConfidence", search.blockingConfidence);
}

void visitFields (auto& visit, Like<GoogleMaps> auto& maps)
{
    visit ("authConfig", maps.authConfig);
    visit ("enableWidget", maps.enableWidget);
    visit ("groundingTypes", maps.groundingTypes);
}

void visitFields (auto& visit, Like<FileSearch> auto& search)
{
    visit ("fileSearchStoreNames", search.fileSearchStoreNames);
    visit ("topK", search.topK);
    visit ("metadataFilter", search.metadataFilter);
}

void visitFields (auto& visit, Like<McpServer::Transport> auto& transport)
{
    visit ("url", transport.url);
    visit ("headers", transport.headers);
    visit ("timeout", transport.timeout);
    visit ("sseReadTimeout", transport.sseReadTimeout);
    visit ("terminateOnClose", transport.terminateOnClose);
}

void visitFields (auto& visit, Like<McpServer> auto& server)
{
    visit ("name", server.name);
    visit ("streamableHttpTransport", server.streamableHttpTransport);
}

void visitFields (auto& visit, Like<ToolSet> auto& tools)
{
    visit ("functionDeclarations", tools.functionDeclarations);
    visit ("googleSearch", tools.googleSearch);
    visit ("googleSearchRetrieval", tools.googleSearchRetrieval);
    visit ("codeExecution", tools.codeExecution);
    visit ("urlContext", tools.urlContext);
    visit ("googleMaps", tools.googleMaps);
    visit ("fileSearch", tools.fileSearch);
    visit ("mcpServers", tools.mcpServers);
    visit ("computerUse", tools.computerUse);
    visit ("retrieval", tools.retrieval);
    visit ("enterpriseWebSearch", tools.enterpriseWebSearch);
    visit ("parallelAiSearch", tools.parallelAiSearch);
    visit ("exaAiSearch", tools.exaAiSearch);
}

void visitFields (auto& visit, Like<SpeechConfig::PrebuiltVoiceConfig> auto& voice)
{
    visit ("voiceName", voice.voiceName);
}

void visitFields (auto& visit, Like<SpeechConfig::ReplicatedVoiceConfig::ConsentSignature> auto& consent)
{
    visit ("signature", consent.signature);
}

void visitFields (auto& visit, Like<SpeechConfig::ReplicatedVoiceConfig> auto& voice)
{
    visit ("mimeType", voice.mimeType);
    visit ("voiceSampleAudio", voice.voiceSampleAudio);
    visit ("consentAudio", voice.consentAudio);
    visit ("voiceConsentSignature", voice.voiceConsentSignature);
}

void visitFields (auto& visit, Like<SpeechConfig::VoiceConfig> auto& voice)
{
    visit ("prebuiltVoiceConfig", voice.prebuiltVoiceConfig);
    visit ("replicatedVoiceConfig", voice.replicatedVoiceConfig);
    visit ("voice", voice.voice);
}

void visitFields (auto& visit, Like<SpeechConfig> auto& speech)
{
    visit ("voiceConfig", speech.voiceConfig);
    visit ("languageCode", speech.languageCode);
}

void visitFields (auto& visit, Like<ThinkingConfig> auto& thinking)
{
    visit ("includeThoughts", thinking.includeThoughts);
    visit ("thinkingBudget", thinking.thinkingBudget);
    visit ("thinkingLevel", thinking.thinkingLevel);
}

void visitFields (auto& visit, Like<TranslationConfig> auto& translation)
{
    visit ("targetLanguageCode", translation.targetLanguageCode);
    visit ("echoTargetLanguage", translation.echoTargetLanguage);
}

void visitFields (auto& visit, Like<GenerationConfig> auto& generation)
{
    visit.single ("responseModalities", generation.responseModality);
    visit ("temperature", generation.temperature);
    visit ("topP", generation.topP);
    visit ("topK", generation.topK);
    visit ("maxOutputTokens", generation.maxOutputTokens);
    visit ("candidateCount", generation.candidateCount);
    visit ("presencePenalty", generation.presencePenalty);
    visit ("frequencyPenalty", generation.frequencyPenalty);
    visit ("seed", generation.seed);
    visit ("mediaResolution", generation.mediaResolution);
    visit ("speechConfig", generation.speechConfig);
    visit ("thinkingConfig", generation.thinkingConfig);
    visit ("enableAffectiveDialog", generation.enableAffectiveDialog);
    visit ("translationConfig", generation.translationConfig);
}

void visitFields (auto& visit, Like<RealtimeInputConfig::AutomaticActivityDetection> auto& detection)
{
    visit ("disabled", detection.disabled);
    visit ("startOfSpeechSensitivity", detection.startOfSpeechSensitivity);
    visit ("endOfSpeechSensitivity", detection.endOfSpeechSensitivity);
    visit ("prefixPaddingMs", detection.prefixPaddingMs);
    visit ("silenceDurationMs", detection.silenceDurationMs);
}

void visitFields (auto& visit, Like<RealtimeInputConfig> auto& input)
{
    visit ("automaticActivityDetection", input.automaticActivityDetection);
    visit ("activityHandling", input.activityHandling);
    visit ("turnCoverage", input.turnCoverage);
    visit ("interimTranscriptTimestampEnabled", input.interimTranscriptTimestampEnabled);
}

void visitFields (auto& visit, Like<SessionResumption> auto& resumption)
{
    visit ("handle", resumption.handle);
    visit ("transparent", resumption.transparent);
}

void visitFields (auto& visit, Like<ContextWindowCompression::SlidingWindow> auto& window)
{
    visit ("targetTokens", window.targetTokens);
}

void visitFields (auto& visit, Like<ContextWindowCompression> auto& compression)
{
    visit ("triggerTokens", compression.triggerTokens);
    visit ("slidingWindow", compression.slidingWindow);
}

void visitFields (auto&, Like<AudioTranscriptionConfig::LanguageAuto> auto&) {}

void visitFields (auto& visit, Like<AudioTranscriptionConfig::LanguageHints> auto& hints)
{
    visit ("languageCodes", hints.languageCodes);
}

void visitFields (auto& visit, Like<AudioTranscriptionConfig> auto& transcription)
{
    visit ("languageCodes", transcription.languageCodes);
    visit ("customVocabulary", transcription.customVocabulary);
    visit ("wordTimestamp", transcription.wordTimestamp);
    visit ("diarization", transcription.diarization);
    visit ("mode", transcription.mode);
    visit ("sourceText", transcription.sourceText);
    visit ("languageAuto", transcription.languageAuto);
    visit ("languageHints", transcription.languageHints);
    visit ("adaptationPhrases", transcription.adaptationPhrases);
}

void visitFields (auto& visit, Like<Proactivity> auto& proactivity)
{
    visit ("proactiveAudio", proactivity.proactiveAudio);
    visit ("proactiveVideo", proactivity.proactiveVideo);
}

void visitFields (auto& visit, Like<HistoryConfig> auto& history)
{
    visit ("initialHistoryInClientContent", history.initialHistoryInClientContent);
}

void visitFields (auto& visit, Like<AvatarConfig::CustomizedAvatar> auto& avatar)
{
    visit ("imageMimeType", avatar.imageMimeType);
    visit ("imageData", avatar.imageData);
}

void visitFields (auto& visit, Like<AvatarConfig> auto& avatar)
{
    visit ("avatarName", avatar.avatarName);
    visit ("customizedAvatar", avatar.customizedAvatar);
    visit ("audioBitrateBps", avatar.audioBitrateBps);
    visit ("videoBitrateBps", avatar.videoBitrateBps);
}

void visitFields (auto& visit, Like<SafetySetting> auto& setting)
{
    visit ("category", setting.category);
    visit ("threshold", setting.threshold);
    visit ("method", setting.method);
}

void visitFields (auto& visit, Like<Setup> auto& setup)
{
    visit ("model", setup.model);
    visit ("generationConfig", setup.generationConfig);
    visit ("systemInstruction", setup.systemInstruction);
    visit ("tools", setup.tools);
    visit ("realtimeInputConfig", setup.realtimeInputConfig);
    visit ("sessionResumption", setup.sessionResumption);
    visit ("contextWindowCompression", setup.contextWindowCompression);
    visit ("inputAudioTranscription", setup.inputAudioTranscription);
    visit ("outputAudioTranscription", setup.outputAudioTranscription);
    visit ("proactivity", setup.proactivity);
    visit ("historyConfig", setup.historyConfig);
    visit ("explicitVadSignal", setup.explicitVadSignal);
    visit ("avatarConfig", setup.avatarConfig);
    visit ("safetySettings", setup.safetySettings);
    visit ("labels", setup.labels);
}

} // namespace parlando::gemini
