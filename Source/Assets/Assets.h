#pragma once

#include <array>
#include <string_view>

namespace parlando::assets
{

/** Assets/prices.json, for PriceTable::parse(). */
std::string_view prices();

/** Assets/tools/: ready-made tool sets, for layoutFromText(). */
std::array<std::string_view, 4> toolSets();

/** Assets/presets/: ready-made agents, for presetFromText(). */
std::array<std::string_view, 4> presets();

} // namespace parlando::assets
