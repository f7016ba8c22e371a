#include <parlando_agent/parlando_agent.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;

TEST_CASE ("The report has the session's tokens and cost, and each turn's own")
{
    ReportCollector collector;
    UsageMetadata usage;
    usage.promptTokenCount = 100;
    usage.responseTokenCount = 20;
    usage.totalTokenCount = 120;
    usage.responseTokensDetails = {{"AUDIO", 20}};
    TokenUsage session;
    session.add (usage);
    collector.note (UsageReported{usage, 1, session, {}});
    usage.responseTokenCount = usage.responseTokensDetails[0].tokenCount = 7;
    usage.totalTokenCount = 107;
    session.add (usage);
    collector.note (UsageReported{usage, 2, session, 0.25});

    const auto report = toJson (collector.report());
    CHECK (report["usage"]["messages"] == 2);
    CHECK (report["usage"]["input"] == nlohmann::json{{"total", 200}, {"other", 200}});
    CHECK (report["usage"]["output"] == nlohmann::json{{"total", 27}, {"audio", 27}});
    CHECK (report["usage"]["total"] == 227);
    CHECK (report["cost"] == 0.25);
    CHECK (report["turns"][1]["usage"]["output"]["audio"] == 7);
}
