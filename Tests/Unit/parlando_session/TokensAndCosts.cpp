#include "Support/HostileJson.h"
#include "Support/SmallStack.h"

#include "ScriptedConversation.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <limits>

namespace parlando::testing
{

namespace
{

constexpr auto table = R"({"currency":"USD","asOf":"2026-09","tokens":1000000,"models":[
    {"prefix":"gemini-3","input":{"text":9},"output":{"text":9}},
    {"prefix":"gemini-3.8-live","input":{"text":0.75,"audio":3},"output":{"text":4.5,"audio":12}}]})";

TokenUsage usageOf (std::string_view json)
{
    TokenUsage usage;
    usage.add (std::get<ServerMessage> (decode (json)).usageMetadata.value());
    return usage;
}

std::string usageMessage (int total)
{
    return R"({"usageMetadata":{"totalTokenCount":)" + std::to_string (total) + "}}";
}

GeminiOptions capped (UsageCap cap)
{
    GeminiOptions options;
    options.prices = PriceTable::parse (table);
    options.cap = cap;
    return options;
}

} // namespace

TEST_CASE ("C76: tokens are summed by kind, exactly: what the details leave out is counted as other")
{
    auto usage = usageOf (R"({"usageMetadata":{"promptTokenCount":522,"responseTokenCount":42,"totalTokenCount":700,
        "thoughtsTokenCount":136,"promptTokensDetails":[{"modality":"TEXT","tokenCount":332},
        {"modality":"AUDIO","tokenCount":165}],"responseTokensDetails":[{"modality":"AUDIO","tokenCount":42}]}})");

    CHECK (usage.input.of (TokenKind::text) == 332);
    CHECK (usage.input.of (TokenKind::audio) == 165);
    CHECK (usage.input.of (TokenKind::other) == 25);
    CHECK (usage.input.total() == 522);
    CHECK (usage.output.of (TokenKind::audio) == 42);
    CHECK (usage.thoughts == 136);
    CHECK (usage.total == 700);

    const auto once = usage;
    UsageMetadata again;
    again.promptTokenCount = 8;
    again.totalTokenCount = 8;
    usage.add (again);
    CHECK (usage.input.total() == once.input.total() + 8);
    CHECK (usage.messages == 2);
}

TEST_CASE ("C118: thoughts count beside a total that leaves them out, once, and also where there is no total")
{
    const auto* const total = GENERATE (R"("totalTokenCount":564,)", R"("totalTokenCount":700,)", "");
    const auto usage = usageOf (std::string (R"({"usageMetadata":{"promptTokenCount":522,"responseTokenCount":42,)") +
                                total + R"("thoughtsTokenCount":136}})");
    CHECK (usage.total == 700);
    CHECK (usageOf (R"({"usageMetadata":{}})").total == 0);
}

