#pragma once

#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** Gives an instance the ready-made tool sets of Assets/tools, for its editor. Where PARLANDO_TOOLS names a file, or
   one of them, a new instance begins with it; what a project holds comes over it. Says in the editor what is wrong with
    the file. Message thread. */
void addToolSets (PluginProcessor&);

} // namespace parlando
