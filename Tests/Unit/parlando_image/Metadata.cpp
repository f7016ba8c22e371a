#include "PictureFiles.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace parlando;
using namespace parlando::testing;

namespace
{

constexpr auto place = "N 52 31 12, E 13 24 18";

/** All that cameras, phones and programs write beside the pixels of a JPEG file, with a place in each. */
ImageFile told (const ImageFile& jpeg)
{
    const std::string words (place);
    const auto beside = segment (0xe1, std::string ("Exif\0\0", 6) + exif (1, words)) +
                        segment (0xe1, std::string ("http://ns.adobe.com/xap/1.0/\0", 29) + words) +
                        segment (0xe2, std::string ("ICC_PROFILE\0\1\1", 14) + words) + segment (0xe5, words) +
                        segment (0xed, std::string ("Photoshop 3.0\0", 14) + words) + segment (0xfe, words);
    auto file = inserted (jpeg, afterJpegStart, beside);
    const auto tail = textOf (jpeg) + words; // a second picture, or a film, behind the first
    file.insert (file.end(), tail.begin(), tail.end());
    return file;
}

ImageFile toldPng (const ImageFile& png)
{
    const std::string words (place);
    const auto international = std::string ("Comment\0\0\0\0\0", 12) + words;
    const auto beside = chunk ("tEXt", std::string ("Comment\0", 8) + words) + chunk ("iTXt", international) +
                        chunk ("eXIf", exif (1, words)) + chunk ("tIME", std::string ("\x07\xe8\1\2\3\4\5", 7)) +
                        chunk ("prVt", words);
    auto file = inserted (png, afterPngHeader, beside);
    file.insert (file.end(), words.begin(), words.end());
    return file;
}

} // namespace

TEST_CASE ("A picture leaves without place, time or comment, small or large")
{
    const auto [width, height] = GENERATE (table<int, int> ({{200, 100}, {2000, 1000}, {1024, 1}}));
    INFO (width);

    for (const auto& file :
         {told (*writeJpeg (gradient (width, height))), toldPng (*writePng (gradient (width, height)))})
    {
        REQUIRE (textOf (file).find (place) != std::string::npos);
        const auto picture = pictureForAgent (file);
        REQUIRE (picture);
        const auto text = textOf (*picture);
        CHECK (text.find (place) == std::string::npos);

        for (const auto* mark : {"Exif", "adobe", "ICC_", "Photoshop", "tEXt", "iTXt", "eXIf", "tIME", "prVt"})
            CHECK (text.find (mark) == std::string::npos);

        CHECK (orientationOf (*picture) == 1);
    }
}

TEST_CASE ("An upright small picture loses nothing of what is seen")
{
    const auto jpeg = *writeJpeg (gradient (301, 203));
    CHECK (readJpeg (*pictureForAgent (told (jpeg)), 1024)->rgb == readJpeg (jpeg, 1024)->rgb);

    const auto picture = gradient (301, 203);
    const auto png = *pictureForAgent (toldPng (*writePng (picture)));
    CHECK (imageTypeOf (png) == "image/png");
    CHECK (readPng (png)->rgb == picture.rgb);
}

TEST_CASE ("How the camera was held is obeyed in JPEG and PNG, and not told any more")
{
    const auto jpeg = inserted (*writeJpeg (gradient (300, 100)), afterJpegStart,
                                segment (0xe1, std::string ("Exif\0\0", 6) + exif (6, place)));
    const auto png = inserted (*writePng (gradient (300, 100)), afterPngHeader, chunk ("eXIf", exif (6, place)));

    for (const auto& file : {jpeg, png})
    {
        CHECK (orientationOf (file) == 6);
        const auto turned = pictureForAgent (file);
        REQUIRE (turned);
        CHECK (textOf (*turned).find (place) == std::string::npos);
        const auto seen = readJpeg (*turned, 1024);
        REQUIRE (seen);
        CHECK (seen->width == 100);
        CHECK (seen->height == 300);
        CHECK (seen->pixel (50, 290)[0] > 200); // the right side is below
        CHECK (seen->pixel (50, 10)[0] < 50);
    }
}

TEST_CASE ("An orientation that makes no sense is none")
{
    for (const char orientation : {0, 9, 100})
        CHECK (orientationOf (inserted (*writeJpeg (gradient (10, 10)), afterJpegStart,
                                        segment (0xe1, std::string ("Exif\0\0", 6) + exif (orientation, {})))) == 1);
}
