// Any bytes as a project's state: taken or refused with a sentence; what is taken is written so that it reads the same.

#include <parlando_plugin/PluginState.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    try
    {
        const auto state = parlando::PluginState::fromText ({reinterpret_cast<const char*> (bytes), size});
        const auto written = state.toText();

        if (parlando::PluginState::fromText (written).toText() != written)
            std::abort();
    }
    catch (const std::invalid_argument& refusal)
    {
        if (refusal.what()[0] == '\0')
            std::abort();
    }

    return 0;
}
