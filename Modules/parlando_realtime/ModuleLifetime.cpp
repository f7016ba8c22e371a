#include "ModuleLifetime.h"

#include <dlfcn.h>
#include <mutex>

namespace parlando
{

void keepModuleLoaded()
{
    static std::once_flag kept;

    // In a main program dlopen finds nothing to keep, which is as well.
    std::call_once (kept,
                    []
                    {
                        Dl_info where{};

                        if (dladdr (reinterpret_cast<void*> (&keepModuleLoaded), &where) != 0 &&
                            where.dli_fname != nullptr)
                            dlopen (where.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
                    });
}

} // namespace parlando
