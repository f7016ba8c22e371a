// What no test has the time to record: files beyond 4 GB, as libsndfile reads their headers.

#include "../../Source/CommandLine/WaveHeader.h"

#include "CommandLineFolder.h"

#include <parlando_archive/WaveWriting.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <filesystem>
#include <sndfile.h>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** A file of silence that takes no room on the disk. */
SF_INFO formatOfFileWith (std::uint64_t dataBytes)
{
    const CommandLineFolder folder;
    const auto path = folder.write ("long.wav", makeWaveHeader ({48'000, 2}, dataBytes));
    std::filesystem::resize_file (path, waveHeaderBytes + dataBytes);
    SF_INFO format = {};
    auto* file = sf_open (path.c_str(), SFM_READ, &format);
    REQUIRE (file != nullptr);
    sf_close (file);
    return format;
}

} // namespace

TEST_CASE ("A recording is WAV up to 4 GB, and RF64 beyond, without its samples having to move")
{
    constexpr std::uint64_t frame = 4, most = (0xffffffffu - waveHeaderBytes + 8) / frame * frame;

    const auto shorter = formatOfFileWith (most);
    CHECK ((shorter.format & SF_FORMAT_TYPEMASK) == SF_FORMAT_WAV);
    CHECK (shorter.frames == static_cast<sf_count_t> (most / frame));

    for (const auto bytes : {most + frame, std::uint64_t{12'000'000'000}})
    {
        const auto longer = formatOfFileWith (bytes);
        CHECK ((longer.format & SF_FORMAT_TYPEMASK) == SF_FORMAT_RF64);
        CHECK (longer.frames == static_cast<sf_count_t> (bytes / frame));
        CHECK (longer.samplerate == 48'000);
        CHECK (longer.channels == 2);
    }
}

TEST_CASE ("The header that is written is read as it was meant")
{
    const auto dataBytes = GENERATE (std::uint64_t{8}, std::uint64_t{5'000'000'000});
    const auto text = makeWaveHeader ({24'000, 2}, dataBytes);
    CHECK (text.size() == waveHeaderBytes);
    std::size_t at = 0;
    const auto header = readWaveHeader (
        [&] (void* bytes, std::size_t size)
        {
            const auto got = text.copy (static_cast<char*> (bytes), size, at);
            at += got;
            return got;
        });
    REQUIRE (header);
    CHECK (header->sampleRate == 24'000);
    CHECK (header->channels == 2);
    CHECK (header->bytesPerFrame == 4);
    CHECK (header->dataBytes == dataBytes);
    CHECK (at == waveHeaderBytes);
}
