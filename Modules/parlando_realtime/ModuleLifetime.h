#pragma once

namespace parlando
{

/** Before a thread is left to itself: it returns into this code, so the module that this was loaded from (a plugin)
   must not be unmapped any more. Any thread. */
void keepModuleLoaded();

} // namespace parlando
