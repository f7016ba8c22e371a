#pragma once

#include "DiskFolder.h"
#include "KeptTakes.h"
#include "VoiceStream.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace parlando
{

/** Both voices of a conversation as they were heard, in time: the person left, the agent right. One thread at a time;
    blocks on the disk. */
class KeptMix
{
public:
    /** Throws ExportError where it would be longer than two days, which nobody has talked. */
    KeptMix (const KeptTakes&, int sampleRate);

    /** In frames. */
    std::uint64_t length() const noexcept { return frames; }

    /** The next frames, left and right by turns; nothing at the end. */
    std::span<const float> next();

    /** One sentence for people about each voice that could not be read, and is silent. */
    const std::vector<std::string>& problems() const noexcept { return sentences; }

private:
    struct Voice
    {
        std::string file;
        std::uint64_t begin = 0;   // in frames of the mix
        std::uint64_t samples = 0; // of it, at its own rate
        int sampleRate = 0;
        std::size_t channel = 0;
        std::optional<VoiceStream> stream{};
        std::span<const float> left{}; // came, and waits for its time
        bool isOver = false;
    };

    void add (Voice);
    void open (Voice&);
    void mix (Voice&, std::uint64_t blockFrames);

    const std::string path;
    const int rate;
    DiskFolder folder;
    std::vector<Voice> voices; // in the order of their beginnings
    std::size_t upcoming = 0;  // the first that has not begun
    std::vector<Voice*> sounding;
    std::uint64_t frames = 0, at = 0;
    std::vector<float> block;
    std::vector<std::string> sentences;
};

} // namespace parlando
