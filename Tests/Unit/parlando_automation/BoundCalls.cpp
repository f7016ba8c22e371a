#include "StubHost.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;
using Json = nlohmann::json;

namespace
{

struct Studio
{
    ToolLayout layout = studio();
    std::vector<Control> controls = controlsOf (layout, {});
    BoundFunction send{"set_reverb_send", "", {{"percent", "", "slot01"}}, true, {}};
    BoundFunction scene{"choose_scene", "", {{"name", "", "slot03"}, {"lights", "", "slot04", false}}, false, {}};

    MoveRequest taken (const BoundFunction& function, const Json& arguments) const
    {
        return std::get<MoveRequest> (readCall (function, controls, arguments));
    }

    std::string refused (const BoundFunction& function, const Json& arguments) const
    {
        return std::get<std::string> (readCall (function, controls, arguments));
    }
};

} // namespace

TEST_CASE ("A declaration has the names, ranges, units and choices of the controls")
{
    const Studio s;
    const auto schema = declarationOf (s.send, s.controls).parametersJsonSchema;
    CHECK (schema["properties"]["percent"]["minimum"] == 0.0);
    CHECK (schema["properties"]["percent"]["maximum"] == 100.0);
    CHECK (schema["properties"]["percent"]["description"] == "Reverb send, in %");
    CHECK (schema["properties"]["ramp_unit"]["enum"] == Json ({"ms", "beats", "bars"}));
    CHECK (schema["required"] == Json ({"percent"}));
    CHECK (schema["additionalProperties"] == false);

    const auto choices = declarationOf (s.scene, s.controls).parametersJsonSchema;
    CHECK (choices["properties"]["name"]["enum"] == Json ({"Verse", "Chorus", "Bridge"}));
    CHECK (choices["properties"]["lights"]["type"] == "boolean");
    CHECK (choices["required"] == Json ({"name"}));
    CHECK_FALSE (choices["properties"].contains ("ramp"));
}

TEST_CASE ("A call becomes moves, with a ramp in ms unless it says otherwise")
{
    const Studio s;
    const auto ramped = s.taken (s.send, {{"percent", 40}, {"ramp", 2}, {"ramp_unit", "bars"}});
    CHECK (ramped.targets[0].control == 0);
    CHECK (ramped.targets[0].value == 40.0);
    CHECK (ramped.ramp.unit == RampTime::Unit::bars);
    CHECK (describe (ramped, s.controls) == "Reverb send to 40 % over 2 bars");
    CHECK (s.taken (s.send, {{"percent", 40}, {"ramp", 250}}).ramp.unit == RampTime::Unit::milliseconds);
    CHECK (s.taken (s.send, {{"percent", 40}}).ramp.amount == 0.0);
    CHECK (describe (s.taken (s.scene, {{"name", "Bridge"}, {"lights", true}}), s.controls) ==
           "Scene to Bridge, Lights to On");
}

TEST_CASE ("A call that does not fit moves nothing and says what would")
{
    const Studio s;

    for (const auto& wrong : {Json ("forty"), Json (-1), Json (101), Json (1e308), Json (true), Json(), Json::object()})
    {
        CAPTURE (wrong.dump());
        CHECK (s.refused (s.send, {{"percent", wrong}}) == "percent must be a number from 0 to 100 %.");
    }

    CHECK (s.refused (s.send, Json::object()) == "percent is missing.");
    CHECK_THAT (s.refused (s.send, {{"percent", 4}, {"ramp", -1}}), ContainsSubstring ("from 0 to 600000 ms"));
    CHECK_THAT (s.refused (s.send, {{"percent", 4}, {"ramp", 1e9}, {"ramp_unit", "bars"}}),
                ContainsSubstring ("64 bars"));
    CHECK_THAT (s.refused (s.send, {{"percent", 4}, {"ramp_unit", "years"}}), ContainsSubstring ("ms, beats or bars"));
    CHECK (s.refused (s.scene, {{"name", "Coda"}}) == "name must be one of: Verse, Chorus, Bridge.");
    CHECK (s.refused (s.scene, {{"name", "Verse"}, {"lights", 1}}) == "lights must be true or false.");
}

TEST_CASE ("A control that the person took away since the call was declared is not moved")
{
    Studio s;
    s.controls[0].definition.access = GENERATE (ControlAccess::off, ControlAccess::read);
    CHECK_THAT (s.refused (s.send, {{"percent", 4}}), ContainsSubstring ("does not let you"));
}
