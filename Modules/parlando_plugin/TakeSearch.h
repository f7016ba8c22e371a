#pragma once

#include "ProjectTakes.h"

#include <memory>
#include <span>
#include <string>

namespace parlando
{

/** The voice of a take, to the bit, from a folder with conversations: at the place that the project says, else in any
    file there, or in the folders in it, that is as long. Null where there is none. Blocks on the disk; looks at 20,000
    files at most. Any thread but the audio thread. */
std::shared_ptr<const TakeVoice> findVoice (const ProjectTake&, std::span<const std::string> folders);

} // namespace parlando
