#include "PictureFiles.h"

#include <catch2/catch_test_macros.hpp>
#include <sys/resource.h>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** Of printing inks, stored inverted. */
ImageFile cyan()
{
    jpeg_compress_struct encoder{};
    jpeg_error_mgr errors{};
    encoder.err = jpeg_std_error (&errors);
    jpeg_create_compress (&encoder);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest (&encoder, &bytes, &size);
    encoder.image_width = encoder.image_height = 16;
    encoder.input_components = 4;
    encoder.in_color_space = JCS_CMYK;
    jpeg_set_defaults (&encoder);
    jpeg_start_compress (&encoder, TRUE);
    std::vector<unsigned char> row;

    for (int x = 0; x < 16; ++x)
        row.insert (row.end(), {0, 255, 255, 255});

    for (int y = 0; y < 16; ++y)
    {
        auto* line = row.data();
        jpeg_write_scanlines (&encoder, &line, 1);
    }

    jpeg_finish_compress (&encoder);
    ImageFile file (bytes, bytes + size);
    jpeg_destroy_compress (&encoder);
    std::free (bytes);
    return file;
}

ImageFile progressive()
{
    jpeg_compress_struct encoder{};
    jpeg_error_mgr errors{};
    encoder.err = jpeg_std_error (&errors);
    jpeg_create_compress (&encoder);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest (&encoder, &bytes, &size);
    encoder.image_width = encoder.image_height = 64;
    encoder.input_components = 3;
    encoder.in_color_space = JCS_RGB;
    jpeg_set_defaults (&encoder);
    jpeg_simple_progression (&encoder);
    jpeg_start_compress (&encoder, TRUE);
    auto picture = gradient (64, 64);

    for (int y = 0; y < 64; ++y)
    {
        auto* line = picture.pixel (0, y);
        jpeg_write_scanlines (&encoder, &line, 1);
    }

    jpeg_finish_compress (&encoder);
    ImageFile file (bytes, bytes + size);
    jpeg_destroy_compress (&encoder);
    std::free (bytes);
    return file;
}

/** The most that this process has had of memory. */
long mostMemory()
{
    rusage usage{};
    ::getrusage (RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024; // MB
}

/** So many million zeros, compressed without ever being there. */
std::string compressedZeros (int millions)
{
    std::string zeros (1'000'000, '\0'), compressed (1'000'000, '\0');
    z_stream stream{};
    ::deflateInit (&stream, Z_BEST_SPEED);
    stream.next_out = reinterpret_cast<Bytef*> (compressed.data());
    stream.avail_out = static_cast<uInt> (compressed.size());

    for (int i = 0; i < millions; ++i)
    {
        stream.next_in = reinterpret_cast<Bytef*> (zeros.data());
        stream.avail_in = static_cast<uInt> (zeros.size());
        ::deflate (&stream, i + 1 < millions ? Z_NO_FLUSH : Z_FINISH);
    }

    compressed.resize (stream.total_out);
    ::deflateEnd (&stream);
    return compressed;
}

/** A picture, or nothing: no third. */
void check (const ImageFile& file)
{
    if (const auto picture = pictureForAgent (file))
        CHECK_FALSE (imageTypeOf (*picture).empty());
}

} // namespace

TEST_CASE ("A file that ends anywhere does no harm")
{
    for (const auto& whole : {*writeJpeg (gradient (20, 20)), *writePng (gradient (20, 20)), progressive()})
        for (std::size_t length = 0; length < whole.size(); ++length)
            check ({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t> (length)});
}

TEST_CASE ("A file with any byte wrong does no harm")
{
    for (const auto& whole : {*writeJpeg (gradient (20, 20)), *writePng (gradient (20, 20)), progressive()})
        for (std::size_t at = 0; at < whole.size(); ++at)
            for (const auto wrong : {0x00, 0xff, 0x80})
            {
                auto file = whole;
                file[at] = static_cast<std::uint8_t> (wrong);

                // A size that it claims may be large and true.
                if (const auto picture = readJpeg (file, 1); ! picture || picture->rgb.size() < 1'000'000)
                    check (file);
            }
}

