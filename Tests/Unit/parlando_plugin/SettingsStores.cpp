#include <parlando_plugin/parlando_plugin.h>

#include <catch2/catch_test_macros.hpp>

#include <stdexcept>
#include <thread>
#include <vector>

using namespace parlando;

TEST_CASE ("What two threads change of the settings at the same time is all there, and applied in that order")
{
    constexpr int changes = 200;
    std::vector<PluginSettings> applied;
    SettingsStore store ([&applied] (const PluginSettings& settings) { applied.push_back (settings); });

    const auto extend = [&store] (std::string PluginSettings::*words)
    {
        for (int i = 0; i < changes; ++i)
            store.update ([words] (PluginSettings& settings) { (settings.*words) += 'x'; });
    };

    std::thread other (extend, &PluginSettings::voice);
    extend (&PluginSettings::instructions);
    other.join();

    const auto before = PluginSettings();
    CHECK (store.get().voice.size() == before.voice.size() + changes);
    CHECK (store.get().instructions.size() == before.instructions.size() + changes);
    CHECK (applied.size() == 2 * changes);
    CHECK (applied.back() == store.get());
}

TEST_CASE ("A change of the settings that throws changes nothing, and nothing goes back before it")
{
    int applied = 0;
    SettingsStore store ([&applied] (const PluginSettings&) { ++applied; });
    const auto before = store.get();

    CHECK_THROWS_AS (store.update (
                         [] (PluginSettings& settings)
                         {
                             settings.voice = "Puck";
                             throw std::invalid_argument ("No.");
                         }),
                     std::invalid_argument);
    CHECK (store.get() == before);
    CHECK (applied == 0);
    CHECK_FALSE (store.historyState().canUndo);

    store.update ([] (PluginSettings&) {});
    CHECK_FALSE (store.historyState().canUndo);
}

TEST_CASE ("What a project begins with is applied, and is no step to go back before")
{
    std::vector<std::string> voices;
    SettingsStore store ([&voices] (const PluginSettings& settings) { voices.push_back (settings.voice); });
    auto settings = store.get();
    settings.voice = "Puck";
    store.restore (settings);
    CHECK_FALSE (store.historyState().canUndo);

    settings.voice = "Kore";
    store.set (settings);
    store.undo();
    store.redo();
    CHECK (voices == std::vector<std::string>{"Puck", "Kore", "Puck", "Kore"});
}
