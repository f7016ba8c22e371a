#include "ContentReader.h"

#include "MimeType.h"
#include <parlando_text/Base64.h>

#include <limits>
#include <utility>

namespace parlando::gemini
{

void stripControlTokens (std::string& text)
{
    constexpr std::string_view opening = "<ctrl";
    std::size_t kept = 0; // up to here `stripped` has it all

    std::string stripped;

    for (auto start = text.find (opening); start != std::string::npos; start = text.find (opening, start + 1))
    {
        const auto digits = start + opening.size();
        const auto end = text.find_first_not_of ("0123456789", digits);

        if (end == std::string::npos || end == digits || text[end] != '>')
            continue;

        stripped.append (text, kept, start - kept);
        kept = end + 1;
    }

    if (kept > 0)
        text = stripped.append (text, kept);
}

std::optional<InteractionStatus> readInteractionStatus (FieldReader& fields)
{
    const auto status = fields.name ("interactionStatus");

    if (status == "INTERACTION_STATUS_UNSPECIFIED")
        return InteractionStatus::unspecified;

    if (status == "IN_PROGRESS")
        return InteractionStatus::inProgress;

    if (status == "REQUIRES_ACTION")
        return InteractionStatus::requiresAction;

    return status == "IDLE" ? std::optional (InteractionStatus::idle) : std::nullopt;
}

namespace detail_content
{

/** A part that cannot be used is dropped alone (C82); of a thought nothing may be heard or seen as the answer (C55). */
void readInlineData (FieldReader fields, bool isThought, std::vector<Part>& parts)
{
    MediaPart media;
    media.mimeType = fields.name ("mimeType");
    media.bytes = fields.bytes ("data");
    const auto format = readAudioFormat (media.mimeType);

    if (media.bytes.empty() || isThought)
        return;

    if (media.mimeType.empty())
        fields.warn ("mimeType", "is missing; the part was dropped");
    else if (format.isPcm && ! format.sampleRate)
        fields.warn ("mimeType", "names audio that cannot be played; the part was dropped");
    else if (format.isPcm)
        parts.emplace_back (AudioPart{*format.sampleRate, std::move (media.bytes)});
    else
    {
        media.displayName = fields.name ("displayName");
        parts.emplace_back (std::move (media));
    }
}

void readPart (FieldReader fields, std::vector<Part>& parts)
{
    auto& warnings = fields.warningsSoFar();
    const auto isThought = fields.flag ("thought");

    if (auto text = fields.text ("text"); ! text.empty())
        parts.emplace_back (TextPart{std::move (text), isThought});

    if (auto* inlineData = fields.objectAt ("inlineData"))
        readInlineData ({*inlineData, "serverContent.modelTurn.parts.inlineData", warnings}, isThought, parts);

    if (auto* object = fields.objectAt ("executableCode"))
    {
        FieldReader code (*object, "serverContent.modelTurn.parts.executableCode", warnings);
        parts.emplace_back (ExecutableCodePart{code.text ("code"), code.name ("language"), code.name ("id")});
    }

    if (auto* object = fields.objectAt ("codeExecutionResult"))
    {
        FieldReader result (*object, "serverContent.modelTurn.parts.codeExecutionResult", warnings);
        parts.emplace_back (
            CodeExecutionResultPart{result.name ("outcome"), result.text ("output"), result.name ("id")});
    }
}

Transcription readTranscription (FieldReader fields)
{
    Transcription transcription;
    transcription.text = fields.text ("text");
    stripControlTokens (transcription.text);
    transcription.finished = fields.flag ("finished");
    transcription.languageCode = fields.name ("languageCode");
    transcription.speakerLabel = fields.name ("speakerLabel");
    transcription.startOffsetSeconds = fields.seconds ("startOffset");
    transcription.endOffsetSeconds = fields.seconds ("endOffset");

    forEachObject (fields, "words", "serverContent.transcription.words",
                   [&] (FieldReader word) {
                       transcription.words.push_back (
                           {word.name ("word"), word.seconds ("startOffset"), word.seconds ("endOffset")});
                   });
    return transcription;
}

GroundingChunk readChunk (FieldReader fields)
{
    using Kind = GroundingChunk::Kind;
    static constexpr std::pair<const char*, Kind> kinds[]{
        {"web", Kind::web}, {"maps", Kind::maps}, {"image", Kind::image}, {"retrievedContext", Kind::retrievedContext}};

    GroundingChunk chunk;

    for (const auto& [key, kind] : kinds)
    {
        auto* object = fields.objectAt (key);

        if (object == nullptr)
            continue;

        chunk.kind = kind;
        chunk.source = *object;
        FieldReader source (*object, "serverContent.groundingMetadata.groundingChunks", fields.warningsSoFar());
        chunk.uri = source.text (source.has ("uri") ? "uri" : "sourceUri");
        chunk.title = source.text ("title");
        chunk.domain = source.text ("domain");
        chunk.text = source.text ("text");
        break;
    }

    return chunk;
}

GroundingSupport readSupport (FieldReader fields)
{
    constexpr auto largest = std::numeric_limits<std::int32_t>::max();
    GroundingSupport support;

    if (auto* object = fields.objectAt ("segment"))
    {
        FieldReader segment (*object, "serverContent.groundingMetadata.groundingSupports.segment",
                             fields.warningsSoFar());
        support.segment.partIndex = segment.clampedInteger ("partIndex", 0, largest).value_or (0);
        support.segment.startIndex = segment.clampedInteger ("startIndex", 0, largest).value_or (0);
        support.segment.endIndex = segment.clampedInteger ("endIndex", 0, largest).value_or (0);
        support.segment.text = segment.text ("text");
    }

    support.groundingChunkIndices = fields.integers ("groundingChunkIndices", 0, largest);
    support.confidenceScores = fields.numbers ("confidenceScores");
    return support;
}

GroundingMetadata readGrounding (FieldReader fields)
{
    GroundingMetadata grounding;
    grounding.webSearchQueries = fields.names ("webSearchQueries", limits::maximumTextBytes);
    grounding.imageSearchQueries = fields.names ("imageSearchQueries", limits::maximumTextBytes);
    grounding.retrievalQueries = fields.names ("retrievalQueries", limits::maximumTextBytes);
    grounding.mapsWidgetToken = fields.name ("googleMapsWidgetContextToken", limits::maximumHandleBytes);

    if (auto* object = fields.objectAt ("searchEntryPoint"))
    {
        FieldReader entry (*object, "serverContent.groundingMetadata.searchEntryPoint", fields.warningsSoFar());
        grounding.renderedContent = entry.text ("renderedContent");
        grounding.sdkBlob = entry.bytes ("sdkBlob");
    }

    if (auto* object = fields.objectAt ("retrievalMetadata"))
        grounding.retrievalMetadata = std::move (*object);

    // Supports name chunks by their place, so that an entry that cannot be read still takes one.
    if (auto* chunks = fields.listAt ("groundingChunks"))
        for (auto& entry : *chunks)
            grounding.groundingChunks.push_back (
                entry.is_object()
                    ? readChunk ({entry, "serverContent.groundingMetadata.groundingChunks", fields.warningsSoFar()})
                    : GroundingChunk{});

    forEachObject (fields, "groundingSupports", "serverContent.groundingMetadata.groundingSupports",
                   [&] (FieldReader support) { grounding.groundingSupports.push_back (readSupport (support)); });
    return grounding;
}

UrlContextMetadata readUrlContext (FieldReader fields)
{
    UrlContextMetadata context;
    forEachObject (fields, "urlMetadata", "serverContent.urlContextMetadata.urlMetadata",
                   [&] (FieldReader url) {
                       context.urlMetadata.push_back ({url.text ("retrievedUrl"), url.name ("urlRetrievalStatus")});
                   });
    return context;
}

void readModelTurn (FieldReader fields, ServerContent& content)
{
    content.role = fields.name ("role");
    forEachObject (fields, "parts", "serverContent.modelTurn.parts",
                   [&] (FieldReader part) { readPart (part, content.parts); });
}

} // namespace detail_content

ServerContent readServerContent (FieldReader fields)
{
    using namespace detail_content;
    ServerContent content;

    const auto take = [&] (const char* key, auto& member, auto&& reader)
    {
        if (auto* object = fields.objectAt (key))
            member = reader (FieldReader (*object, key, fields.warningsSoFar()));
    };

    if (auto* turn = fields.objectAt ("modelTurn"))
        readModelTurn ({*turn, "serverContent.modelTurn", fields.warningsSoFar()}, content);

    content.interrupted = fields.flag ("interrupted");
    content.generationComplete = fields.flag ("generationComplete");
    content.turnComplete = fields.flag ("turnComplete");
    content.waitingForInput = fields.flag ("waitingForInput");
    take ("inputTranscription", content.inputTranscription, readTranscription);
    take ("interimInputTranscription", content.interimInputTranscription, readTranscription);
    take ("outputTranscription", content.outputTranscription, readTranscription);
    content.turnCompleteReason = fields.name ("turnCompleteReason");
    content.interactionStatus = readInteractionStatus (fields);
    take ("groundingMetadata", content.groundingMetadata, readGrounding);
    take ("urlContextMetadata", content.urlContextMetadata, readUrlContext);

    // The wire's way to say that there is none.
    if (content.turnCompleteReason == "TURN_COMPLETE_REASON_UNSPECIFIED")
        content.turnCompleteReason.clear();

    return content;
}

} // namespace parlando::gemini
