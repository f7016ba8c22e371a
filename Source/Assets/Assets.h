#pragma once

#include <string_view>

namespace parlando::assets
{

/** Assets/prices.json, for PriceTable::parse(). */
std::string_view prices();

} // namespace parlando::assets
