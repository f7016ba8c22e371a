#include "Fixtures.h"

using namespace parlando;
using namespace parlando::gemini;
using namespace parlando::testing;

namespace
{

std::optional<double> timeLeft (const std::string& value)
{
    return messageIn (R"({"goAway":{"timeLeft":)" + value + "}}").goAway.value().timeLeftSeconds;
}

UsageMetadata usageWith (const std::string& total)
{
    return messageIn (R"({"usageMetadata":{"totalTokenCount":)" + total + R"(,"thoughtsTokenCount":5}})")
        .usageMetadata.value();
}

std::string spoken (const std::string& text)
{
    const nlohmann::json json{{"serverContent", {{"outputTranscription", {{"text", text}}}}}};
    return messageIn (json.dump()).serverContent.value().outputTranscription.value().text;
}

} // namespace

TEST_CASE ("C65: durations")
{
    CHECK (timeLeft (R"("9.5s")") == 9.5);
    CHECK (timeLeft (R"("50s")") == 50.0);
    CHECK (timeLeft (R"("0s")") == 0.0);
    CHECK (timeLeft (R"("-3s")") == 0.0);
    CHECK (timeLeft (R"("0.000000001s")").value() > 0.9e-9);
    CHECK (timeLeft (R"("0.000000001s")").value() < 1.1e-9);
    CHECK (timeLeft (R"("99999999999999999999s")") == 315576000000.0);

    for (const auto* wrong : {R"("")", R"("s")", R"("5")", R"("5 s")", R"("1e3s")", R"("1.2.3s")", R"(".5s")",
                              R"("-s")", R"("infs")", R"("nans")", "5", "null", "{}"})
    {
        INFO (wrong);
        CHECK_FALSE (timeLeft (wrong));
    }
}

TEST_CASE ("C75, C80: counters as numbers, as texts, out of range and wrong")
{
    CHECK (usageWith ("12").totalTokenCount == 12);
    CHECK (usageWith (R"("12")").totalTokenCount == 12);
    CHECK (usageWith ("12.0").totalTokenCount == 12);
    CHECK (usageWith ("2147483648").totalTokenCount == 2147483647);
    CHECK (usageWith (R"("-99999999999999999999999")").totalTokenCount == 0);
    CHECK (usageWith ("-1e300").totalTokenCount == 0);
    CHECK (usageWith ("18446744073709551615").totalTokenCount == 2147483647);

    for (const auto* wrong : {"1.5", R"("1.5")", R"("")", R"("-")", "true", "[1]", "null"})
    {
        INFO (wrong);
        CHECK (usageWith (wrong).totalTokenCount == 0);
        CHECK (usageWith (wrong).thoughtsTokenCount == 5);
    }
}

TEST_CASE ("C75: where both families of counters are there, that of the Gemini API counts")
{
    const auto usage =
        messageIn (R"({"usageMetadata":{"candidatesTokenCount":1,"responseTokenCount":2}})").usageMetadata.value();
    CHECK (usage.responseTokenCount == 2);
}

TEST_CASE ("C77: values added later are kept as text")
{
    const auto usage = messageIn (R"({"usageMetadata":{"trafficType":"BY_SNAIL","serviceTier":"gold"}})");
    CHECK (usage.usageMetadata.value().trafficType == "BY_SNAIL");
    CHECK (usage.usageMetadata.value().serviceTier == "gold");
}

TEST_CASE ("null is absence, without a warning")
{
    CHECK (messageIn (R"({"setupComplete":null,"serverContent":null,"toolCall":null,"goAway":null,"error":null})") ==
           ServerMessage());

    const auto content =
        messageIn (R"({"serverContent":{"modelTurn":{"parts":[null,{"text":null,"inlineData":null}]}}})");
    CHECK (content.serverContent.value() == ServerContent());
    CHECK (content.warnings.empty());
}

TEST_CASE ("C81: each wrong type gives one warning that names the place and repeats nothing of the message")
{
    const auto message = messageIn (R"({"serverContent":{"turnComplete":"<b>yes</b>","interrupted":true}})");
    CHECK (message.serverContent.value().interrupted);
    CHECK_FALSE (message.serverContent->turnComplete);
    REQUIRE (message.warnings.size() == 1);
    CHECK (message.warnings[0] == "serverContent.turnComplete has a wrong type and was ignored.");
}

TEST_CASE ("interactionStatus is read inside serverContent and beside it")
{
    CHECK (messageIn (R"({"interactionStatus":"IN_PROGRESS"})").serverContent.value().interactionStatus ==
           InteractionStatus::inProgress);
    CHECK (messageIn (R"({"serverContent":{"turnComplete":true},"interactionStatus":"IDLE"})")
               .serverContent.value()
               .interactionStatus == InteractionStatus::idle);
    CHECK (messageIn (R"({"serverContent":{"interactionStatus":"REQUIRES_ACTION"},"interactionStatus":"IDLE"})")
               .serverContent.value()
               .interactionStatus == InteractionStatus::requiresAction);
    CHECK_FALSE (messageIn (R"({"interactionStatus":"LATER"})").serverContent);
}

