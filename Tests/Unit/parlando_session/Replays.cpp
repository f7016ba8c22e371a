#include "Replay.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdio>
#include <set>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** Those whose outcome is known to be wrong: to be mended, and then taken off. */
const std::set<std::string> known{};

constexpr std::pair<Replay::Form, const char*> forms[]{{Replay::Form::recorded, "as recorded"},
                                                       {Replay::Form::indented, "indented"},
                                                       {Replay::Form::emptyDoubled, "empty messages doubled"},
                                                       {Replay::Form::emptyBetween, "empty messages between"}};

} // namespace

TEST_CASE ("What the real service sent comes out as listed, whatever the form of its messages")
{
    for (const auto& recording : allRecordings())
    {
        INFO (recording.name);
        std::set<std::string> faults;

        for (const auto& [form, description] : forms)
            for (const auto& fault : Replay (recording, form).run())
                if (faults.insert (fault).second)
                    UNSCOPED_INFO (description << ": " << fault);

        const auto isKnown = known.contains (recording.name);
        std::printf ("%-58s %s\n", recording.name.c_str(), faults.empty() ? "as listed" : faults.begin()->c_str());
        CHECK (faults.empty() != isKnown);
    }
}
