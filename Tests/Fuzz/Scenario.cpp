// Any bytes as a scenario of the rehearsal service: taken or refused with a sentence.

#include "Input.h"

#include <parlando_rehearsal/Scenario.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    try
    {
        const auto scenario = parlando::Scenario::parse (parlando::fuzz::textOf (bytes, size));

        for (const auto connection : {1, 2, 1'000'000})
            if (scenario.forConnection (connection).closeReason.size() > 123)
                std::abort();
    }
    catch (const std::invalid_argument& refusal)
    {
        if (refusal.what()[0] == '\0')
            std::abort();
    }

    return 0;
}
