#include "Fixtures.h"

#include <catch2/catch_approx.hpp>

using namespace parlando;
using namespace parlando::gemini;
using namespace parlando::testing;

namespace
{

const AudioPart& audioAt (const ServerContent& content, std::size_t index)
{
    return std::get<AudioPart> (content.parts.at (index));
}

const TextPart& textAt (const ServerContent& content, std::size_t index)
{
    return std::get<TextPart> (content.parts.at (index));
}

} // namespace

TEST_CASE ("C24: setupComplete, bare and with everything (F1, F2)")
{
    ServerMessage bare;
    bare.setupComplete.emplace();
    CHECK (messageOf ("01-setup-complete-empty") == bare);

    const auto rich = messageOf ("02-setup-complete-session-id");
    REQUIRE (rich.setupComplete);
    CHECK (rich.setupComplete->sessionId == "7c1f0b52-9d0e-4f7a-8a55-0c2d5e6f7a81");
    CHECK (rich.setupComplete->voiceConsentSignature == "c2lnbmF0dXJlLWJ5dGVz");
}

TEST_CASE ("C16: an audio chunk at 24 kHz (F3)")
{
    const auto content = contentOf ("03-audio-chunk-24k");
    REQUIRE (content.parts.size() == 1);
    CHECK (audioAt (content, 0).sampleRate == 24000);
    CHECK (audioAt (content, 0).pcm.size() == 96);

    // AACyAloF is 00 00 b2 02 5a 05.
    CHECK (std::vector<std::uint8_t> (audioAt (content, 0).pcm.begin(), audioAt (content, 0).pcm.begin() + 6) ==
           std::vector<std::uint8_t>{0x00, 0x00, 0xb2, 0x02, 0x5a, 0x05});
}

TEST_CASE ("C16: audio without a rate is 24 kHz (F4)")
{
    const auto content = contentOf ("04-audio-chunk-no-rate");
    CHECK (content.role == "model");
    REQUIRE (content.parts.size() == 1);
    CHECK (audioAt (content, 0).sampleRate == 24000);
}

TEST_CASE ("C16: capitals and order of mime parameters do not matter (F5)")
{
    const auto content = contentOf ("05-audio-mime-odd-params");
    REQUIRE (content.parts.size() == 1);
    CHECK (audioAt (content, 0).sampleRate == 16000);
    CHECK (audioAt (content, 0).pcm.size() == 64);
}

TEST_CASE ("C56, C57: all parts of a turn in order, an image apart from audio (F6)")
{
    const auto content = contentOf ("06-multi-part-turn");
    REQUIRE (content.parts.size() == 5);
    CHECK (audioAt (content, 0).pcm.size() == 96);
    CHECK (textAt (content, 1).text == "Sure, ");
    CHECK (audioAt (content, 2).pcm.size() == 96);
    CHECK (textAt (content, 3).text == "one moment.");

    const auto& image = std::get<MediaPart> (content.parts[4]);
    CHECK (image.mimeType == "image/jpeg");
    CHECK (image.bytes.size() == 22);
    CHECK (image.bytes[0] == 0xff);
}

TEST_CASE ("C55: a thought is marked as one (F7)")
{
    const auto content = contentOf ("07-thought-text-part");
    REQUIRE (content.parts.size() == 2);
    CHECK (textAt (content, 0).thought);
    CHECK (textAt (content, 0).text == "The user wants the ferry times, so I should look them up.");
    CHECK (audioAt (content, 1).pcm == std::vector<std::uint8_t> (96, 0));
}

TEST_CASE ("C59: content without anything and a message without anything (F8, F9)")
{
    CHECK (contentOf ("08-empty-server-content") == ServerContent());
    CHECK (messageOf ("09-empty-message") == ServerMessage());
}

TEST_CASE ("C58: generationComplete alone (F10)")
{
    ServerContent expected;
    expected.generationComplete = true;
    CHECK (contentOf ("10-generation-complete") == expected);
}

TEST_CASE ("The end of a turn with usage (F11)")
{
    const auto message = messageOf ("11-turn-complete-with-usage");
    REQUIRE (message.serverContent);
    CHECK (message.serverContent->turnComplete);
    REQUIRE (message.usageMetadata);
    CHECK (message.usageMetadata->promptTokenCount == 431);
    CHECK (message.usageMetadata->responseTokenCount == 96);
    CHECK (message.usageMetadata->totalTokenCount == 527);
    CHECK (message.usageMetadata->promptTokensDetails ==
           std::vector<ModalityTokenCount>{{"TEXT", 181}, {"AUDIO", 250}});
    CHECK (message.usageMetadata->responseTokensDetails == std::vector<ModalityTokenCount>{{"AUDIO", 96}});
}

TEST_CASE ("C60: a turn's end tells whether the model reasons on (F12, F13)")
{
    const auto busy = contentOf ("12-turn-complete-in-progress"), idle = contentOf ("13-turn-complete-idle");
    CHECK (busy.turnComplete);
    CHECK (busy.interactionStatus == InteractionStatus::inProgress);
    CHECK (idle.turnComplete);
    CHECK (idle.interactionStatus == InteractionStatus::idle);
}

