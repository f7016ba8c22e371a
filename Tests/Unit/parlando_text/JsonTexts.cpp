#include "Support/HostileJson.h"
#include "Support/SmallStack.h"

#include <parlando_text/parlando_text.h>

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>
#include <stdexcept>

using namespace parlando;
using namespace parlando::testing;

namespace
{

std::string problemOf (std::string_view text, const JsonLimits& limits = {})
{
    const auto reading = readJson (text, limits);
    CHECK (reading.json.is_discarded() == ! reading.problem.empty());
    return reading.problem;
}

} // namespace

TEST_CASE ("JSON that is nested too deep is refused on a small stack, and 100 levels can be used there")
{
    onSmallStack (
        []
        {
            for (const auto& deep : deepValues())
            {
                CHECK (problemOf (deep) == "is nested more than 100 deep.");
                CHECK (problemOf (R"({"settings":)" + deep + "}") == "is nested more than 100 deep.");
            }

            const auto whole = times (50, R"([{"a":)") + "1" + times (50, "}]");
            const auto reading = readJson (whole);
            CHECK (reading.problem.empty());

            const auto copy = reading.json;
            CHECK (copy == reading.json);
            CHECK (copy.dump() == whole);
        });
}

TEST_CASE ("JSON has limits on bytes, nesting and values, which a refusal names")
{
    const JsonLimits limits{2048, 2, 4};
    CHECK (problemOf (R"({"a":[1,2]})", limits).empty());
    CHECK (problemOf (R"({"a":[1,2,3]})", limits) == "has more than 4 values.");
    CHECK (problemOf (R"({"a":[[]]})", limits) == "is nested more than 2 deep.");
    CHECK (problemOf ('"' + std::string (2046, 'x') + '"', limits).empty());
    CHECK (problemOf ('"' + std::string (2047, 'x') + '"', limits) == "is larger than 2 kB.");
    CHECK (problemOf (std::string ((16u << 20) + 1, ' ')) == "is larger than 16 MB.");
    CHECK (problemOf ("[" + times (1u << 18, "1,") + "1]") == "has more than 262144 values.");
}

TEST_CASE ("What is no JSON is refused with line and column, as editors count")
{
    CHECK (problemOf ("{\n  \"model\": \"x\",\n  oops\n}") == "is no JSON: something is wrong at line 3, column 3.");
    CHECK (problemOf ("{\r\n\"\xc3\xa4\xc3\xb6\": }") == "is no JSON: something is wrong at line 2, column 7.");
    CHECK (problemOf ("{\"a\":1}\n}") == "is no JSON: something is wrong at line 2, column 1.");
    CHECK (problemOf ("[1") == "is no JSON: something is wrong at line 1, column 3.");

    for (const auto* text : {"", " \n", "\xef\xbb\xbf"})
        CHECK (problemOf (text) == "is empty.");

    for (const auto* text : {"NaN", "[Infinity]", "{a:1}", "{'a':1}", "[1,]", "// x\n1", "01", "+1", ".5", "tru", "1 2",
                             "\"\t\"", R"("\ud800")", R"("\x41")"})
        CHECK (problemOf (text).find ("is no JSON: something is wrong at line ") == 0);
}

TEST_CASE ("JSON in another encoding than UTF-8 is refused with what to do, and a byte order mark is skipped")
{
    CHECK (readJson ("\xef\xbb\xbf{\"a\":1}").json == nlohmann::json{{"a", 1}});
    CHECK (problemOf ("\xef\xbb\xbf{]") == "is no JSON: something is wrong at line 1, column 2.");
    CHECK (problemOf ("{\n\"a\":\"\xe4\"}") == "is not UTF-8 text at line 2, column 6: save it as UTF-8.");
    CHECK (problemOf (std::string ("\xff\xfe{\0}\0", 6)) == "is not UTF-8 text at line 1, column 1: save it as UTF-8.");
    CHECK (problemOf (std::string ("{\0}\0", 4)) == "is not UTF-8 text at line 1, column 2: save it as UTF-8.");
    CHECK (problemOf (std::string ("{}\0[", 4)) == "is not UTF-8 text at line 1, column 3: save it as UTF-8.");
    CHECK (problemOf ("\"\xed\xa0\x80\"").find ("is not UTF-8") == 0); // a surrogate
    CHECK (problemOf ("\"\xc0\x80\"").find ("is not UTF-8") == 0);     // overlong
}

TEST_CASE ("A member that an object has twice is refused by name, or the last one counts")
{
    CHECK (problemOf (R"([{"a":1},{"a":2}])").empty());
    CHECK (problemOf (R"({"b":{"a":1,"a":2}})") == "has the member \"a\" twice in one object.");
    CHECK (problemOf (R"({"a":[[1]],"\u0061":2})") == "has the member \"a\" twice in one object.");
    CHECK (problemOf ("{\"" + times (500, "x") + "\":1,\"" + times (500, "x") + "\":1}").size() < 120);

    JsonLimits limits;
    limits.allowsDuplicates = true;
    CHECK (readJson (R"({"a":[1,2],"b":3,"a":{"c":4}})", limits).json == nlohmann::json{{"a", {{"c", 4}}}, {"b", 3}});
}

TEST_CASE ("Each number in JSON means one thing: whole within 64 bits, else the nearest double, and none beyond")
{
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    CHECK (readJson ("18446744073709551615").json.get<std::uint64_t>() == most);
    CHECK (readJson ("-9223372036854775808").json.get<std::int64_t>() == least);

    for (const auto* text : {"18446744073709551616", "-9223372036854775809", "1e2", "1.0"})
        CHECK (readJson (text).json.is_number_float());

    CHECK (readJson ("18446744073709551616").json.get<double>() == std::exp2 (64.0));
    CHECK (readJson ("1.7976931348623157e308").json == std::numeric_limits<double>::max());
    CHECK (readJson ("1e-999").json == 0.0);
    CHECK (problemOf ("[1,\n1e999]") == "has a number that is too large at line 2, column 5.");
    CHECK (problemOf ("-1e99999999999999999999") == "has a number that is too large at line 1, column 23.");
    CHECK (problemOf ('1' + std::string (400, '0')).find ("has a number that is too large") == 0);
}

TEST_CASE ("A refusal of JSON is one sentence that begins with what was read")
{
    CHECK_THROWS_AS (requireJson ("{", "The scenario"), std::invalid_argument);

    try
    {
        requireJson ("{", "The scenario");
    }
    catch (const std::invalid_argument& problem)
    {
        CHECK (std::string (problem.what()) == "The scenario is no JSON: something is wrong at line 1, column 2.");
    }

    CHECK (requireJson ("[1]", "The scenario") == nlohmann::json{1});
}

TEST_CASE ("Values that others built are measured without going deeper than is asked for")
{
    CHECK_FALSE (isNestedDeeper (7, 0));
    CHECK (isNestedDeeper (nlohmann::json::array(), 0));
    CHECK_FALSE (isNestedDeeper ({{"a", nlohmann::json::array()}}, 2));
    CHECK (isNestedDeeper ({{"a", {1, {2}}}}, 2));

    nlohmann::json deep;
    for (int i = 0; i < 60'000; ++i)
        deep = nlohmann::json::array ({std::move (deep)});

    onSmallStack ([&] { CHECK (isNestedDeeper (deep, 100)); });
}
