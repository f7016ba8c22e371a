#pragma once

#include <string>

namespace parlando
{

/** Where a program is, or why it cannot be run. */
struct FoundProgram
{
    std::string path;    /**< With a slash; empty where there is a problem. */
    std::string problem; /**< Half a sentence, such as "there is no such program in the PATH". */
};

/** Looks as a shell does: a name with a slash is a path, another one is looked for in PATH. Any thread. */
FoundProgram findProgram (const std::string& name);

} // namespace parlando