TEST_CASE ("Interruption, alone and with the turn's end (F14, F15)")
{
    ServerContent expected;
    expected.interrupted = true;
    CHECK (contentOf ("14-interrupted") == expected);

    const auto both = messageOf ("15-interrupted-and-turn-complete");
    REQUIRE (both.serverContent);
    CHECK (both.serverContent->interrupted);
    CHECK (both.serverContent->turnComplete);
    REQUIRE (both.usageMetadata);
    CHECK (both.usageMetadata->totalTokenCount == 532);
}

TEST_CASE ("C51: a transcription keeps its leading space (F16)")
{
    const auto content = contentOf ("16-input-transcription");
    REQUIRE (content.inputTranscription);
    CHECK (content.inputTranscription->text == " what time does");
    CHECK_FALSE (content.inputTranscription->finished);
}

TEST_CASE ("A transcription with everything (F17)")
{
    const auto content = contentOf ("17-input-transcription-rich");
    REQUIRE (content.inputTranscription);
    const auto& heard = *content.inputTranscription;
    CHECK (heard.finished);
    CHECK (heard.languageCode == "en");
    CHECK (heard.speakerLabel == "spk_1");
    CHECK (heard.startOffsetSeconds.value() == Catch::Approx (1.24));
    CHECK (heard.endOffsetSeconds.value() == Catch::Approx (3.1));
    REQUIRE (heard.words.size() == 2);
    CHECK (heard.words[1].word == "time");
    CHECK (heard.words[1].startOffsetSeconds.value() == Catch::Approx (1.42));
    CHECK (heard.words[1].endOffsetSeconds.value() == Catch::Approx (1.7));
}

TEST_CASE ("Interim, output-only and empty transcriptions (F18, F19, F20)")
{
    CHECK (contentOf ("18-interim-input-transcription").interimInputTranscription.value().text == "what ti");
    CHECK (contentOf ("19-output-transcription-without-audio").outputTranscription.value().text ==
           "The next ferry leaves at half past ");
    CHECK (contentOf ("20-output-transcription-empty").outputTranscription.value() == Transcription());
}

TEST_CASE ("C13: audio, transcripts and completion in one message (F21)")
{
    const auto message = messageOf ("21-bundled-audio-text-complete");
    REQUIRE (message.serverContent);
    const auto& content = *message.serverContent;
    CHECK (content.parts.size() == 2);
    CHECK (content.inputTranscription.value().text == " thanks");
    CHECK (content.outputTranscription.value().text == "You are welcome.");
    CHECK (content.generationComplete);
    CHECK (content.turnComplete);
    CHECK (message.usageMetadata.value().totalTokenCount == 671);
}

TEST_CASE ("The model waits for more (F22)")
{
    const auto content = contentOf ("22-waiting-for-input");
    CHECK (content.turnComplete);
    CHECK (content.waitingForInput);
    CHECK (content.turnCompleteReason == "NEED_MORE_INPUT");
}

TEST_CASE ("C91: grounding is complete, its offsets count UTF-8 bytes (F23)")
{
    const auto content = contentOf ("23-grounding-and-url-context");
    REQUIRE (content.groundingMetadata);
    const auto& grounding = *content.groundingMetadata;
    CHECK (grounding.webSearchQueries == std::vector<std::string>{"s\u00e3o paulo weather this morning"});
    CHECK (grounding.renderedContent == "<div>chip</div>");
    REQUIRE (grounding.groundingChunks.size() == 1);
    CHECK (grounding.groundingChunks[0].kind == GroundingChunk::Kind::web);
    CHECK (grounding.groundingChunks[0].uri == "https://example.test/weather");
    CHECK (grounding.groundingChunks[0].title == "Weather");
    REQUIRE (grounding.groundingSupports.size() == 1);

    const auto& support = grounding.groundingSupports[0];
    CHECK (support.groundingChunkIndices == std::vector<std::int64_t>{0});
    CHECK (support.confidenceScores == std::vector<double>{0.91});
    const auto& text = textAt (content, 0).text;
    CHECK (text.substr (static_cast<std::size_t> (support.segment.startIndex),
                        static_cast<std::size_t> (support.segment.endIndex)) == support.segment.text);
    CHECK (static_cast<std::size_t> (support.segment.endIndex) == text.size());

    REQUIRE (content.urlContextMetadata);
    CHECK (content.urlContextMetadata->urlMetadata ==
           std::vector<UrlMetadata>{{"https://example.test/weather", "URL_RETRIEVAL_STATUS_SUCCESS"}});
}

TEST_CASE ("C92: code and its result come as such (F24)")
{
    const auto content = contentOf ("24-code-parts");
    REQUIRE (content.parts.size() == 2);
    CHECK (std::get<ExecutableCodePart> (content.parts[0]) == ExecutableCodePart{"print(6*7)", "PYTHON", "code-1"});
    CHECK (std::get<CodeExecutionResultPart> (content.parts[1]) ==
           CodeExecutionResultPart{"OUTCOME_OK", "42\n", "code-1"});
}
