#pragma once

#include <string>

namespace parlando
{

/** `-`, or a name that the system has for it, such as /dev/stdin. */
bool isStandardInput (const std::string& path);
bool isStandardOutput (const std::string& path);

/** Opens what of the three standard streams is closed, to nothing: else the next file would take its place, and be
    written over with words. First thing in main(). */
void openStandardStreams();

} // namespace parlando
