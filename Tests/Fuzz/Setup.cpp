// Any JSON as a setup: taken or refused with a sentence; what is taken is written so that it reads the same.

#include <parlando_protocol/parlando_protocol.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    const auto json = nlohmann::json::parse (bytes, bytes + size, nullptr, false);

    if (json.is_discarded())
        return 0;

    try
    {
        const auto setup = parlando::Setup::fromJson (json);
        static_cast<void> (parlando::problems (setup));
        const auto written = setup.toJson();

        if (parlando::Setup::fromJson (written).toJson() != written)
            std::abort();
    }
    catch (const std::invalid_argument& refusal)
    {
        if (refusal.what()[0] == '\0')
            std::abort();
    }

    return 0;
}
