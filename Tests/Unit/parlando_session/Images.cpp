#include "Network.h"

#include <catch2/catch_test_macros.hpp>

namespace parlando::testing
{

namespace
{

ImageFile jpeg (std::uint8_t mark) { return {0xff, 0xd8, 0xff, 0xe0, mark}; }
ImageFile png() { return {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0}; }

struct Gallery : Network
{
    void show (ImageFile file, ImageKind kind = ImageKind::still)
    {
        conversation.handle (input::Image{std::move (file), kind});
    }

    std::vector<nlohmann::json> shown() const
    {
        std::vector<nlohmann::json> found;

        for (const auto& input : conversation.sentWith ("realtimeInput"))
            if (input.contains ("video"))
                found.push_back (input["video"]);

        return found;
    }
};

} // namespace

TEST_CASE ("C42, C49: an image is one message of its own, JPEG or PNG by what it holds")
{
    Gallery gallery;
    gallery.conversation.begin();
    gallery.show (jpeg (1));
    gallery.conversation.run (Milliseconds (1100));
    gallery.show (png());

    REQUIRE (gallery.shown().size() == 2);
    CHECK (gallery.shown()[0] == nlohmann::json{{"mimeType", "image/jpeg"}, {"data", "/9j/4AE="}});
    CHECK (gallery.shown()[1]["mimeType"] == "image/png");
}

TEST_CASE ("C49: stills wait for their second; video frames that come sooner are skipped and counted")
{
    Gallery gallery;
    gallery.conversation.begin();

    SECTION ("stills")
    {
        for (std::uint8_t i = 0; i < 5; ++i)
            gallery.show (jpeg (i));

        CHECK (gallery.shown().size() == 1);
        gallery.conversation.run (Milliseconds (2010));
        CHECK (gallery.shown().size() == 3);
        gallery.conversation.run (Milliseconds (10'000));
        CHECK (gallery.shown().size() == 5);
    }

    SECTION ("30 frames a second")
    {
        for (int i = 0; i < 300; ++i)
        {
            gallery.show (jpeg (1), ImageKind::videoFrame);
            gallery.conversation.run (Milliseconds (30));
        }

        CHECK (gallery.shown().size() == 9);
        CHECK (gallery.conversation.session.imageQueue().skipped() == 291);
    }
}

TEST_CASE ("Typed text leaves after the images that were given before it")
{
    Gallery gallery;
    gallery.show (jpeg (1));
    gallery.show (jpeg (2));
    gallery.conversation.handle (input::Text{"What do you see?"});
    gallery.conversation.begin();
    CHECK (gallery.shown().size() == 1);
    CHECK (gallery.conversation.sentWith ("clientContent").empty());

    gallery.conversation.run (Milliseconds (1100));
    CHECK (gallery.shown().size() == 2);
    CHECK (gallery.conversation.sentWith ("clientContent").size() == 1);
}

TEST_CASE ("Without a connection stills wait, frames are skipped, and nothing that was sent is sent again")
{
    Gallery gallery;
    gallery.conversation.begin();
    gallery.conversation.server (handleOne);
    gallery.show (jpeg (1));
    gallery.lose();
    gallery.show (jpeg (2), ImageKind::videoFrame);
    gallery.show (jpeg (3));
    gallery.untilOpened (2);
    gallery.accept();
    gallery.conversation.run (Milliseconds (5'000));
    REQUIRE (gallery.shown().size() == 2);
    CHECK (gallery.shown()[1]["data"] == "/9j/4AM=");
}

TEST_CASE ("What is no image, too large or too much is refused in words")
{
    Gallery gallery;
    gallery.conversation.begin();

    SECTION ("no image") { gallery.show ({'G', 'I', 'F', '8', '9', 'a', 0, 0, 0, 0}); }
    SECTION ("nothing") { gallery.show ({}); }

    SECTION ("too large")
    {
        auto file = jpeg (1);
        file.resize (ImageQueue::maximumBytes + 1);
        gallery.show (std::move (file));
    }

    SECTION ("too many")
    {
        for (int i = 0; i < 18; ++i)
            gallery.show (jpeg (1));
    }

    CHECK (gallery.conversation.told<SessionWarning>().size() == 1);
    CHECK (gallery.shown().size() <= 1);
}

} // namespace parlando::testing