TEST_CASE ("Segments, chunks and Exif blocks that claim more than there is do no harm")
{
    const auto jpeg = *writeJpeg (gradient (20, 20)), png = *writePng (gradient (20, 20));

    for (const auto* claim : {"\xff\xe1\xff\xff"
                              "Exif",
                              "\xff\xe1", "\xff\xe1\x00\x00", "\xff\xfe\xff\xff"})
        check (inserted (jpeg, afterJpegStart, claim));

    auto block = exif (6, {});
    block[7] = '\x7f'; // the directory is elsewhere
    CHECK (orientationOf (inserted (jpeg, afterJpegStart, segment (0xe1, std::string ("Exif\0\0", 6) + block))) == 1);
    CHECK (orientationOf (inserted (png, afterPngHeader, std::string ("\xff\xff\xff\xff") + "eXIf")) == 1);
    check (inserted (png, afterPngHeader, std::string ("\xff\xff\xff\xff") + "eXIf"));
}

TEST_CASE ("A file of a few bytes that claims a hundred megapixels and more is refused at once")
{
    auto png = *writePng (gradient (2, 2));
    png[18] = png[22] = 0xff; // 65,282 pixels each way
    CHECK_FALSE (pictureForAgent (png));
}

TEST_CASE ("What stands beside a picture is not unpacked")
{
    const auto packed = compressedZeros (100);
    const auto png = *writePng (gradient (2, 2));
    const auto before = mostMemory();

    for (const auto& bomb :
         {chunk ("zTXt", std::string ("x\0\0", 3) + packed), chunk ("iTXt", std::string ("x\0\1\0\0\0", 6) + packed),
          chunk ("iCCP", std::string ("x\0\0", 3) + packed)})
        CHECK (pictureForAgent (inserted (png, afterPngHeader, bomb)));

    CHECK (mostMemory() - before < 50);
}

TEST_CASE ("A chunk longer than its file is given no room")
{
    const auto png = *writePng (gradient (2, 2));
    const auto before = mostMemory();
    CHECK_FALSE (pictureForAgent (inserted (png, afterPngHeader, std::string ("\x7f\xff\xff\xfe") + "tEXt")));
    CHECK (mostMemory() - before < 50);
}

TEST_CASE ("A picture in passes is given room for 50 megapixels, whatever it claims")
{
    auto file = progressive();
    auto text = textOf (file);
    const auto size = text.find ("\xff\xc2") + 5; // height and width, two bytes each
    const auto before = mostMemory();
    text.replace (size, 4, "\x27\x10\x27\x10"); // 10,000 pixels each way
    CHECK_FALSE (pictureForAgent (fileOf (text)));
    CHECK (mostMemory() - before < 400);
}

TEST_CASE ("A file that shows its picture in passes without end is refused, one of ten passes is taken")
{
    const auto honest = progressive();
    CHECK (pictureForAgent (honest));
    const auto text = textOf (honest);
    const auto pass = text.substr (text.rfind ("\xff\xda"), text.size() - 2 - text.rfind ("\xff\xda"));
    auto many = text.substr (0, text.size() - 2);

    for (int i = 0; i < 200; ++i)
        many += pass;

    CHECK_FALSE (pictureForAgent (fileOf (many + "\xff\xd9")));
}

TEST_CASE ("Pictures for printers are seen in their colours")
{
    const auto picture = readJpeg (cyan(), 1024);
    REQUIRE (picture);
    CHECK (picture->pixel (8, 8)[0] < 10);
    CHECK (picture->pixel (8, 8)[1] > 245);
    CHECK (picture->pixel (8, 8)[2] > 245);
}

TEST_CASE ("What is no picture is none")
{
    CHECK_FALSE (pictureForAgent ({}));
    CHECK_FALSE (pictureForAgent (fileOf ("GIF89a and so on")));
    CHECK_FALSE (pictureForAgent (fileOf ("\xff\xd8\xff\xd9 nothing in it")));
}