TEST_CASE ("turnCompleteReason: its zero value is a normal end")
{
    CHECK (messageIn (R"({"serverContent":{"turnCompleteReason":"TURN_COMPLETE_REASON_UNSPECIFIED"}})")
               .serverContent.value()
               .turnCompleteReason.empty());
}

TEST_CASE ("A functionCall inside a part is not a call to run")
{
    const auto message = messageIn (
        R"({"serverContent":{"modelTurn":{"parts":[{"functionCall":{"id":"1","name":"f","args":{}}},{"text":"x"}]}}})");
    CHECK (message.toolCalls.empty());
    CHECK (message.serverContent.value().parts == std::vector<Part>{TextPart{"x", false}});
}

TEST_CASE ("C55: audio of a thought is not spoken")
{
    const auto message = messageIn (
        R"({"serverContent":{"modelTurn":{"parts":[{"thought":true,"inlineData":{"mimeType":"audio/pcm","data":"AAAA"}}]}}})");
    CHECK (message.serverContent.value().parts.empty());
}

TEST_CASE ("Control tokens are taken out of transcripts")
{
    CHECK (spoken ("<ctrl46>") == "");
    CHECK (spoken ("a<ctrl46> b<ctrl1>") == "a b");
    CHECK (spoken ("<ctrl46><ctrl47>x") == "x");
    CHECK (spoken ("<ctrl> <ctrl4 <ctrlx> <ctrl4x> <ctrl") == "<ctrl> <ctrl4 <ctrlx> <ctrl4x> <ctrl");
    CHECK (spoken ("<ctrl<ctrl9>") == "<ctrl");
}

TEST_CASE ("Arguments that are streamed come with their places")
{
    const auto call =
        messageIn (R"({"toolCall":{"functionCalls":[{"name":"f","willContinue":true,"partialArgs":[)"
                   R"({"jsonPath":"$.a","stringValue":"x","willContinue":true},{"jsonPath":"$.b","nullValue":null},)"
                   R"({"jsonPath":"$.c","numberValue":2},{"jsonPath":"$.d","boolValue":false}]}]}})")
            .toolCalls.at (0);
    CHECK (call.willContinue);
    CHECK (call.partialArgs ==
           std::vector<PartialArgument>{
               {"$.a", "x", true}, {"$.b", nullptr, false}, {"$.c", 2, false}, {"$.d", false, false}});
}

TEST_CASE ("C91: grounding from maps, images and retrieved texts; a chunk that cannot be read still takes its place")
{
    const auto message = messageIn (
        R"({"serverContent":{"groundingMetadata":{"groundingChunks":[{"maps":{"uri":"m","title":"M","placeId":"p"}},7,)"
        R"({"image":{"sourceUri":"i","imageUri":"j"}},{"retrievedContext":{"uri":"r","text":"t"}}],)"
        R"("groundingSupports":[{"groundingChunkIndices":[3,0],"confidenceScores":[0.5,1]}],)"
        R"("searchEntryPoint":{"sdkBlob":"Zm9v"},"retrievalMetadata":{"score":1},"imageSearchQueries":["q"],)"
        R"("retrievalQueries":["r"],"googleMapsWidgetContextToken":"tok"}}})");
    using Kind = GroundingChunk::Kind;
    const auto& grounding = message.serverContent.value().groundingMetadata.value();
    REQUIRE (grounding.groundingChunks.size() == 4);
    CHECK (grounding.groundingChunks[0].kind == Kind::maps);
    CHECK (grounding.groundingChunks[0].source["placeId"] == "p");
    CHECK (grounding.groundingChunks[1].kind == Kind::unknown);
    CHECK (grounding.groundingChunks[2].kind == Kind::image);
    CHECK (grounding.groundingChunks[2].uri == "i");
    CHECK (grounding.groundingChunks[3].text == "t");
    CHECK (grounding.groundingSupports.at (0).groundingChunkIndices == std::vector<std::int64_t>{3, 0});
    CHECK (grounding.sdkBlob == std::vector<std::uint8_t>{'f', 'o', 'o'});
    CHECK (grounding.retrievalMetadata["score"] == 1);
    CHECK (grounding.imageSearchQueries == std::vector<std::string>{"q"});
    CHECK (grounding.retrievalQueries == std::vector<std::string>{"r"});
    CHECK (grounding.mapsWidgetToken == "tok");
}
