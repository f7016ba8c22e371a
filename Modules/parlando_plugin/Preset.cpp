#include "Preset.h"

#include <parlando_text/parlando_text.h>

#include <stdexcept>

namespace parlando
{

std::string toText (const Preset& preset)
{
    constexpr int indent = 4;
    const auto settings = toJson (withPreset ({}, preset));
    return nlohmann::json{{"parlando_preset", 1}, {"name", preset.name}, {"settings", settings}}.dump (
               indent, ' ', false, nlohmann::json::error_handler_t::replace) +
           "\n";
}

Preset presetFromText (std::string_view text, const Provider& provider)
{
    constexpr auto notOne = "It is no preset of Parlando's.";
    constexpr JsonLimits limits{Preset::largestFile};
    const auto json = requireJson (text, "It is no preset of Parlando's: it", limits);

    if (! json.is_object() || ! json.contains ("parlando_preset") || ! json.contains ("settings"))
        throw std::invalid_argument (notOne);

    if (json["parlando_preset"] != 1)
        throw std::invalid_argument ("It was made by a newer version of Parlando.");

    Preset preset;
    const auto name = json.find ("name");

    if (name == json.end() || ! name->is_string() || name->get_ref<const std::string&>().size() > Preset::longestName)
        throw std::invalid_argument (notOne);

    preset.name = name->get<std::string>();
    preset.settings = withPreset ({}, {{}, settingsFromJson (json["settings"], provider)});
    return preset;
}

PluginSettings withPreset (const PluginSettings& current, const Preset& preset)
{
    auto next = preset.settings;
    next.costCap = current.costCap;
    next.tokenCap = current.tokenCap;
    next.reconnects = current.reconnects;
    next.continues = current.continues;
    next.midi = current.midi;

    if (next.layout == ToolLayout())
        next.layout = current.layout;

    return next;
}

} // namespace parlando
