#include "SettingsStore.h"

#include <juce_events/juce_events.h>

#include <utility>

namespace parlando
{

SettingsStore::SettingsStore (std::function<void (const PluginSettings&)> toApply, PluginSettings first)
    : apply (std::move (toApply)), clock (std::make_shared<MessageClock> (
                                       [this]
                                       {
                                           if (onChange)
                                               onChange();
                                       })),
      wanted (std::move (first))
{
}

PluginSettings SettingsStore::get() const
{
    const std::lock_guard lock (mutex);
    return wanted;
}

void SettingsStore::update (const std::function<void (PluginSettings&)>& change)
{
    {
        const std::lock_guard lock (mutex);
        auto next = wanted;
        change (next);

        if (next == wanted)
            return;

        history.note (wanted, Instant::clock::now());
        replace (std::move (next));
    }

    tellOfChange();
}

void SettingsStore::set (PluginSettings settings)
{
    update ([&settings] (PluginSettings& current) { current = std::move (settings); });
}

void SettingsStore::restore (PluginSettings settings)
{
    const std::lock_guard lock (mutex);
    replace (std::move (settings));
}

void SettingsStore::forgetHistory()
{
    const std::lock_guard lock (mutex);
    history.clear();
}

void SettingsStore::copyToOther()
{
    const std::lock_guard lock (mutex);
    history.copyToOther (wanted);
}

SettingsStore::HistoryState SettingsStore::historyState() const
{
    const std::lock_guard lock (mutex);
    return {history.canUndo(), history.canRedo(), history.side()};
}

void SettingsStore::go (PluginSettings (SettingsHistory::*way) (PluginSettings))
{
    {
        const std::lock_guard lock (mutex);

        if (! replace ((history.*way) (wanted)))
            return;
    }

    tellOfChange();
}

/** Under the lock. False where they are what they were; they are applied all the same, as a project that is restored
   says what its slots mean once more. */
bool SettingsStore::replace (PluginSettings next)
{
    const auto isAnother = next != wanted;
    wanted = std::move (next);
    apply (wanted);
    return isAnother;
}

void SettingsStore::tellOfChange()
{
    if (! juce::MessageManager::existsAndIsCurrentThread())
        clock->callSoon();
    else if (onChange)
        onChange();
}

} // namespace parlando
