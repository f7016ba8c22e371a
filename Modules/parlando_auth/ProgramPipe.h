#pragma once

#include <array>
#include <cstddef>

namespace parlando
{

/** Two ends to talk with a program. They close with it, no program inherits them by accident, and their numbers are
    above those that a program gets, also where this process has no standard streams. */
class ProgramPipe
{
public:
    enum class Kind
    {
        oneWay, /**< End 0 reads what end 1 writes. */
        twoWay  /**< Each end reads what the other one writes. */
    };

    /** Throws std::system_error where the system gives none. */
    explicit ProgramPipe (Kind = Kind::oneWay);
    ~ProgramPipe();

    ProgramPipe (const ProgramPipe&) = delete;
    ProgramPipe& operator= (const ProgramPipe&) = delete;

    /** -1 once it is closed. */
    [[nodiscard]] int end (std::size_t which) const noexcept { return ends[which]; }

    /** Reads and writes at this end return at once from now on. */
    void neverWaitAt (std::size_t which) const noexcept;

    void closeEnd (std::size_t which) noexcept;

private:
    std::array<int, 2> ends{-1, -1};
};

} // namespace parlando
