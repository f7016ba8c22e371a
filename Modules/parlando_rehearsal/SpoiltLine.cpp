#include "SpoiltLine.h"

#include <algorithm>
#include <utility>

namespace parlando
{

void SpoiltLine::push (Instant now, std::string message)
{
    for (auto& text : messageFaults.apply (std::move (message)))
    {
        const auto due = dueOf (now, text.size());
        messages.push_back ({messages.empty() ? due : std::max (due, messages.back().due), std::move (text)});
    }
}

Instant SpoiltLine::dueOf (Instant now, std::size_t bytes)
{
    const auto extra = std::uniform_int_distribution<Milliseconds::rep> (0, faults.jitter.count()) (random);
    auto due = now + faults.delay + Milliseconds (extra);

    if (faults.trickle > 0)
    {
        const std::chrono::duration<double> length (static_cast<double> (bytes) / faults.trickle);
        due = std::max (due, isFreeAt) + std::chrono::duration_cast<Instant::duration> (length);
        isFreeAt = due;
    }

    if (faults.burst)
    {
        const Instant::duration period = *faults.burst;
        const auto since = due - began.value_or (now);
        began = began.value_or (now);
        due = *began + (since + period - Instant::duration (1)) / period * period;
    }

    return due;
}

std::optional<std::string> SpoiltLine::next (Instant now)
{
    if (messages.empty() || messages.front().due > now)
        return std::nullopt;
    auto text = std::move (messages.front().text);
    messages.pop_front();
    return text;
}

} // namespace parlando
