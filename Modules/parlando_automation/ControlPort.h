#pragma once

#include <cstddef>
#include <string>

namespace parlando
{

/** The controls as their host has them; values are normalised. */
class ControlPort
{
public:
    virtual ~ControlPort() = default;

    /** Any thread. */
    [[nodiscard]] virtual double normalised (std::size_t control) const = 0;

    /** Message thread: why the host may not take moves now, as the end of a sentence; empty where nothing is known. */
    [[nodiscard]] virtual std::string hindrance() const { return {}; }

    /** Message thread. A value is set between the beginning and the end of a gesture only. */
    virtual void beginGesture (std::size_t control) = 0;
    virtual void set (std::size_t control, double normalised) = 0;
    virtual void endGesture (std::size_t control) = 0;
};

} // namespace parlando
