#pragma once

namespace parlando
{

/** How much a model thinks before it speaks; each provider has its own words for it. */
enum class ThinkingLevel
{
    unspecified, /**< The service's choice. */
    minimal,
    low,
    medium,
    high
};

} // namespace parlando
