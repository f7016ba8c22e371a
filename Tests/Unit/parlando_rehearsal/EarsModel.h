#pragma once

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <filesystem>
#include <string>

namespace parlando::test
{

/** What the rehearsal service hears with is installed. */
inline bool hasModel() { return std::filesystem::exists (std::string (Recogniser::usualModelFolder) + "/en-us.lm.bin"); }

} // namespace parlando::test
