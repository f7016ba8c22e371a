#pragma once

#include "DiskFolder.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace parlando
{

/** A voice in a 16-bit WAV file of a DiskFolder, mono as a rule: valid from its first moment on and after each write,
   as its sizes are rewritten behind the samples. One thread at a time. Functions return 0, or what errno says; what was
   written before stays valid all the same. */
class VoiceFile
{
public:
    VoiceFile() = default;

    /** A new file that begins with these samples, of which those of one moment follow each other. */
    static VoiceFile create (const DiskFolder&, const std::string& name, int sampleRate, std::span<const std::int16_t>,
                             int& error, int channels = 1);

    bool isOpen() const noexcept { return file.isOpen(); }
    int sampleRate() const noexcept { return rate; }

    /** In samples of each channel, as the file says. */
    std::uint64_t length() const noexcept { return dataBytes / frameBytes(); }

    int append (std::span<const std::int16_t>);

    /** Silence, which takes no room on the disk; in samples of each channel. */
    int appendSilence (std::uint64_t samples);

    /** The last thing: a mark at a sample (makeWaveMarks()). */
    int mark (std::uint64_t sample, std::string_view label);

    const DiskFile& onDisk() const noexcept { return file; }

private:
    int writeSizes (std::uint64_t behind = 0);
    std::uint64_t frameBytes() const noexcept { return 2 * static_cast<std::uint64_t> (channels); }

    DiskFile file;
    int rate = 0, channels = 1;
    std::uint64_t dataBytes = 0;
};

/** Puts the sizes of a file right that a VoiceFile was writing when its process or machine ended: they are as long as
    the file is, in whole samples, and where a mark was begun it is taken away. Touches no file that a VoiceFile did not
    write, and none that is right. Returns 0, or what errno says. */
int repairVoiceFile (const DiskFolder&, const std::string& name);

} // namespace parlando
