#pragma once

#include "WaveWriting.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** What the `iXML` chunk of a sound file says to those who edit it (gallery.co.uk/ixml, version 1.61). What is empty is
    left out. */
struct ProductionNotes
{
    std::string project, scene;
    std::string tape; /**< The sound roll; another one each day. */
    std::string take;
    std::string note; /**< All of what is said. */
    std::string fileUid;
    std::string familyUid, familyName; /**< What all files of one conversation have in common. */
    std::vector<std::string> tracks;   /**< Names of the channels. */
    std::string user;                  /**< For what has no place of its own. */

    struct Speed
    {
        WaveFormat file;
        std::uint64_t timeReference = 0; /**< The same as in BroadcastExtension. */
        std::optional<double> frameRate; /**< Of the time code, in frames a second. */
        bool isDropFrame = false;
    };

    Speed speed;
};

/** The whole chunk, even in length. Any thread. */
std::string makeProductionChunk (const ProductionNotes&);

} // namespace parlando
