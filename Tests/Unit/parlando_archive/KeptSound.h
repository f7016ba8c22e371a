#pragma once

#include <cstdint>
#include <sndfile.h>
#include <string>
#include <vector>

namespace parlando::testing
{

/** What libsndfile reads of a file. */
struct KeptSound
{
    bool isOpened = false;
    int sampleRate = 0, channels = 0;
    std::vector<std::int16_t> samples; // interleaved
    std::vector<std::uint32_t> marks;
    std::vector<std::string> labels; // of the marks
};

inline KeptSound readSound (const std::string& path)
{
    KeptSound sound;
    SF_INFO format = {};
    auto* file = sf_open (path.c_str(), SFM_READ, &format);

    if (file == nullptr)
        return sound;

    sound.isOpened = true;
    sound.sampleRate = format.samplerate;
    sound.channels = format.channels;
    const auto count = format.frames * format.channels;
    sound.samples.resize (static_cast<std::size_t> (count));
    sound.samples.resize (static_cast<std::size_t> (sf_read_short (file, sound.samples.data(), count)));
    SF_CUES cues = {};

    if (sf_command (file, SFC_GET_CUE, &cues, sizeof (cues)) == SF_TRUE)
        for (std::uint32_t i = 0; i < cues.cue_count; ++i)
        {
            sound.marks.push_back (cues.cue_points[i].sample_offset);
            sound.labels.emplace_back (cues.cue_points[i].name);
        }

    sf_close (file);
    return sound;
}

} // namespace parlando::testing
