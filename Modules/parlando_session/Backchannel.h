#pragma once

#include <string_view>

namespace parlando
{

/** Whether `words` say no more than that somebody listens: "mhm", "yes, okay", in a dozen languages. The last word may
    be no more than the beginning of one. False for none at all. */
[[nodiscard]] bool isBackchannel (std::string_view words);

} // namespace parlando
