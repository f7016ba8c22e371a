#pragma once

#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** Gives an instance what Assets has for it: the ready-made tool sets for its editor, and the prices of models. Where
   PARLANDO_TOOLS names a file, or one of them, a new instance begins with it; what a project holds comes over it. Says
   in the editor what is wrong with the file. Message thread. */
void addAssets (PluginProcessor&);

} // namespace parlando
