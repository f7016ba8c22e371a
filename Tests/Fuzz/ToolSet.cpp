// Any bytes as a tool set: taken or refused with a sentence; what is taken is written so that it reads the same, and
// its functions can be declared.

#include "Input.h"

#include <parlando_automation/parlando_automation.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    using namespace parlando;

    try
    {
        const auto layout = layoutFromText (parlando::fuzz::textOf (bytes, size));

        if (layoutFromJson (toJson (layout)) != layout)
            std::abort();

        functionsOf (layout, controlsOf (layout, {}));
    }
    catch (const std::invalid_argument& refusal)
    {
        if (refusal.what()[0] == '\0')
            std::abort();
    }

    return 0;
}
