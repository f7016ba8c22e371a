#include <parlando_agent/parlando_agent.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;

TEST_CASE ("C76: usage is summed by message; a total that comes with one is not taken for a running one")
{
    ReportCollector collector;
    UsageMetadata usage;
    usage.promptTokenCount = 100;
    usage.responseTokenCount = 20;
    usage.totalTokenCount = 120;
    collector.note (UsageReported{usage});
    usage.promptTokenCount = 130;
    usage.responseTokenCount = 7;
    usage.totalTokenCount = 137;
    collector.note (UsageReported{usage});

    const auto sums = toJson (collector.report())["usage"];
    CHECK (sums["messages"] == 2);
    CHECK (sums["promptTokens"] == 230);
    CHECK (sums["responseTokens"] == 27);
    CHECK (sums["totalTokens"] == 257);
}
