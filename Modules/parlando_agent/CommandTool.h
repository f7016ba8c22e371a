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
    text of at most 64 kB. An exit status other than 0 is a failure, of which its standard error tells. The answer
   counts when the program ends, whatever it leaves running; that goes on. After `limit`, or when the call is cancelled,
   it is ended with all that it started. Several may run at once.

    It runs without a shell, and with the environment of programEnvironment (ProgramPurpose::tool, passed): what else
    it needs is named in `passed`, as NAME or NAME=VALUE.

    Runs the program once, for at most 5 s. Throws std::invalid_argument with one sentence where that does not give a
    declaration. */
std::unique_ptr<Tool> makeCommandTool (const std::string& name, std::vector<std::string> program,
                                       const std::vector<std::string>& passed = {},
                                       Milliseconds limit = std::chrono::seconds (10));

} // namespace parlando
