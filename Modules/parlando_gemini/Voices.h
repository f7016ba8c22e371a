#pragma once

#include <span>
#include <string_view>

namespace parlando::gemini
{

/** A voice that the service offers. */
struct PrebuiltVoice
{
    std::string_view name;  /**< Capitals count. */
    std::string_view style; /**< One word, such as Firm. */
    bool isClassic;         /**< Among the eight that the old half-cascade models knew. */
};

/** All 30, in the order of protocol section 5.2. */
std::span<const PrebuiltVoice> prebuiltVoices() noexcept;

/** Null where no voice has exactly this name. */
const PrebuiltVoice* findVoice (std::string_view name) noexcept;

/** Whether `name` has the form of an id of the service's voice library, such as en-us-tavi, or of a voice that is
    stored there, such as voice_ab12 (protocol section 5.2). The library grows: only the service knows what is in it. */
bool mayBeLibraryVoice (std::string_view name) noexcept;

/** The voice whose name takes the fewest changed letters to get to, capitals set aside. */
const PrebuiltVoice& nearestVoice (std::string_view name);

} // namespace parlando::gemini
