#include "Fixtures.h"

#include <limits>

using namespace parlando;
using namespace parlando::gemini;
using namespace parlando::testing;

TEST_CASE ("C28: tool calls in order, with their arguments (F25, F26)")
{
    const auto single = messageOf ("25-tool-call-single").toolCalls;
    REQUIRE (single.size() == 1);
    CHECK (single[0].id == "function-call-5831923424298605773");
    CHECK (single[0].name == "get_ferry_times");
    CHECK (single[0].args == nlohmann::json{{"harbour", "Cacilhas"}, {"limit", 2}});

    const auto several = messageOf ("26-tool-call-multiple").toolCalls;
    REQUIRE (several.size() == 3);
    CHECK (several[0].id == "function-call-101");
    CHECK (several[0].args == nlohmann::json{{"db", -3.5}, {"track", "Vox \u00e9"}});
    CHECK (several[1].id == "function-call-102");
    CHECK (several[2].id == "function-call-103");
    CHECK (several[2].args == nlohmann::json::object());
}

TEST_CASE ("C29, C38: a call without arguments, a call without an id (F27)")
{
    const auto calls = messageOf ("27-tool-call-sparse").toolCalls;
    REQUIRE (calls.size() == 2);
    CHECK (calls[0].args == nlohmann::json::object());
    CHECK (calls[1].id.empty());
    CHECK (calls[1].name == "no_id_given");
    CHECK (calls[1].args["nested"]["a"] == nlohmann::json{1, 2.5, true, nullptr, "x"});
}

TEST_CASE ("C32: cancelled calls (F28)")
{
    CHECK (messageOf ("28-tool-call-cancellation").toolCallCancellation.value().ids ==
           std::vector<std::string>{"function-call-101", "function-call-103", "function-call-unknown"});
}

TEST_CASE ("C65: goAway with and without a time (F29, F30)")
{
    CHECK (messageOf ("29-go-away-fractional").goAway.value().timeLeftSeconds == 9.5);
    CHECK_FALSE (messageOf ("30-go-away-no-time").goAway.value().timeLeftSeconds);
}

TEST_CASE ("C62: resumption updates with and without a handle (F31, F32)")
{
    const auto update = messageOf ("31-session-resumption-update").sessionResumptionUpdate.value();
    CHECK (update.newHandle == "CihoYW5kbGUtMDAwMQ");
    CHECK (update.resumable);
    CHECK_FALSE (update.lastConsumedClientMessageIndex);

    CHECK (messageOf ("32-session-resumption-not-resumable").sessionResumptionUpdate.value() ==
           SessionResumptionUpdate());
}

TEST_CASE ("C89: the index of a transparent resumption, from a text and from a number, up to 2^63 - 1 (F33)")
{
    const auto indexIn = [] (const std::string& value)
    {
        return messageIn (R"({"sessionResumptionUpdate":{"lastConsumedClientMessageIndex":)" + value + "}}")
            .sessionResumptionUpdate.value()
            .lastConsumedClientMessageIndex;
    };

    constexpr auto largest = std::numeric_limits<std::int64_t>::max();
    CHECK (messageOf ("33-session-resumption-transparent").sessionResumptionUpdate->lastConsumedClientMessageIndex ==
           123456789012);
    CHECK (indexIn ("123456789012") == 123456789012);
    CHECK (indexIn ("9223372036854775807") == largest);
    CHECK (indexIn (R"("9223372036854775807")") == largest);
    CHECK_FALSE (indexIn ("9223372036854775808"));
    CHECK_FALSE (indexIn (R"("9223372036854775808")"));
    CHECK_FALSE (indexIn ("-1"));
    CHECK_FALSE (indexIn (R"("")"));
    CHECK_FALSE (indexIn (R"("12x")"));
}

