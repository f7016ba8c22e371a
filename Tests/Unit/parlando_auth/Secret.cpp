#include <parlando_auth/parlando_auth.h>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdlib>
#include <new>

using namespace parlando;

namespace
{
// What the freed array that begins here held at its end.
const void* watched = nullptr;
std::size_t watchedSize = 0;
bool wasFreed = false, wasAllZero = false;

void watch (const Secret& secret)
{
    watched = secret.reveal().data();
    watchedSize = secret.reveal().size();
    wasFreed = wasAllZero = false;
}
} // namespace

void* operator new[] (std::size_t size)
{
    if (auto* const memory = std::malloc (size > 0 ? size : 1))
        return memory;
    throw std::bad_alloc();
}

void operator delete[] (void* memory) noexcept
{
    if (memory != nullptr && memory == watched)
    {
        const auto* const bytes = static_cast<const volatile char*> (memory);
        wasFreed = true;
        wasAllZero = std::all_of (bytes, bytes + watchedSize, [] (char c) { return c == 0; });
        watched = nullptr;
    }
    std::free (memory);
}

void operator delete[] (void* memory, std::size_t) noexcept { operator delete[] (memory); }

TEST_CASE ("A secret's memory is zeroed before it is given back")
{
    {
        const Secret secret ("top-secret");
        watch (secret);
    }
    CHECK (wasFreed);
    CHECK (wasAllZero);

    Secret replaced ("another-secret");
    watch (replaced);
    replaced = Secret ("x");
    CHECK (wasFreed);
    CHECK (wasAllZero);
    CHECK (replaced.reveal() == "x");

    {
        const Credential credential ("  key-in-a-credential ");
        watch (credential.secret());
    }
    CHECK (wasFreed);
    CHECK (wasAllZero);
}

TEST_CASE ("A copied secret has bytes of its own, a moved one takes them along")
{
    const Secret original ("top-secret");
    auto copy = original;
    CHECK (copy.reveal() == "top-secret");
    CHECK (copy.reveal().data() != original.reveal().data());

    const auto* const bytes = copy.reveal().data();
    const auto moved = std::move (copy);
    CHECK (moved.reveal().data() == bytes);
    CHECK (Secret().isEmpty());
    CHECK (Secret (moved).reveal() == "top-secret");
}
