#pragma once

#include <parlando_text/Descriptor.h>

#include <cstddef>
#include <string>

namespace parlando
{

/** The bytes of a pipe, which may be long in coming, and which can be looked at once before they are read. One thread
    at a time, but for stop(). */
class PipeReader
{
public:
    /** Takes over an open descriptor. `interruption`: a descriptor that ends all waiting once it is readable; -1 for
        none. */
    PipeReader (Descriptor, int interruption);

    /** Waits until `size` bytes are there, the pipe has ended, or somebody stops it; gives how many there were. */
    std::size_t read (void* bytes, std::size_t size);

    /** The next read() begins once more with `bytes`. */
    void putBack (std::string bytes) { ahead = std::move (bytes) + ahead; }

    /** Any thread: whoever waits in read() returns at once, and for ever after. */
    void stop();

    /** Whether it was ended from this side. */
    bool wasStopped() const noexcept { return stopped; }

private:
    std::size_t readSome (char* bytes, std::size_t size);

    Descriptor pipe, stopSent, stopSeen;
    int interruption;
    std::string ahead;
    bool stopped = false;
};

} // namespace parlando
