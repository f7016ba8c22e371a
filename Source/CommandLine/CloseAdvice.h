#pragma once

#include <string>
#include <string_view>

namespace parlando
{

/** What a person can do about a close of the service: one sentence. Codes and reasons as in protocol section 3.10,
   which change and may be cut, so that they are matched loosely. */
std::string adviceFor (int closeCode, std::string_view reason);

} // namespace parlando
