#include "Fixtures.h"

using namespace parlando;
using namespace parlando::gemini;
using namespace parlando::testing;

TEST_CASE ("C14: what is not one JSON object is refused with a sentence (m01, m09, m10, m12, m14)")
{
    for (const auto* name :
         {"m01-truncated-json", "m09-empty-file", "m10-not-an-object", "m12-two-documents", "m14-nan-and-comments"})
    {
        INFO (name);
        CHECK (isRefused (fixture (std::string ("malformed/") + name)));
    }
}

TEST_CASE ("C81: a known key with a wrong type counts as absent; its siblings are read (m02)")
{
    const auto message = messageOf ("malformed/m02-wrong-types");
    CHECK_FALSE (message.setupComplete);
    CHECK (message.toolCalls.empty());
    CHECK (message.toolCallCancellation.value().ids.empty());
    CHECK (message.goAway.value() == GoAway());
    CHECK (message.sessionResumptionUpdate.value() == SessionResumptionUpdate());
    CHECK (message.usageMetadata.value().totalTokenCount == 12);

    ServerContent expected;
    expected.outputTranscription.emplace();
    CHECK (message.serverContent.value() == expected);
    CHECK (message.warnings.size() == limits::maximumWarnings);
}

TEST_CASE ("C80: numbers out of range are clamped or refused (m03)")
{
    const auto message = messageOf ("malformed/m03-huge-numbers");
    CHECK (message.goAway.value().timeLeftSeconds == 315576000000.0);
    CHECK (message.sessionResumptionUpdate.value().newHandle == "h");
    CHECK_FALSE (message.sessionResumptionUpdate->lastConsumedClientMessageIndex);

    const auto& usage = message.usageMetadata.value();
    CHECK (usage.totalTokenCount == 2147483647);
    CHECK (usage.promptTokenCount == 0);
    CHECK (usage.responseTokenCount == 2147483647);
    CHECK (usage.thoughtsTokenCount == 0);
    CHECK (message.warnings.size() == 2);
}

TEST_CASE ("C79: 5,000 levels are refused (m04)") { CHECK (isRefused (fixture ("malformed/m04-deep-nesting"))); }

TEST_CASE ("C82: invalid base64 drops its part alone (m05)")
{
    const auto message = messageOf ("malformed/m05-invalid-base64");
    REQUIRE (message.serverContent.value().parts.size() == 1);
    CHECK (std::get<AudioPart> (message.serverContent->parts[0]).pcm.size() == 96);
    CHECK (message.warnings.size() == 1);
}

TEST_CASE ("C82: url-safe base64 without padding is decoded (m06)")
{
    const auto content = contentOf ("malformed/m06-base64-urlsafe-unpadded");
    REQUIRE (content.parts.size() == 1);
    CHECK (std::get<AudioPart> (content.parts[0]).pcm ==
           std::vector<std::uint8_t>{0xfb, 0xff, 0xbf, 0xfe, 0xef, 0xbe, 0xff, 0xfe});
}

TEST_CASE ("C83: PCM of odd length comes as it is, for the session to join (m07)")
{
    const auto content = contentOf ("malformed/m07-odd-length-pcm");
    REQUIRE (content.parts.size() == 2);
    CHECK (std::get<AudioPart> (content.parts[0]).pcm.size() == 25);
    CHECK (std::get<AudioPart> (content.parts[1]).pcm == std::vector<std::uint8_t>{1});
}

TEST_CASE ("C84: invalid UTF-8 and lone surrogates are refused (m08, m13)")
{
    CHECK (isRefused (fixture ("malformed/m08-invalid-utf8")));
    CHECK (isRefused (fixture ("malformed/m13-lone-surrogate-and-nul")));
}

TEST_CASE ("C84: a NUL inside a text is passed on as valid UTF-8")
{
    const auto message = messageIn (R"({"serverContent":{"outputTranscription":{"text":"a\u0000b"}}})");
    const auto& text = message.serverContent.value().outputTranscription.value().text;
    CHECK (text == std::string ("a\0b", 3));
}

TEST_CASE ("C85: of a key given twice the last value wins, of a call id given twice the first call (m11)")
{
    const auto message = messageOf ("malformed/m11-duplicate-keys");
    REQUIRE (message.toolCalls.size() == 1);
    CHECK (message.toolCalls[0].id == "dup-1");
    CHECK (message.toolCalls[0].name == "second");
    CHECK (message.warnings.size() == 1);
}
