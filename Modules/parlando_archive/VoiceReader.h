#pragma once

#include "DiskFolder.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

namespace parlando
{

/** The samples of a file that a VoiceFile wrote, which may be written still. One thread at a time; blocks on the disk.
 */
class VoiceReader
{
public:
    VoiceReader() = default;

    /** `error`: 0, what errno says, or EBADMSG where another program has changed the file. */
    static VoiceReader open (const DiskFolder&, const std::string& name, int& error);

    bool isOpen() const noexcept { return file.isOpen(); }
    int sampleRate() const noexcept { return rate; }

    /** In samples, as there are when it is opened. */
    std::uint64_t length() const noexcept { return samples; }

    /** The next ones; returns how many: fewer at the end alone, or where the disk fails. */
    std::size_t read (std::span<std::int16_t>);

    /** As if there were no more than so many. */
    void endAt (std::uint64_t sample) noexcept { samples = std::min (samples, sample); }

private:
    DiskFile file;
    int rate = 0;
    std::uint64_t samples = 0, place = 0;
};

} // namespace parlando
