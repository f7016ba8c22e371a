// Any bytes as a project's state, and as a preset: taken or refused with a sentence; what is taken is written so that
// it reads the same.

#include "Input.h"

#include <parlando_gemini/GeminiLive.h>
#include <parlando_plugin/PluginState.h>
#include <parlando_plugin/Preset.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>

namespace
{

template <typename Read>
void tryOut (Read&& readAndWrite)
{
    try
    {
        readAndWrite();
    }
    catch (const std::invalid_argument& refusal)
    {
        if (refusal.what()[0] == '\0')
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    using namespace parlando;
    const auto text = parlando::fuzz::textOf (bytes, size);
    const auto provider = gemini::geminiLive();
    tryOut (
        [&]
        {
            const auto written = PluginState::fromText (text, *provider).toText();

            if (PluginState::fromText (written, *provider).toText() != written)
                std::abort();
        });
    tryOut (
        [&]
        {
            const auto preset = presetFromText (text, *provider);

            if (presetFromText (toText (preset), *provider) != preset)
                std::abort();
        });

    return 0;
}
