#pragma once

#include "TurnDrag.h"
#include "TurnMenu.h"

namespace parlando
{

/** What a window does with the turns of its conversation. Message thread. */
struct TurnActions final
{
    explicit TurnActions (PluginProcessor& plugin) : files (plugin), drag (files), menu (plugin, files) {}

    TurnFiles files;
    TurnDrag drag;
    TurnMenu menu;
};

} // namespace parlando
