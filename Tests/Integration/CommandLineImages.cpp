// Pictures are written and read here by libjpeg, so that whoever scales them is not its own witness.

#include "CommandLineFolder.h"
#include "CommandLineProgram.h"
#include "CommandLineService.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <jpeglib.h>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

using Pixel = std::array<unsigned char, 3>;

std::string jpegOf (unsigned width, unsigned height, const std::function<Pixel (unsigned x, unsigned y)>& pixelAt)
{
    jpeg_compress_struct encoder;
    jpeg_error_mgr errors;
    encoder.err = jpeg_std_error (&errors);
    jpeg_create_compress (&encoder);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest (&encoder, &bytes, &size);
    encoder.image_width = width;
    encoder.image_height = height;
    encoder.input_components = 3;
    encoder.in_color_space = JCS_RGB;
    jpeg_set_defaults (&encoder);
    jpeg_start_compress (&encoder, TRUE);

    for (unsigned y = 0; y < height; ++y)
    {
        std::vector<unsigned char> row;

        for (unsigned x = 0; x < width; ++x)
        {
            const auto pixel = pixelAt (x, y);
            row.insert (row.end(), pixel.begin(), pixel.end());
        }

        auto* line = row.data();
        jpeg_write_scanlines (&encoder, &line, 1);
    }

    jpeg_finish_compress (&encoder);
    std::string file (reinterpret_cast<char*> (bytes), size);
    jpeg_destroy_compress (&encoder);
    std::free (bytes);
    return file;
}

/** Four quarters: red, green, blue and white, in the order of reading. */
std::string quarters (unsigned width, unsigned height)
{
    return jpegOf (width, height,
                   [=] (unsigned x, unsigned y)
                   {
                       const bool right = x >= width / 2, low = y >= height / 2;
                       const auto level = [] (bool on) { return static_cast<unsigned char> (on ? 255 : 0); };
                       return Pixel{level (right == low), level (right), level (low)};
                   });
}

/** With Exif's word for how the camera was held. */
std::string held (std::string jpeg, char orientation)
{
    const std::string exif{"\xff\xe1\0\x22"
                           "Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0",
                           36};
    auto segment = exif;
    segment[29] = orientation;
    return jpeg.insert (2, segment);
}

struct Picture
{
    unsigned width = 0, height = 0;
    std::string corners; /**< R, G, B and W in the order of reading. */
    unsigned char darkest = 255, brightest = 0;
};

Picture read (const std::string& file)
{
    jpeg_decompress_struct decoder;
    jpeg_error_mgr errors;
    decoder.err = jpeg_std_error (&errors);
    jpeg_create_decompress (&decoder);
    jpeg_mem_src (&decoder, reinterpret_cast<const unsigned char*> (file.data()), file.size());
    jpeg_read_header (&decoder, TRUE);
    jpeg_start_decompress (&decoder);
    Picture picture;
    picture.width = decoder.output_width;
    picture.height = decoder.output_height;
    std::vector<unsigned char> row (decoder.output_width * 3);

    while (decoder.output_scanline < decoder.output_height)
    {
        const auto y = decoder.output_scanline;
        auto* line = row.data();
        jpeg_read_scanlines (&decoder, &line, 1);
        const auto [lowest, highest] = std::minmax_element (row.begin(), row.end());
        picture.darkest = std::min (picture.darkest, *lowest);
        picture.brightest = std::max (picture.brightest, *highest);

        if (y == picture.height / 4 || y == picture.height * 3 / 4)
            for (const auto x : {picture.width / 4, picture.width * 3 / 4})
            {
                const auto* pixel = &row[x * 3];
                const auto bright = [pixel] (int channel) { return pixel[channel] > 200; };
                picture.corners += bright (0) && bright (1) ? 'W' : bright (0) ? 'R' : bright (1) ? 'G' : 'B';
            }
    }

    jpeg_finish_decompress (&decoder);
    jpeg_destroy_decompress (&decoder);
    return picture;
}

/** What reaches the service of a picture. */
Picture shown (const std::string& file)
{
    const CommandLineFolder folder;
    CommandLineService service;
    const auto result = runProgram ({"talk", "--endpoint", service.url(), "--image", folder.write ("picture.jpg", file),
                                     "--text", "What is it?", "--linger", "0.1"});
    CHECK (result.exitCode == 0);

    for (const auto& message : service.messages())
        if (message.contains ("realtimeInput") && message["realtimeInput"].contains ("video"))
        {
            CHECK (message["realtimeInput"]["video"]["mimeType"] == "image/jpeg");
            const auto bytes = base64ToBytes (message["realtimeInput"]["video"]["data"].get<std::string>()).value();
            return read (std::string (bytes.begin(), bytes.end()));
        }

    return {};
}

} // namespace

TEST_CASE ("A large picture is made as small as the agent can use, a small one stays as it is")
{
    const auto large = shown (quarters (3000, 2000));
    CHECK (large.width == 1024);
    CHECK (large.height == 683);
    CHECK (large.corners == "RGBW");

    const auto small = shown (quarters (300, 200));
    CHECK (small.width == 300);
    CHECK (small.corners == "RGBW");
}

TEST_CASE ("What is finer than the pixels of the smaller picture is averaged, not picked")
{
    // Lines of black and white, each four pixels wide, then made 7.3 times as small.
    const auto lines = shown (jpegOf (7500, 480,
                                      [] (unsigned x, unsigned)
                                      {
                                          const auto level = static_cast<unsigned char> (x / 4 % 2 == 0 ? 0 : 255);
                                          return Pixel{level, level, level};
                                      }));
    CHECK (lines.width == 1024);
    CHECK (lines.darkest > 64);
    CHECK (lines.brightest < 192);
}

TEST_CASE ("A picture is upright, however the camera was held")
{
    // What Exif's values 1 to 8 make of rows and columns.
    static constexpr const char* upright[]{"RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"};
    const auto orientation = GENERATE (1, 3, 5, 6, 7, 8);
    const auto picture = shown (held (quarters (1500, 600), static_cast<char> (orientation)));
    CHECK (picture.corners == upright[orientation - 1]);
    CHECK (picture.width == (orientation > 4 ? 410u : 1024u));
}

TEST_CASE ("A broken picture is refused before anybody is asked")
{
    const CommandLineFolder folder;
    const auto path = folder.write ("picture.jpg", quarters (300, 200).substr (0, 30));
    const auto result =
        runProgram ({"talk", "--endpoint", "ws://127.0.0.1:1", "--image", path, "--text", "What is it?"});
    CHECK (result.exitCode == 2);
    CHECK_THAT (result.error, ContainsSubstring ("picture.jpg is broken"));
}
