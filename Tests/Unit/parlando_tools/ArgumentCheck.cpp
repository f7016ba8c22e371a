#include <parlando_tools/parlando_tools.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using nlohmann::json;

namespace
{
/** The fault of {"v": value} where v has the given schema; "" for none. */
std::string faultOf (const json& value, const json& schema)
{
    return findArgumentFault ({{"v", value}}, {{"type", "object"}, {"properties", {{"v", schema}}}}).value_or ("");
}
} // namespace

TEST_CASE ("A value of the declared type fits")
{
    CHECK (faultOf ("x", {{"type", "string"}}).empty());
    CHECK (faultOf (1, {{"type", "number"}}).empty());
    CHECK (faultOf (1.5, {{"type", "number"}}).empty());
    CHECK (faultOf (-1, {{"type", "integer"}}).empty());
    CHECK (faultOf (5.0, {{"type", "integer"}}).empty());
    CHECK (faultOf (true, {{"type", "boolean"}}).empty());
    CHECK (faultOf (json::array(), {{"type", "array"}}).empty());
    CHECK (faultOf (json::object(), {{"type", "object"}}).empty());
    CHECK (faultOf (nullptr, {{"type", "null"}}).empty());
    CHECK (faultOf (nullptr, {{"type", {"string", "null"}}}).empty());
    CHECK (faultOf (nullptr, {{"type", "STRING"}, {"nullable", true}}).empty());
    CHECK (faultOf ("x", {{"type", "STRING"}}).empty());
    CHECK (faultOf ("x", json::object()).empty());
    CHECK (faultOf ("x", true).empty());
}

TEST_CASE ("A value of another type is named with its place")
{
    CHECK (faultOf (5, {{"type", "string"}}) == "args.v must be a string, but it is the number 5.");
    CHECK (faultOf ("5", {{"type", "number"}}) == "args.v must be a number, but it is a string.");
    CHECK (faultOf (5.5, {{"type", "integer"}}) == "args.v must be an integer, but it is the number 5.5.");
    CHECK (faultOf (1e300, {{"type", "boolean"}}) == "args.v must be a boolean, but it is the number 1e+300.");
    CHECK (faultOf (nullptr, {{"type", "string"}}) == "args.v must be a string, but it is null.");
    CHECK (faultOf (true, {{"type", {"string", "null"}}}) == "args.v must be a string or null, but it is true.");
    CHECK (faultOf (json::object(), {{"type", "array"}}) == "args.v must be an array, but it is an object.");
    CHECK (faultOf (json::array(), {{"type", "object"}}) == "args.v must be an object, but it is an array.");
}

TEST_CASE ("Bounds of numbers, texts and lists are kept")
{
    const json number{{"minimum", 20}, {"maximum", 300.5}};
    CHECK (faultOf (20, number).empty());
    CHECK (faultOf (300.5, number).empty());
    CHECK (faultOf (19.9, number) == "args.v must be at least 20, but it is 19.9.");
    CHECK (faultOf (301, number).find ("args.v must be at most 300.5, but it is 301") == 0);

    const json text{{"minLength", 2}, {"maxLength", 3}};
    CHECK (faultOf ("\xc3\xa4\xc3\xb6\xc3\xbc", text).empty());
    CHECK_FALSE (faultOf ("\xc3\xa4", text).empty());
    CHECK (faultOf ("abcd", text).find ("args.v must be at most 3 characters long") == 0);

    const json list{{"minItems", 1}, {"maxItems", 2}, {"items", {{"type", "integer"}}}};
    CHECK (faultOf ({1, 2}, list).empty());
    CHECK_FALSE (faultOf (json::array(), list).empty());
    CHECK_FALSE (faultOf ({1, 2, 3}, list).empty());
}

TEST_CASE ("Only the listed values fit an enumeration")
{
    const json schema{{"enum", {"up", "down", 3}}};
    CHECK (faultOf ("up", schema).empty());
    CHECK (faultOf (3, schema).empty());
    CHECK (faultOf ("left", schema) == R"(args.v must be one of "up", "down", 3, but it is "left".)");
}

TEST_CASE ("A fault deep inside is found with its whole path")
{
    const json point{{"type", "object"}, {"properties", {{"name", {{"type", "string"}}}}}, {"required", {"name"}}};
    const json schema{{"type", "array"}, {"items", point}};

    CHECK (faultOf ({{{"name", "a"}}, {{"name", 1}}}, schema) ==
           "args.v[1].name must be a string, but it is the number 1.");
    CHECK (faultOf (json::array ({json::object()}), schema) == "args.v[0].name is missing, but it is required.");
}

TEST_CASE ("Unknown members fit unless the schema is closed")
{
    json schema{{"properties", {{"a", json::object()}}}};
    CHECK_FALSE (findArgumentFault ({{"b", 1}}, schema));

    schema["additionalProperties"] = false;
    CHECK (findArgumentFault ({{"b", 1}}, schema) == R"(args has no member "b": leave it out.)");
    CHECK_FALSE (findArgumentFault ({{"a", 1}}, schema));
}

TEST_CASE ("Arguments are always an object, whatever the schema")
{
    CHECK_FALSE (findArgumentFault (json::object(), nullptr));
    CHECK (findArgumentFault ({1}, nullptr) == "args must be an object, but it is an array.");
}

TEST_CASE ("A schema with wrong types in it accepts rather than fails")
{
    const json broken{{"type", 5},     {"enum", "x"},     {"minimum", "y"}, {"minLength", nullptr},
                      {"required", 3}, {"properties", 4}, {"items", 7}};
    for (const auto& value : {json (1), json ("x"), json::array ({1}), json::object(), json (nullptr)})
        CHECK (faultOf (value, broken).empty());
    CHECK_FALSE (findArgumentFault (json::object(), {{"required", {1, "a"}}})->empty());
}

TEST_CASE ("A long or broken text does not make a long or broken sentence")
{
    const json schema{{"enum", {"a"}}};
    CHECK (faultOf (std::string (5000, 'x'), schema).size() < 200);
    CHECK (faultOf ("\xff", schema).find ("\xef\xbf\xbd") != std::string::npos);
}
