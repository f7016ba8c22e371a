#include "Support/WaitUntil.h"

#include <Support/Surroundings.h>

#include <parlando_plugin/parlando_plugin.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <fstream>
#include <mutex>
#include <vector>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::ContainsSubstring;

namespace
{

/** A sender, and what it hands on. */
struct Sent
{
    std::mutex mutex;
    std::vector<ImageFile> pictures;
    std::vector<std::string> refusals;
    PictureSender sender{{[this] (ImageFile picture)
                          {
                              const std::lock_guard lock (mutex);
                              pictures.push_back (std::move (picture));
                          },
                          [this] (std::string why)
                          {
                              const std::lock_guard lock (mutex);
                              refusals.push_back (std::move (why));
                          }}};

    bool has (std::size_t count)
    {
        return waitUntil (
            [&]
            {
                const std::lock_guard lock (mutex);
                return pictures.size() + refusals.size() >= count;
            });
    }
};

std::string write (const Surroundings& place, const std::string& name, const ImageFile& bytes)
{
    const auto path = (place.folder() / name).string();
    std::ofstream (path, std::ios::binary)
        .write (reinterpret_cast<const char*> (bytes.data()), static_cast<std::streamsize> (bytes.size()));
    return path;
}

/** With a comment, as cameras and programs write them. */
ImageFile commented (int width, int height)
{
    auto jpeg = *writeJpeg (Picture (width, height));
    const std::string comment ("\xff\xfe\0\x0f"
                               "N 52 31, E 13",
                               17);
    jpeg.insert (jpeg.begin() + 2, comment.begin(), comment.end());
    return jpeg;
}

} // namespace

TEST_CASE ("Pictures from the plugin leave small and without what stands beside their pixels, in their order")
{
    const Surroundings place;
    Sent sent;
    sent.sender.send (write (place, "large.jpg", commented (3000, 1500)));
    sent.sender.send (write (place, "small.jpg", commented (200, 100)));
    sent.sender.send (write (place, "small.png", *writePng (Picture (20, 10))));
    REQUIRE (sent.has (3));
    const std::lock_guard lock (sent.mutex);
    REQUIRE (sent.pictures.size() == 3);
    CHECK (readJpeg (sent.pictures[0], longestPictureSide)->width == longestPictureSide);
    CHECK (readJpeg (sent.pictures[1], longestPictureSide)->width == 200);
    CHECK (imageTypeOf (sent.pictures[2]) == "image/png");

    for (const auto& picture : sent.pictures)
        CHECK (std::string (picture.begin(), picture.end()).find ("N 52") == std::string::npos);
}

TEST_CASE ("What is no picture, broken or gone is told of by its name")
{
    const Surroundings place;
    Sent sent;
    auto broken = *writePng (Picture (20, 10));
    broken.resize (40);
    sent.sender.send (write (place, "a.png", {'n', 'o'}));
    sent.sender.send (write (place, "b.png", broken));
    sent.sender.send ((place.folder() / "c.png").string());
    sent.sender.send (place.folder().string());
    REQUIRE (sent.has (4));
    const std::lock_guard lock (sent.mutex);
    REQUIRE (sent.refusals.size() == 4);
    CHECK (sent.refusals[0] == "a.png is neither JPEG nor PNG; convert it.");
    CHECK (sent.refusals[1] == "b.png is broken; save it anew.");
    CHECK (sent.refusals[2] == "c.png cannot be read.");
    CHECK_THAT (sent.refusals[3], ContainsSubstring ("cannot be read"));
}

TEST_CASE ("A plugin that goes while a large picture is read does not wait for it")
{
    const Surroundings place;
    const auto path = write (place, "large.png", *writePng (Picture (6000, 6000)));
    const auto began = std::chrono::steady_clock::now();
    {
        Sent sent;

        for (int i = 0; i < 10; ++i)
            sent.sender.send (path);
    }
    // Ten of them take several seconds; what is under way ends by itself.
    CHECK (std::chrono::steady_clock::now() - began < std::chrono::seconds (1));
}

TEST_CASE ("More pictures at once than can wait are refused")
{
    const Surroundings place;
    const auto path = write (place, "large.png", *writePng (Picture (4000, 4000)));
    Sent sent;

    for (std::size_t i = 0; i < PictureSender::mostWaiting + 5; ++i)
        sent.sender.send (path);

    const std::lock_guard lock (sent.mutex);
    REQUIRE_FALSE (sent.refusals.empty());
    CHECK_THAT (sent.refusals.back(), ContainsSubstring ("16 pictures wait"));
}
