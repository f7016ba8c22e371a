#pragma once

namespace parlando
{

/** When the model takes up the response of a NON_BLOCKING function. */
enum class Scheduling
{
    unspecified,
    silent,
    whenIdle,
    interrupt
};

} // namespace parlando
