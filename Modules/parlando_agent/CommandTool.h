#pragma once

#include <parlando_tools/parlando_tools.h>

#include <memory>
#include <string>
#include <vector>

namespace parlando
{

/** A tool that is a program.

    `program --declaration` prints what the model is told of it, as JSON: `description`, `parameters` (JSON Schema, an
    object) and, if it likes, `scheduling` ("silent", "when_idle" or "interrupt"). For a call it is run without
    arguments: the call's arguments are on its standard input as JSON, and what it prints is the answer, JSON or plain
    text of at most 64 kB. An exit status other than 0 is a failure, of which its standard error tells. It runs without
   a shell and without the service's key in its environment; after `limit`, or when the call is cancelled, it is killed
    with all that it started. Several may run at once.

    Runs the program once, for at most 5 s. Throws std::invalid_argument with one sentence where that does not give a
    declaration. */
std::unique_ptr<Tool> makeCommandTool (const std::string& name, std::vector<std::string> program,
                                       Milliseconds limit = std::chrono::seconds (10));

} // namespace parlando
