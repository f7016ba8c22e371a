#pragma once

#include <unistd.h>

namespace parlando::testing
{

/** While it lives, permissions hold for this process, which may be that of root: it is that of nobody then. What it
    makes is to be gone before. */
class OrdinaryPerson
{
public:
    OrdinaryPerson() : before (::geteuid())
    {
        constexpr uid_t nobody = 65534;

        if (before == 0) [[maybe_unused]]
            const auto done = ::seteuid (nobody);
    }

    ~OrdinaryPerson()
    {
        if (before == 0) [[maybe_unused]]
            const auto done = ::seteuid (before);
    }

    OrdinaryPerson (const OrdinaryPerson&) = delete;
    OrdinaryPerson& operator= (const OrdinaryPerson&) = delete;

private:
    const uid_t before;
};

} // namespace parlando::testing
