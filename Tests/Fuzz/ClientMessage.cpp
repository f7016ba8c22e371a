// Any bytes as a client's message to the rehearsal service: taken with every name in lowerCamelCase, so that it is
// taken again as it is, or refused as the service refuses.

#include "Input.h"

#include <parlando_rehearsal/ClientSchema.h>

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    nlohmann::json message, again;

    if (const auto refusal = parlando::ClientSchema::read (parlando::fuzz::textOf (bytes, size), message))
    {
        if (refusal->code < 1000 || refusal->reason.empty())
            std::abort();

        return 0;
    }

    if (parlando::ClientSchema::read (message.dump(), again) || again != message)
        std::abort();

    return 0;
}
