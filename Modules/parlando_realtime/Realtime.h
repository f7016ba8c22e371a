#pragma once

// Stands after the parameter list (and const) of every function that the audio thread may call. It promises: no
// allocation, no lock, no system call, no exception. Clang 20 and newer check the promise when compiling
// (-Wfunction-effects) and when running (-fsanitize=realtime).
#if defined(__clang__) && __has_cpp_attribute(clang::nonblocking)
#define PARLANDO_REALTIME noexcept [[clang::nonblocking]]
#else
#define PARLANDO_REALTIME noexcept
#endif
