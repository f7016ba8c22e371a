#pragma once

#include "Surroundings.h"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <sys/stat.h>

namespace parlando::testing
{

/** A keyring that is asked and does not answer, as one that is locked: `secret-tool` of these surroundings. */
class HungKeyring
{
public:
    explicit HungKeyring (Surroundings& place) : mark (place.folder() / "asked")
    {
        const auto tool = place.folder() / "secret-tool";
        std::ofstream (tool) << "#!/bin/sh\necho $$ > '" << mark.string() << ".new'; mv '" << mark.string() << ".new' '"
                             << mark.string() << "'\nsleep 600\n";
        ::chmod (tool.c_str(), 0700);
        place.set ("PATH", place.folder().string() + ":" + std::getenv ("PATH"));
        place.set ("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + (place.folder() / "nobody").string());
    }

    bool wasAsked() const { return std::filesystem::exists (mark); }

    /** It has not been given up, nor ended. */
    bool stillHangs() const
    {
        std::ifstream file (mark);
        pid_t process = 0;
        return (file >> process) && process > 0 && ::kill (process, 0) == 0;
    }

private:
    const std::filesystem::path mark;
};

} // namespace parlando::testing
