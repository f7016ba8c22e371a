#include "StubHost.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>

using namespace parlando;
using namespace parlando::testing;
using Catch::Approx;

TEST_CASE ("A number's value goes through its range and skew and back")
{
    const auto filter = studio().slots[1];
    CHECK (filter.toValue (0.0) == 20.0);
    CHECK (filter.toValue (1.0) == 20'000.0);
    CHECK (filter.toValue (0.5) == Approx (20.0 + 19'980.0 / 16.0)); // 0.5^(1/0.25)

    for (const auto value : {20.0, 440.0, 1'000.0, 19'999.0})
        CHECK (filter.toValue (filter.toNormalised (value)) == Approx (value));

    CHECK (filter.toNormalised (-5.0) == 0.0);
    CHECK (filter.toNormalised (1e9) == 1.0);
    CHECK (filter.toValue (7.0) == 20'000.0);
}

TEST_CASE ("A choice has equal shares of the host's range, a switch two halves")
{
    const auto layout = studio();
    CHECK (layout.slots[2].toNormalised (1.0) == 0.5);
    CHECK (layout.slots[2].toValue (0.74) == 1.0);
    CHECK (layout.slots[2].toValue (0.76) == 2.0);
    CHECK (layout.slots[3].toValue (0.49) == 0.0);
    CHECK (layout.slots[3].toValue (0.51) == 1.0);
}

TEST_CASE ("Texts are what people read, and are read again")
{
    const auto layout = studio();
    CHECK (layout.slots[0].toTextWithUnit (40.0) == "40 %");
    CHECK (layout.slots[0].toText (40.25) == "40.3");
    CHECK (layout.slots[2].toText (1.0) == "Chorus");
    CHECK (layout.slots[3].toTextWithUnit (1.0) == "On");

    CHECK (layout.slots[0].fromText (" +12.5 %") == 12.5);
    CHECK (layout.slots[0].fromText ("1000") == 100.0);
    CHECK_FALSE (layout.slots[0].fromText ("loud"));
    CHECK (layout.slots[2].fromText ("bridge") == 2.0);
    CHECK_FALSE (layout.slots[2].fromText ("coda"));
    CHECK (layout.slots[3].fromText ("on") == 1.0);
    CHECK (layout.slots[3].fromText ("0") == 0.0);

    for (const auto& each : layout.slots)
        for (int step = 0; step <= 50 && ! each.name.empty(); ++step)
        {
            const auto text = each.toText (each.toValue (step / 50.0));
            const auto read = each.fromText (text);
            REQUIRE (read);
            CHECK (each.toText (each.toValue (each.toNormalised (*read))) == text);
        }
}

TEST_CASE ("From the model only values of the control's own kind and range are taken")
{
    const auto layout = studio();
    const auto& send = layout.slots[0];
    CHECK (send.fromModel (40) == 40.0);
    CHECK (send.fromModel (0.5) == 0.5);

    for (const auto& wrong : {nlohmann::json ("40"), nlohmann::json (true), nlohmann::json(), nlohmann::json (-1),
                              nlohmann::json (100.001), nlohmann::json (1e300), nlohmann::json::array ({40}),
                              nlohmann::json (std::numeric_limits<double>::infinity()),
                              nlohmann::json (std::numeric_limits<double>::quiet_NaN())})
    {
        CAPTURE (wrong.dump());
        CHECK_FALSE (send.fromModel (wrong));
    }

    CHECK (layout.slots[2].fromModel ("Bridge") == 2.0);
    CHECK_FALSE (layout.slots[2].fromModel ("bridge"));
    CHECK_FALSE (layout.slots[2].fromModel (1));
    CHECK (layout.slots[3].fromModel (true) == 1.0);
    CHECK_FALSE (layout.slots[3].fromModel (1));
}

TEST_CASE ("The model reads values without the noise of a host's float")
{
    const auto layout = studio();
    CHECK (layout.slots[0].toModel (static_cast<double> (0.4f) * 100.0) == 40);
    CHECK (layout.slots[0].toModel (12.5) == 12.5);
    CHECK (layout.slots[2].toModel (0.0) == "Verse");
    CHECK (layout.slots[3].toModel (1.0) == true);
}
