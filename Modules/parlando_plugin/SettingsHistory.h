#pragma once

#include "PluginSettings.h"

#include <deque>

namespace parlando
{

/** What the settings were before, and another set of them to compare with. One thread at a time. */
class SettingsHistory final
{
public:
    static constexpr std::size_t mostSteps = 50;

    /** Changes that follow each other so soon are one step. */
    static constexpr Milliseconds sameStepWithin{1'000};

    /** `from` is about to become something else. */
    void note (const PluginSettings& from, Instant now);

    [[nodiscard]] bool canUndo() const noexcept { return ! undone.empty(); }
    [[nodiscard]] bool canRedo() const noexcept { return ! redone.empty(); }

    /** What to go back, or forward, to from `current`; `current` where there is nothing. */
    PluginSettings undo (PluginSettings current);
    PluginSettings redo (PluginSettings current);

    /** Those on the other side, A or B, from `current` on this one; at first both are the same. Each side has its own
        way back. */
    PluginSettings swap (PluginSettings current);
    [[nodiscard]] char side() const noexcept { return shownSide; }

    /** The other side is as this one. */
    void copyToOther (const PluginSettings& from) { other = from; }

    /** Another project: nothing goes back to the one before. */
    void clear();

private:
    std::deque<PluginSettings> undone, redone, otherUndone, otherRedone;
    std::optional<PluginSettings> other;
    std::optional<Instant> last;
    char shownSide = 'A';
};

} // namespace parlando
