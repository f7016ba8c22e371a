// Voices that a project carries.

#include <parlando_replay/parlando_replay.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstring>
#include <random>
#include <sndfile.h>

using namespace parlando;

namespace
{

using Bytes = std::vector<std::uint8_t>;

std::vector<std::int16_t> anySamples (std::size_t count)
{
    std::mt19937 random (3);
    std::vector<std::int16_t> samples (count);
    int last = 0;

    for (auto& sample : samples)
        sample = static_cast<std::int16_t> (last = (7 * last + static_cast<int> (random() % 40'000) - 20'000) / 8);

    return samples;
}

/** A file in memory, for libsndfile. */
struct Memory
{
    Bytes bytes;
    sf_count_t place = 0;

    static SF_VIRTUAL_IO io()
    {
        return {[] (void* self) { return static_cast<sf_count_t> (static_cast<Memory*> (self)->bytes.size()); },
                [] (sf_count_t offset, int whence, void* self)
                {
                    auto& memory = *static_cast<Memory*> (self);
                    const auto from =
                        whence == SEEK_SET
                            ? 0
                            : (whence == SEEK_CUR ? memory.place : static_cast<sf_count_t> (memory.bytes.size()));
                    return memory.place = from + offset;
                },
                [] (void* target, sf_count_t count, void* self)
                {
                    auto& memory = *static_cast<Memory*> (self);
                    count = std::min (count, static_cast<sf_count_t> (memory.bytes.size()) - memory.place);
                    std::memcpy (target, memory.bytes.data() + memory.place, static_cast<std::size_t> (count));
                    memory.place += count;
                    return count;
                },
                [] (const void* source, sf_count_t count, void* self)
                {
                    auto& memory = *static_cast<Memory*> (self);
                    const auto end = static_cast<std::size_t> (memory.place + count);
                    memory.bytes.resize (std::max (memory.bytes.size(), end));
                    std::memcpy (memory.bytes.data() + memory.place, source, static_cast<std::size_t> (count));
                    memory.place += count;
                    return count;
                },
                [] (void* self) { return static_cast<Memory*> (self)->place; }};
    }
};

/** As another program writes it. */
Bytes otherFlac (int channels, int format, std::size_t frames)
{
    Memory memory;
    auto io = Memory::io();
    SF_INFO info{};
    info.channels = channels;
    info.samplerate = 24'000;
    info.format = SF_FORMAT_FLAC | format;
    auto* file = sf_open_virtual (&io, SFM_WRITE, &info, &memory);
    REQUIRE (file != nullptr);
    const std::vector<std::int16_t> samples (frames * static_cast<std::size_t> (channels), 5);
    sf_writef_short (file, samples.data(), static_cast<sf_count_t> (frames));
    sf_close (file);
    return memory.bytes;
}

} // namespace

TEST_CASE ("A voice comes back from FLAC as it was, and other programs read it too")
{
    const auto rate = GENERATE (8'000, 24'000, 44'100, 96'000);
    const auto count = GENERATE (std::size_t{1}, std::size_t{4'096}, std::size_t{50'001});
    const TakeVoice voice (anySamples (count), rate);
    const auto flac = encodeFlac (voice);
    CHECK (encodeFlac (voice) == flac);

    const auto again = decodeFlac (flac, count);
    CHECK (again->hash() == voice.hash());

    Memory memory{flac};
    auto io = Memory::io();
    SF_INFO info{};
    auto* file = sf_open_virtual (&io, SFM_READ, &info, &memory);
    REQUIRE (file != nullptr);
    CHECK (info.samplerate == rate);
    std::vector<std::int16_t> read (count + 1);
    CHECK (sf_read_short (file, read.data(), static_cast<sf_count_t> (read.size())) == static_cast<sf_count_t> (count));
    CHECK (std::equal (voice.samples().begin(), voice.samples().end(), read.begin()));
    sf_close (file);
}

TEST_CASE ("FLAC of another program is taken where it is a voice of that length")
{
    CHECK (decodeFlac (otherFlac (1, SF_FORMAT_PCM_16, 9'000), 9'000)->samples()[8'999] == 5);

    const auto refused = [] (const Bytes& flac, std::uint64_t samples)
    { CHECK_THROWS_AS (decodeFlac (flac, samples), std::invalid_argument); };
    refused (otherFlac (1, SF_FORMAT_PCM_16, 9'000), 8'999);
    refused (otherFlac (1, SF_FORMAT_PCM_16, 9'000), 9'001);
    refused (otherFlac (2, SF_FORMAT_PCM_16, 9'000), 9'000);
    refused (otherFlac (1, SF_FORMAT_PCM_24, 9'000), 9'000);
    refused ({}, 1);
    refused (Bytes (5'000, 0x41), 5'000);
    refused (otherFlac (1, SF_FORMAT_PCM_16, 9'000), 0);
    refused (otherFlac (1, SF_FORMAT_PCM_16, 9'000), std::uint64_t{1} << 60);
}

TEST_CASE ("FLAC that was cut or changed is refused, and nothing else happens")
{
    const TakeVoice voice (anySamples (20'000), 24'000);
    const auto flac = encodeFlac (voice);
    std::mt19937 random (9);

    for (int i = 0; i < 300; ++i)
    {
        auto broken = flac;

        if (i % 2 == 0)
            broken.resize (random() % flac.size());
        else
            broken[42 + random() % (flac.size() - 42)] ^= static_cast<std::uint8_t> (1 + random() % 255);

        // What it holds beside the samples may well be another.
        auto hash = voice.hash();

        try
        {
            hash = decodeFlac (broken, 20'000)->hash();
        }
        catch (const std::invalid_argument&)
        {
        }

        CHECK (hash == voice.hash());
    }
}
