#include "Support/HostileJson.h"
#include "Support/SmallStack.h"

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <set>
#include <string>

using namespace parlando;
using Catch::Matchers::ContainsSubstring;

namespace
{

std::string refusal (const std::string& json)
{
    try
    {
        Scenario::parse (json);
        return "none";
    }
    catch (const std::invalid_argument& problem)
    {
        return problem.what();
    }
}

std::string refusalOf (const std::string& entry) { return refusal (R"({"connections":[{},)" + entry + "]}"); }

} // namespace

TEST_CASE ("A scenario says which connections are spoilt, and how; the first entry that concerns one counts")
{
    const auto scenario = Scenario::parse (R"({"connections":[
        {"last":2,"dropAfter":1.5,"closeAfter":0,"closeCode":1008,"closeReason":"no"},
        {"first":2,"last":4,"voiceFault":"tone","trickle":5000,"repeatsTurns":true},
        {"first":10,"callFault":"cancelled","goAwayAfter":3,"hidesTimeLeft":true}]})");

    CHECK (scenario.forConnection (1).dropAfter == Milliseconds (1500));
    CHECK (scenario.forConnection (2).closeCode == 1008);
    CHECK (scenario.forConnection (2).closeReason == "no");
    CHECK (scenario.forConnection (3).voice == LineFaults::Voice::tone);
    CHECK_FALSE (scenario.forConnection (3).dropAfter);
    CHECK (scenario.forConnection (4).trickle == 5000);
    CHECK (scenario.forConnection (4).repeatsTurns);
    CHECK_FALSE (scenario.forConnection (5).repeatsTurns);
    CHECK (scenario.forConnection (1000).calls == LineFaults::Calls::cancelled);
    CHECK (scenario.forConnection (1000).hidesTimeLeft);
    CHECK_FALSE (Scenario::parse (R"({"connections":[]})").forConnection (1).dropAfter);
}

TEST_CASE ("Faults without a file concern all connections, or the first ones")
{
    LineFaults faults;
    faults.repeatsTurns = true;
    CHECK (Scenario (faults).forConnection (1000).repeatsTurns);
    CHECK (Scenario (faults, 2).forConnection (2).repeatsTurns);
    CHECK_FALSE (Scenario (faults, 2).forConnection (3).repeatsTurns);
    CHECK_FALSE (Scenario().forConnection (1).repeatsTurns);
}

TEST_CASE ("A used-up quota is a close with the real service's words")
{
    const auto faults = Scenario::parse (R"({"connections":[{"quotaAfter":2}]})").forConnection (1);
    CHECK (faults.closeAfter == Milliseconds (2000));
    CHECK (faults.closeCode == 1011);
    CHECK_THAT (faults.closeReason, ContainsSubstring ("exceeded your current quota"));
}

TEST_CASE ("What a scenario cannot say is refused with its place and what is allowed there")
{
    CHECK_THAT (refusal ("{"), ContainsSubstring ("no JSON"));
    CHECK_THAT (refusal ("[]"), ContainsSubstring ("connections"));
    CHECK_THAT (refusal (R"({"connections":[],"more":1})"), ContainsSubstring ("must be {"));
    CHECK_THAT (refusal (std::string (70'000, ' ')), ContainsSubstring ("64 kB"));
    CHECK_THAT (refusal (R"({"connections":[)" +
                         []
                         {
                             std::string s = "{}";
                             for (int i = 0; i < 1000; ++i)
                                 s += ",{}";
                             return s;
                         }() +
                         "]}"),
                ContainsSubstring ("1000 entries"));

    CHECK_THAT (refusalOf ("3"), ContainsSubstring ("connections[1] must be an object"));
    CHECK_THAT (refusalOf (R"({"dropafter":1})"), ContainsSubstring ("connections[1].dropafter is not known"));
    CHECK_THAT (refusalOf (R"({"dropAfter":"1"})"), ContainsSubstring ("connections[1].dropAfter must be a number"));
    CHECK_THAT (refusalOf (R"({"dropAfter":-1})"), ContainsSubstring ("from 0.1 to 86400"));
    CHECK_THAT (refusalOf (R"({"dropAfter":1e308})"), ContainsSubstring ("from 0.1 to 86400"));
    CHECK_THAT (refusalOf (R"({"dropAfter":[1]})"), ContainsSubstring ("must be a number, a text, true or false"));
    CHECK_THAT (refusalOf (R"({"closeCode":1000})"), ContainsSubstring ("means nothing without closeAfter"));
    CHECK_THAT (refusalOf (R"({"closeAfter":1,"closeCode":1000.5})"),
                ContainsSubstring ("whole number from 1000 to 4999"));
    CHECK_THAT (refusalOf (R"({"closeAfter":1,"closeReason":")" + std::string (124, 'a') + "\"}"),
                ContainsSubstring ("at most 123 bytes"));
    CHECK_THAT (refusalOf (R"({"voiceFault":"song"})"), ContainsSubstring ("one of normal|silence|tone"));
    CHECK_THAT (refusalOf (R"({"voiceFault":"silence|tone"})"), ContainsSubstring ("one of normal|silence|tone"));
    CHECK_THAT (refusalOf (R"({"repeatsTurns":1})"), ContainsSubstring ("must be true or false"));
    CHECK_THAT (refusalOf (R"({"first":0})"), ContainsSubstring ("connections[1].first must be a whole number"));
    CHECK_THAT (refusalOf (R"({"first":5,"last":4})"), ContainsSubstring ("must not be before first"));
    CHECK (refusalOf ("{}") == "none");
}

TEST_CASE ("No two faults share a key, and each key that another needs is there")
{
    std::set<std::string> keys;
    for (const auto& field : faultFields())
        CHECK (keys.insert (field.key).second);
    for (const auto& field : faultFields())
        if (field.needs != nullptr)
            CHECK (keys.contains (field.needs));
}

TEST_CASE ("A scenario of nested brackets is refused, on a small stack")
{
    testing::onSmallStack (
        []
        {
            for (const auto& deep : testing::deepValues (60'000))
                CHECK (refusal (R"({"connections":)" + deep + "}") ==
                       "The scenario's text is nested more than 100 deep.");
        });
}
