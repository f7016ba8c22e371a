#include "Support/HostileJson.h"
#include "Support/SmallStack.h"

#include "StubHost.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

constexpr auto text = R"({
    "name": "Live",
    "slots": [
        {"slot": 1, "name": "Reverb send", "unit": "%", "minimum": 0, "maximum": 100, "default": 20},
        {"slot": 3, "name": "Scene", "choices": ["Verse", "Chorus"], "default": "Chorus", "access": "ask"},
        {"slot": 32, "name": "Lights", "kind": "switch", "default": true, "access": "read"}
    ],
    "own": {"voice_gain": "move", "dry_gain": "off"},
    "functions": [
        {"name": "set_reverb_send", "arguments": [{"name": "percent", "slot": 1}], "ramp": true, "scheduling": "when_idle"},
        {"name": "change_scene", "arguments": [{"name": "scene", "slot": 3}, {"name": "voice", "control": "voice_gain", "required": false}]}
    ],
    "transport": true, "offer_values": true, "notes": "ask"
})";

std::string refusalOf (const std::string& json)
{
    try
    {
        layoutFromText (json);
    }
    catch (const std::invalid_argument& refusal)
    {
        return refusal.what();
    }

    return "taken";
}

std::string withSlot (const std::string& members) { return R"({"slots":[{"slot":1,"name":"A",)" + members + "}]}"; }

std::string withFunction (const std::string& function)
{
    return R"({"slots":[{"slot":1,"name":"A"}],"functions":[)" + function + "]}";
}

} // namespace

TEST_CASE ("A layout is read from its file, and written so that it reads the same")
{
    const auto layout = layoutFromText (text);
    CHECK (layout.slots[0].byDefault == 20.0);
    CHECK (layout.slots[2].byDefault == 1.0);
    CHECK (layout.slots[2].access == ControlAccess::ask);
    CHECK (layout.slots[31].kind == ControlDefinition::Kind::onOff);
    CHECK (layout.own.size() == 1);
    CHECK (layout.functions[1].arguments[1].control == "voice_gain");
    CHECK (layout.functions[0].scheduling == Scheduling::whenIdle);
    CHECK (layoutFromJson (toJson (layout)) == layout);
    CHECK (toJson (layoutFromJson (toJson (layout))) == toJson (layout));
    CHECK (toJson (ToolLayout()) == nlohmann::json::object());
}

TEST_CASE ("A choice and a switch take no notice of what only a number has")
{
    for (const auto* const kind : {R"("kind":"switch")", R"("choices":["off","on"])"})
    {
        CAPTURE (kind);
        const auto layout =
            layoutFromText (withSlot (std::string (kind) + R"(,"minimum":3,"maximum":4,"skew":2,"unit":"s")"));

        CHECK (layout == layoutFromText (withSlot (kind)));
        CHECK (layoutFromJson (toJson (layout)) == layout);
    }
}

