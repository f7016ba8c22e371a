#pragma once

#include "PipeReader.h"

#include <cstdint>
#include <memory>
#include <sndfile.h>

namespace parlando
{

using SoundHandle = std::unique_ptr<SNDFILE, int (*) (SNDFILE*)>;

/** Samples without a header before them, from a pipe or from the middle of a file. Stays where it is while it is read.
 */
class SampleStream
{
public:
    static constexpr std::uint64_t endless = UINT64_MAX;

    /** So many bytes, or as many as come. */
    SampleStream (PipeReader, std::uint64_t bytes);

    /** What libsndfile reads them with; `format` says how they are written. */
    SoundHandle open (SF_INFO& format);

    void stop() { reader.stop(); }

private:
    static SF_VIRTUAL_IO callbacks();

    PipeReader reader;
    std::uint64_t left;
    sf_count_t length, position = 0;
};

} // namespace parlando
