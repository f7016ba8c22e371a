// Each target runs with the stack of a host's thread, so that what reads by recursion is found out.

#include <sys/resource.h>

extern "C" int LLVMFuzzerInitialize (int*, char***)
{
    constexpr rlim_t bytes = 512 * 1024;
    rlimit limit{};

    // The system holds to it from now on, also where the stack could have grown further.
    if (::getrlimit (RLIMIT_STACK, &limit) == 0)
    {
        limit.rlim_cur = bytes;
        ::setrlimit (RLIMIT_STACK, &limit);
    }

    return 0;
}