TEST_CASE ("C75: every usage counter of the Gemini API (F34)")
{
    const auto usage = messageOf ("34-usage-metadata-all-fields").usageMetadata.value();
    CHECK (usage.promptTokenCount == 2048);
    CHECK (usage.cachedContentTokenCount == 256);
    CHECK (usage.responseTokenCount == 300);
    CHECK (usage.toolUsePromptTokenCount == 40);
    CHECK (usage.thoughtsTokenCount == 75);
    CHECK (usage.totalTokenCount == 2463);
    CHECK (usage.promptTokensDetails ==
           std::vector<ModalityTokenCount>{{"TEXT", 300}, {"AUDIO", 1490}, {"VIDEO", 258}});
    CHECK (usage.cacheTokensDetails == std::vector<ModalityTokenCount>{{"TEXT", 256}});
    CHECK (usage.responseTokensDetails == std::vector<ModalityTokenCount>{{"AUDIO", 260}, {"TEXT", 40}});
    CHECK (usage.toolUsePromptTokensDetails == std::vector<ModalityTokenCount>{{"TEXT", 40}});
    CHECK (usage.serviceTier == "standard");
    CHECK (usage.trafficType.empty());
}

TEST_CASE ("C75: the usage counters of Vertex have other names (F35)")
{
    const auto message = messageOf ("35-usage-metadata-vertex");
    const auto& usage = message.usageMetadata.value();
    CHECK (message.serverContent.value().turnComplete);
    CHECK (usage.responseTokenCount == 44);
    CHECK (usage.responseTokensDetails == std::vector<ModalityTokenCount>{{"AUDIO", 44}});
    CHECK (usage.trafficType == "ON_DEMAND");
}

TEST_CASE ("C90: voice activity under both names, and the older signal (F36, F37)")
{
    const auto activity = messageOf ("36-voice-activity").voiceActivity.value();
    CHECK (activity.type == VoiceActivity::Type::start);
    CHECK (activity.audioOffsetSeconds == 12.48);

    const auto other = messageIn (R"({"voiceActivity":{"voiceActivityType":"ACTIVITY_END"}})").voiceActivity.value();
    CHECK (other.type == VoiceActivity::Type::end);
    CHECK_FALSE (other.audioOffsetSeconds);

    CHECK (messageOf ("37-vad-signal").voiceActivityDetectionSignal.value().type == VadSignal::Type::endOfSpeech);
    CHECK (messageIn (R"({"voiceActivityDetectionSignal":{"vadSignalType":"VAD_SIGNAL_TYPE_SOS"}})")
               .voiceActivityDetectionSignal.value()
               .type == VadSignal::Type::startOfSpeech);
}

TEST_CASE ("C12: unknown keys and values at any depth are ignored (F38)")
{
    const auto message = messageOf ("38-unknown-fields");
    CHECK (message.warnings.empty());
    REQUIRE (message.serverContent);
    const auto& content = *message.serverContent;
    REQUIRE (content.parts.size() == 1);
    CHECK (std::get<AudioPart> (content.parts[0]).pcm.size() == 96);
    CHECK (content.turnCompleteReason == "A_REASON_ADDED_LATER");
    CHECK_FALSE (content.interactionStatus);
    CHECK_FALSE (content.turnComplete);
    CHECK_FALSE (content.interrupted);
    CHECK (message.usageMetadata.value().promptTokensDetails == std::vector<ModalityTokenCount>{{"SMELL", 7}});
}

TEST_CASE ("C74: an error inside a message, in both shapes (F39)")
{
    const auto error = messageOf ("39-in-band-error").error.value();
    CHECK (error.code == 429);
    CHECK (error.message == "You exceeded your current quota, please check your plan and billing details.");
    CHECK (error.status == "RESOURCE_EXHAUSTED");

    const auto bare = messageIn (R"({"code":13,"message":"broken"})").error.value();
    CHECK (bare.code == 13);
    CHECK (bare.message == "broken");
    CHECK_FALSE (messageIn (R"({"code":13})").error);
    CHECK_FALSE (messageIn (R"({"message":"hello"})").error);
}

TEST_CASE ("C13: a message with several keys yields all of them (F40)")
{
    const auto message = messageOf ("40-combined-top-level");
    REQUIRE (message.serverContent);
    CHECK (message.serverContent->parts.size() == 1);
    CHECK (message.serverContent->outputTranscription.value().text == "Checking.");
    REQUIRE (message.toolCalls.size() == 1);
    CHECK (message.toolCalls[0].id == "function-call-301");
    CHECK (message.sessionResumptionUpdate.value().newHandle == "CihoYW5kbGUtMDAwMw");
    CHECK (message.goAway.value().timeLeftSeconds == 50.0);
    CHECK (message.usageMetadata.value().totalTokenCount == 911);
}
