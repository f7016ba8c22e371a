#pragma once

#include <Support/FileFolder.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parlando::testing
{

/** A folder for the files of one test, also for sound and pictures; gone with it. */
class CommandLineFolder : public FileFolder
{
public:
    /** A PNG file of one red pixel, by the format's definition. */
    std::string writePng (std::string_view name) const
    {
        static constexpr unsigned char bytes[]{
            0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00,
            0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xde, 0x00, 0x00, 0x00,
            0x0c, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0xf8, 0xcf, 0xc0, 0x00, 0x00, 0x03, 0x01, 0x01, 0x00, 0xf7,
            0x03, 0x41, 0x43, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};
        return write (name, {reinterpret_cast<const char*> (bytes), sizeof (bytes)});
    }

    /** A 16-bit WAV file with these interleaved samples, written byte by byte from the format's definition. */
    std::string writeWave (std::string_view name, int sampleRate, int channels,
                           const std::vector<std::int16_t>& samples) const
    {
        std::string bytes;
        const auto number = [&bytes] (std::uint32_t value, int size)
        {
            for (int i = 0; i < size; ++i)
                bytes += static_cast<char> (value >> (8 * i));
        };
        const auto rate = static_cast<std::uint32_t> (sampleRate), count = static_cast<std::uint32_t> (channels);
        const auto size = static_cast<std::uint32_t> (samples.size() * 2);

        bytes += "RIFF";
        number (36 + size, 4);
        bytes += "WAVEfmt ";
        number (16, 4);
        number (1, 2);
        number (count, 2);
        number (rate, 4);
        number (rate * count * 2, 4);
        number (count * 2, 2);
        number (16, 2);
        bytes += "data";
        number (size, 4);

        for (const auto sample : samples)
            number (static_cast<std::uint16_t> (sample), 2);

        return write (name, bytes);
    }
};

} // namespace parlando::testing
