// Any bytes as the takes of a project, and as the sound of one: taken or refused with a sentence; what is taken is
// written so that it reads the same.

#include "Input.h"

#include <parlando_plugin/ProjectTakes.h>
#include <parlando_text/parlando_text.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>

namespace
{

void readProject (std::string_view text)
{
    const auto written = parlando::ProjectTakes::fromJson (parlando::requireJson (text, "The project")).toJson (true);

    if (parlando::ProjectTakes::fromJson (written).toJson (true) != written)
        std::abort();
}

/** The first byte says how long the voice is to be. */
void readSound (std::span<const std::uint8_t> bytes)
{
    const auto samples = bytes.empty() ? 0u : 24u * bytes.front();
    const auto voice = parlando::decodeFlac (bytes.subspan (bytes.empty() ? 0 : 1), samples);

    if (parlando::decodeFlac (parlando::encodeFlac (*voice), samples)->hash() != voice->hash())
        std::abort();
}

template <typename Read>
void tryOutTakes (Read&& read)
{
    try
    {
        read();
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
    tryOutTakes ([&] { readProject (parlando::fuzz::textOf (bytes, size)); });
    tryOutTakes ([&] { readSound ({bytes, size}); });
    return 0;
}
