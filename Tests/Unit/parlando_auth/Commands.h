#pragma once

#include <parlando_auth/parlando_auth.h>

namespace parlando::testing
{

inline const std::atomic<bool> wanted{false};

/** Only keeps a test that has failed from hanging. */
inline constexpr Milliseconds plenty{60'000};

} // namespace parlando::testing
