#include <parlando_realtime/parlando_realtime.h>

#include <cstdio>
#include <cstdlib>

// The compiler would refuse this too.
#pragma clang diagnostic ignored "-Wfunction-effects"

namespace
{

void* allocate (std::size_t size) PARLANDO_REALTIME { return std::malloc (size); }

} // namespace

int main()
{
    auto* memory = allocate (64);
    std::printf ("nobody noticed %p\n", memory);
    std::free (memory);
}
