// Any JSON as a setup: taken or refused with a sentence; what is taken is written so that it reads the same.

#include "Input.h"

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_text/parlando_text.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    const auto [json, problem] = parlando::readJson (parlando::fuzz::textOf (bytes, size));

    if (! problem.empty())
        return 0;

    try
    {
        const auto setup = parlando::gemini::Setup::fromJson (json);
        static_cast<void> (parlando::gemini::problems (setup));
        const auto written = setup.toJson();

        if (parlando::gemini::Setup::fromJson (written).toJson() != written)
            std::abort();
    }
    catch (const std::invalid_argument& refusal)
    {
        if (refusal.what()[0] == '\0')
            std::abort();
    }

    return 0;
}
