#pragma once

#include "MessageClock.h"
#include "SettingsHistory.h"

#include <functional>
#include <memory>
#include <mutex>

namespace parlando
{

/** The settings of an instance, what they were before, and another set to compare with. Any thread but the audio
   thread.

    Each change is one step: who changes a part of them does so in update(), and loses nothing that another thread has
   changed at the same time.
*/
class SettingsStore final
{
public:
    /** It begins with `first`. `apply` is given each new set, in order, one at a time, on the thread that changes them;
        it must not come back here. */
    explicit SettingsStore (std::function<void (const PluginSettings&)> apply, PluginSettings first = {});

    ~SettingsStore() { stop(); }

    [[nodiscard]] PluginSettings get() const;

    /** The person's change: undo() goes back before it. `change` is given the settings, must not come back here, and
       may throw: then nothing is changed. */
    void update (const std::function<void (PluginSettings&)>& change);
    void set (PluginSettings);

    /** What a project, or a new instance, begins with: that is no change of the project. */
    void restore (PluginSettings);

    /** Another project: nothing goes back to the one before. */
    void forgetHistory();

    void undo() { go (&SettingsHistory::undo); }
    void redo() { go (&SettingsHistory::redo); }

    /** Between two sides to compare, A and B. */
    void swap() { go (&SettingsHistory::swap); }
    void copyToOther();

    struct HistoryState
    {
        bool canUndo = false, canRedo = false;
        char side = 'A';
    };

    [[nodiscard]] HistoryState historyState() const;

    /** The person changed settings, which the project is to be saved with: on the message thread, at once where that
        changed them. Set once, before there are any. */
    std::function<void()> onChange;

    /** onChange is called no more. */
    void stop() { clock->retire(); }

private:
    void go (PluginSettings (SettingsHistory::*) (PluginSettings));
    bool replace (PluginSettings);
    void tellOfChange();

    const std::function<void (const PluginSettings&)> apply;
    const std::shared_ptr<MessageClock> clock;
    mutable std::mutex mutex; // guards what is below, and the order of apply
    PluginSettings wanted;
    SettingsHistory history;
};

} // namespace parlando
