#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** The sentences that the person wants to hear once more, as they were: what they quote ("Say this again, word for
   word: …"), or `lastSaid` where they want the last answer. Empty where they want something else, or nothing was said
   yet. */
[[nodiscard]] std::vector<std::string> wordForWord (std::string_view heard, std::string_view lastSaid);

} // namespace parlando