TEST_CASE ("Details that add up to more than their count, negative ones and sums without end are harmless")
{
    UsageMetadata usage;
    usage.promptTokenCount = 10;
    usage.promptTokensDetails = {{"AUDIO", 7}, {"TEXT", -5}, {"SMELL", 2}, {"TEXT", 4000}};
    TokenUsage sum;
    sum.add (usage);
    CHECK (sum.input.of (TokenKind::audio) == 7);
    CHECK (sum.input.of (TokenKind::other) == 2);
    CHECK (sum.input.of (TokenKind::text) == 1);

    sum.total = std::numeric_limits<std::int64_t>::max() - 1;
    usage.totalTokenCount = 100;
    sum.add (usage);
    CHECK (sum.total == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE ("The cost is tokens times price of the longest prefix of the model's name, thoughts at the price of text")
{
    const auto prices = PriceTable::parse (table);
    TokenUsage usage;
    usage.input.byKind[0] = 1'000'000;
    usage.input.byKind[1] = 2'000'000;
    usage.output.byKind[1] = 500'000;
    usage.thoughts = 100'000;

    CHECK (prices.estimate ("models/gemini-3.8-live", usage).value() == Catch::Approx (0.75 + 6.0 + 6.0 + 0.45));
    CHECK (prices.estimate ("gemini-3.1-flash", usage).value() == Catch::Approx (9.0 * 3.6));
    CHECK_FALSE (prices.estimate ("gemini-2.0-flash-live-001", usage));
    CHECK (prices.currency() == "USD");
}

TEST_CASE ("A price table that is written down estimates the same when it is read again")
{
    const auto prices = PriceTable::parse (table), again = PriceTable::parse (prices.written());
    TokenUsage used;
    used.input.byKind = {1'000, 2'000, 300, 40, 5, 6};
    used.output.byKind = {7, 80'000, 9, 10, 11, 12};
    used.thoughts = 17;
    CHECK (prices.estimate ("gemini-3.8-live", used));
    CHECK (again.estimate ("gemini-3.8-live", used) == prices.estimate ("gemini-3.8-live", used));
    CHECK (again.currency() == prices.currency());
    CHECK (again.asOf() == prices.asOf());
    CHECK_NOTHROW (PriceTable::parse (PriceTable().written()));
}

TEST_CASE ("A price table that is not right is refused with a sentence that names the place")
{
    using Catch::Matchers::ContainsSubstring;
    const auto refusal = [] (std::string json)
    {
        try
        {
            PriceTable::parse (json);
        }
        catch (const std::invalid_argument& problem)
        {
            return std::string (problem.what());
        }

        return std::string ("none");
    };

    const auto withModels = [] (const std::string& models)
    { return R"({"currency":"USD","asOf":"x","tokens":1,"models":)" + models + "}"; };

    CHECK_THAT (refusal ("{"), ContainsSubstring ("no JSON"));
    CHECK_THAT (refusal ("[]"), ContainsSubstring ("\"tokens\""));
    onSmallStack (
        [&]
        {
            for (const auto& deep : deepValues (60'000))
                CHECK (refusal (withModels (deep)) == "The price table is nested more than 100 deep.");
        });
    CHECK_THAT (refusal (R"({"currency":"USD","asOf":"x","tokens":0,"models":[]})"),
                ContainsSubstring ("out of range"));
    CHECK_THAT (refusal (withModels ("3")), ContainsSubstring ("\"models\" of the wrong kind"));
    CHECK_THAT (refusal (withModels (R"([{"prefix":"a","input":{"text":1}}])")), ContainsSubstring ("\"output\""));
    CHECK_THAT (refusal (withModels (R"([{"prefix":"a","input":{"audio":1},"output":{"text":1}}])")),
                ContainsSubstring ("\"text\""));
    CHECK_THAT (refusal (withModels (R"([{"prefix":"a","input":{"text":1,"smell":1},"output":{"text":1}}])")),
                ContainsSubstring ("\"smell\""));
    CHECK_THAT (refusal (withModels (R"([{"prefix":"a","input":{"text":-1},"output":{"text":1}}])")),
                ContainsSubstring ("between 0 and"));
    CHECK_THAT (refusal (withModels (R"([{"prefix":"","input":{"text":1},"output":{"text":1}}])")),
                ContainsSubstring ("empty"));
    CHECK_THAT (refusal (std::string (70'000, ' ')), ContainsSubstring ("64 kB"));
    CHECK (refusal (withModels ("[]")) == "none");
}

TEST_CASE (
    "Near its cap of tokens the person is warned once, at the cap the session ends after the turn that crossed it")
{
    ScriptedConversation conversation (capped ({.tokens = 1000, .cost = {}}));
    conversation.begin();
    conversation.server (usageMessage (799));
    CHECK (conversation.told<SessionWarning>().empty());

    conversation.server (usageMessage (1));
    conversation.server (usageMessage (1));
    REQUIRE (conversation.told<SessionWarning>().size() == 1);
    CHECK (conversation.closed == 0);

    auto last = nlohmann::json::parse (ScriptedConversation::audio (240));
    last["usageMetadata"]["totalTokenCount"] = 199;
    conversation.server (last.dump());
    CHECK (conversation.played.size() == 240);
    CHECK (conversation.closed == 1);

    conversation.handle (input::ConnectionClosed{{1000, {}, {}, false}});
    const auto ends = conversation.told<SessionEnded>();
    REQUIRE (ends.size() == 1);
    CHECK (ends[0].reason == EndReason::cap);
    CHECK_FALSE (ends[0].error.empty());
    CHECK (conversation.told<UsageReported>().back().session.total == 1000);
}

TEST_CASE ("A cap on the cost ends the session by the estimate, and is refused at once where there is no price")
{
    SECTION ("a model with prices")
    {
        ScriptedConversation conversation (capped ({.tokens = {}, .cost = 0.01}));
        conversation.begin();
        constexpr auto audio = R"({"usageMetadata":{"responseTokenCount":400,"totalTokenCount":400,
            "responseTokensDetails":[{"modality":"AUDIO","tokenCount":400}]}})"; // 0.0048
        conversation.server (audio);
        CHECK (conversation.told<UsageReported>().back().cost.value() == Catch::Approx (0.0048));
        conversation.server (audio);
        CHECK (conversation.told<SessionWarning>().size() == 1);
        conversation.server (audio);
        CHECK (conversation.closed == 1);
    }

    SECTION ("a model without")
    {
        auto options = capped ({.tokens = {}, .cost = 1.0});
        options.setup.model = "unheard-of";
        ScriptedConversation conversation (std::move (options));
        conversation.handle (input::Start{});
        CHECK (conversation.opened == 0);
        REQUIRE (conversation.told<SessionEnded>().size() == 1);
        CHECK (conversation.told<SessionEnded>()[0].reason == EndReason::failed);
    }
}

TEST_CASE ("Where the model changes, what each used costs what each costs")
{
    UsageMeter meter ({}, PriceTable::parse (table), "gemini-3.8-live");
    UsageMetadata usage;
    usage.promptTokenCount = 1'000'000;
    usage.promptTokensDetails = {{"TEXT", 1'000'000}};
    meter.add (usage);
    meter.setModel ("gemini-3.1-flash");
    CHECK (meter.cost().value() == Catch::Approx (0.75));
    meter.add (usage);
    CHECK (meter.cost().value() == Catch::Approx (0.75 + 9.0));

    meter.setModel ("unheard-of");
    meter.add (usage);
    CHECK_FALSE (meter.cost());
    CHECK (meter.total().input.total() == 3'000'000);
}

TEST_CASE ("Tokens are told with the turn that they belong to")
{
    ScriptedConversation conversation;
    conversation.begin();
    conversation.server (ScriptedConversation::audio (240));
    conversation.server (R"({"serverContent":{"turnComplete":true},"usageMetadata":{"totalTokenCount":5}})");
    conversation.server (ScriptedConversation::audio (240));
    conversation.server (R"({"serverContent":{"turnComplete":true}})");
    conversation.server (usageMessage (6));

    const auto told = conversation.told<UsageReported>();
    REQUIRE (told.size() == 2);
    CHECK (told[0].turn == 1);
    CHECK (told[1].turn == 2);
    CHECK (told[1].session.total == 11);
}

} // namespace parlando::testing
