#include <parlando_transport/FrameWatch.h>

#include <catch2/catch_test_macros.hpp>

using parlando::FrameWatch;

namespace
{
const std::string answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

// The close frame is found wherever the reads happen to cut the bytes.
void follow (FrameWatch& watch, const std::string& bytes, std::size_t step)
{
    for (std::size_t i = 0; i < bytes.size(); i += step)
        watch.follow (std::string_view (bytes).substr (i, step));
}
} // namespace

TEST_CASE ("C72: the close frame is found behind frames of every length, however the bytes are cut")
{
    const auto frames = std::string ("\x82\x00", 2) +
                        "\x82\x03"
                        "abc" +
                        std::string ("\x82\x7e\x00\x80", 4) + std::string (128, '\x88') +
                        std::string ("\x82\x7f\0\0\0\0\0\1\0\0", 10) + std::string (65536, '\x88') +
                        "\x89\x02"
                        "hi";

    for (const std::size_t step : {1, 2, 3, 7, 100, 1000000})
    {
        FrameWatch watch;
        follow (watch, answer + frames, step);
        CHECK_FALSE (watch.sawClose());
        follow (watch, "\x88\x04\x03\xf0\xff!ignored", step);
        CHECK (watch.sawClose());
        CHECK (watch.code() == 1008);
        CHECK (watch.reason() == "\xff!");
    }
}

TEST_CASE ("C72: a close frame without a code is 1005")
{
    FrameWatch watch;
    follow (watch, answer + std::string ("\x88\x00", 2), 1000);

    CHECK (watch.sawClose());
    CHECK (watch.code() == 1005);
    CHECK (watch.reason().empty());
}

TEST_CASE ("An endless control frame is not kept")
{
    FrameWatch watch;
    follow (watch, answer + "\x88\x7f\x7f\xff\xff\xff\xff\xff\xff\xff" + std::string (1000, 'x'), 200);

    CHECK_FALSE (watch.sawClose());
    CHECK (watch.reason().size() <= 123);
}
