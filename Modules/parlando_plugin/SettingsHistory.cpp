#include "SettingsHistory.h"

#include <utility>

namespace parlando
{

namespace
{

PluginSettings step (std::deque<PluginSettings>& from, std::deque<PluginSettings>& to, PluginSettings current)
{
    if (from.empty())
        return current;

    auto next = std::move (from.back());
    from.pop_back();
    to.push_back (std::move (current));
    return next;
}

} // namespace

void SettingsHistory::note (const PluginSettings& from, Instant now)
{
    redone.clear();

    if (last && now - *std::exchange (last, now) < sameStepWithin && ! undone.empty())
        return;

    last = now;
    undone.push_back (from);

    if (undone.size() > mostSteps)
        undone.pop_front();
}

PluginSettings SettingsHistory::undo (PluginSettings current)
{
    last.reset();
    return step (undone, redone, std::move (current));
}

PluginSettings SettingsHistory::redo (PluginSettings current)
{
    last.reset();
    return step (redone, undone, std::move (current));
}

PluginSettings SettingsHistory::swap (PluginSettings here)
{
    last.reset();
    std::swap (undone, otherUndone);
    std::swap (redone, otherRedone);
    shownSide = shownSide == 'A' ? 'B' : 'A';
    auto next = other.value_or (here);
    other = std::move (here);
    return next;
}

void SettingsHistory::clear() { *this = {}; }

} // namespace parlando
