#pragma once

#include <parlando_text/FileLock.h>

#include <string>

namespace parlando
{

/** Whether another run has the file now. */
bool isInUse (const std::string& path);

} // namespace parlando
