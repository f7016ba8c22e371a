#pragma once

#include <string>
#include <vector>

namespace parlando
{

/** Lines typed at the terminal. Main thread. */
class StandardInput
{
public:
    StandardInput();

    /** True when standard input is a terminal that has not been closed (Ctrl-D). */
    bool isOpen() const noexcept { return open; }

    /** For poll(); -1 where there is nothing to wait for. */
    int descriptor() const noexcept;

    /** The whole lines that are there, without their ends; call it when the descriptor is readable. */
    std::vector<std::string> take();

private:
    bool open;
    std::string partial;
};

} // namespace parlando
