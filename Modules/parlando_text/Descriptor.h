#pragma once

#include <unistd.h>
#include <utility>

namespace parlando
{

/** An open file, closed with its owner. */
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor (int number) : descriptor (number) {}
    ~Descriptor() { close(); }

    Descriptor (Descriptor&& other) noexcept : descriptor (std::exchange (other.descriptor, -1)) {}

    Descriptor& operator= (Descriptor&& other) noexcept
    {
        std::swap (descriptor, other.descriptor);
        return *this;
    }

    /** Negative where none is open. */
    int get() const noexcept { return descriptor; }
    bool isOpen() const noexcept { return descriptor >= 0; }

    /** 0, or -1 with errno where the system has something to say only now. */
    int close() { return isOpen() ? ::close (std::exchange (descriptor, -1)) : 0; }

private:
    int descriptor = -1;
};

} // namespace parlando
