#pragma once

#include "PluginSettings.h"

#include <string_view>

namespace parlando
{

/** An agent as people share it: who it is, when it speaks and what it may move, but neither MIDI, nor what a person
    spends, nor anything of the machine. */
struct Preset
{
    static constexpr std::size_t largestFile = 512 * 1024, longestName = 100;

    std::string name;
    PluginSettings settings; /**< What is no preset's is as by default. */

    bool operator== (const Preset&) const = default;
};

/** {"parlando_preset": 1, "name": …, "settings": {…}}. */
std::string toText (const Preset&);

/** Throws std::invalid_argument with one sentence for anything else. */
Preset presetFromText (std::string_view, const Provider&);

/** These settings with what a preset says. Their tools stay where it says nothing of tools. */
PluginSettings withPreset (const PluginSettings&, const Preset&);

} // namespace parlando