TEST_CASE ("What is wrong with a layout is said in one sentence, with its place")
{
    CHECK_THAT (refusalOf ("{"), ContainsSubstring ("is no JSON: something is wrong at line 1, column 2"));
    CHECK_THAT (refusalOf ("[]"), ContainsSubstring ("must be an object"));
    CHECK_THAT (refusalOf (R"({"slot":[]})"), ContainsSubstring ("'slot', which is not known"));
    CHECK_THAT (refusalOf (R"({"slots":[{"slot":33,"name":"A"}]})"), ContainsSubstring ("from 1 to 32"));
    CHECK_THAT (refusalOf (R"({"slots":[{"slot":1.5,"name":"A"}]})"), ContainsSubstring ("from 1 to 32"));
    CHECK_THAT (refusalOf (R"({"slots":[{"slot":1}]})"), ContainsSubstring ("Slot 1 needs a 'name'"));
    CHECK_THAT (refusalOf (R"({"slots":[{"slot":1,"name":"A"},{"slot":1,"name":"B"}]})"), ContainsSubstring ("twice"));
    CHECK_THAT (refusalOf (withSlot (R"("minimum":5,"maximum":5)")), ContainsSubstring ("'minimum' below"));
    CHECK_THAT (refusalOf (withSlot (R"("maximum":1e300)")), ContainsSubstring ("'minimum' below"));
    CHECK_THAT (refusalOf (withSlot (R"("skew":0)")), ContainsSubstring ("'skew'"));
    CHECK_THAT (refusalOf (withSlot (R"("choices":["one"])")), ContainsSubstring ("2 to 128"));
    CHECK_THAT (refusalOf (withSlot (R"("choices":["a","a"])")), ContainsSubstring ("twice"));
    CHECK_THAT (refusalOf (withSlot (R"("kind":"choice")")), ContainsSubstring ("'choices'"));
    CHECK_THAT (refusalOf (withSlot (R"("default":101)")), ContainsSubstring ("'default'"));
    CHECK_THAT (refusalOf (withSlot (R"("access":"write")")), ContainsSubstring ("off, read, ask or move"));
    CHECK_THAT (refusalOf (R"({"own":{"bypass":"move"}})"), ContainsSubstring ("not for the agent"));
    CHECK_THAT (refusalOf (withFunction (R"({"name":"1st","arguments":[{"name":"x","slot":1}]})")),
                ContainsSubstring ("letters"));
    CHECK_THAT (refusalOf (withFunction (R"({"name":"f","arguments":[]})")), ContainsSubstring ("1 to 16"));
    CHECK_THAT (refusalOf (withFunction (R"({"name":"f","arguments":[{"name":"x","slot":2}]})")),
                ContainsSubstring ("slot 2, which has no name"));
    CHECK_THAT (refusalOf (withFunction (R"({"name":"f","arguments":[{"name":"ramp","slot":1}]})")),
                ContainsSubstring ("called ramp"));
    CHECK_THAT (refusalOf (withFunction (R"({"name":"f","arguments":[{"name":"x","control":"bypass"}]})")),
                ContainsSubstring ("does not exist"));
    CHECK_THAT (refusalOf (R"({"notes":"read"})"), ContainsSubstring ("'notes'"));
    CHECK_THAT (refusalOf (std::string (ToolLayout::largestFile + 1, ' ')), ContainsSubstring ("256 kB"));
}

TEST_CASE (
    "Each slot with a name that the agent may move has a function, and the layout's own functions go before them")
{
    auto layout = layoutFromText (text);
    layout.slots[4] = percent ("Reverb send");      // the same name again
    layout.slots[5] = percent ("\xc3\x84\xc3\xb6"); // nothing to make a name of
    const auto functions = functionsOf (layout, controlsOf (layout, {}));
    std::vector<std::string> names;

    for (const auto& function : functions)
        names.push_back (function.name);

    CHECK (names == std::vector<std::string>{"set_reverb_send", "change_scene", "set_scene", "set_slot06"});
}

TEST_CASE ("The plugin's own controls are the agent's only as the layout says")
{
    const auto layout = layoutFromText (text);
    const auto controls =
        controlsOf (layout, {{"voice_gain", percent ("Voice gain")}, {"dry_gain", percent ("Dry gain")}});
    REQUIRE (controls.size() == 34);
    CHECK (controls[31].id == "slot32");
    CHECK (controls[32].definition.access == ControlAccess::move);
    CHECK (controls[33].definition.access == ControlAccess::off);
}

TEST_CASE ("A tool set of nested brackets is refused, on a small stack")
{
    onSmallStack (
        []
        {
            for (const auto& deep : deepValues())
                for (const auto* member : {"name", "slots", "functions", "notes", "more"})
                    CHECK (refusalOf (R"({")" + std::string (member) + "\":" + deep + "}") ==
                           "The tool set is nested more than 100 deep.");
        });
}
