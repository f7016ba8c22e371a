// What a record of the wire has of a message, and what is made of that again.

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <parlando_archive/WireText.h>
#include <parlando_text/parlando_text.h>

using namespace parlando;
using Catch::Matchers::ContainsSubstring;

namespace
{

std::string again (const nlohmann::json& written)
{
    std::size_t left = 1 << 20;
    return wireMessageFrom (written, left);
}

} // namespace

TEST_CASE ("What gives access is a placeholder in a record: the same for the same, and as long")
{
    WireDisguise disguise (false);
    const auto message = [&] (const char* text) { return disguise.message (text, {}, {})["json"]; };
    const auto first = message (R"({"sessionResumptionUpdate":{"newHandle":"Q2hhbmdlTWVOb3c0Mg"}})"),
               other = message (R"({"sessionResumptionUpdate":{"newHandle":"another-one-altogether"}})"),
               same = message (R"({"setup":{"sessionResumption":{"handle":"Q2hhbmdlTWVOb3c0Mg"}}})");
    CHECK (first["sessionResumptionUpdate"]["newHandle"] == "handle-1..........");
    CHECK (other["sessionResumptionUpdate"]["newHandle"] == "handle-2..............");
    CHECK (same["setup"]["sessionResumption"]["handle"] == "handle-1..........");
    CHECK (message (R"({"a":{"access_token":"abc","cookie":"def"}})") ==
           nlohmann::json::parse (R"({"a":{"access_token":"token-3","cookie":"cookie-4"}})"));

    // What is one already stays, and so does what is no secret.
    CHECK (message (first.dump().c_str()) == first);
    CHECK (message (R"({"totalTokenCount":7,"handle":""})") ==
           nlohmann::json::parse (R"({"totalTokenCount":7,"handle":""})"));
}

TEST_CASE ("A record has no secret, wherever a message has it")
{
    const std::string key = "AIzaSyA-1234567890abcdefghijklmnopqrstu";
    const auto redactor = Redactor().withSecret (Credential ("a-key-of-nobody-42"));
    WireDisguise disguise (false);

    for (const auto& text :
         std::vector<std::string>{R"({"text":"It is )" + key + R"("})", R"({")" + key + R"(":1})", "no JSON " + key,
                                  "no UTF-8 \xff " + key, R"({"text":"a-key-of-nobody-42"})"})
    {
        const auto written = disguise.message (text, {}, redactor);
        CHECK_THAT (again (written), ! ContainsSubstring ("1234567890") && ! ContainsSubstring ("nobody"));
    }
}

TEST_CASE ("Sound is a length, a checksum and an outline in a record, and a sound of that outline when it is run again")
{
    const std::vector<std::uint8_t> bytes (1'920, 7);
    const auto text = R"({"data":")" + toBase64 (bytes) + R"("})";
    const auto written = WireDisguise (false).message (text, {{{960, 1'000, 96'000'000, 3, true}}}, {});
    CHECK_THAT (written.dump(), ! ContainsSubstring (toBase64 (bytes).substr (0, 40)));
    CHECK (written["json"]["data"]["$bytes"] == 1'920);
    const auto made = nlohmann::json::parse (again (written));
    std::vector<std::uint8_t> sound;
    REQUIRE (fromBase64 (made["data"].get<std::string>(), sound));
    CHECK (sound.size() == 1'920);
    CHECK (sound != std::vector<std::uint8_t> (1'920));

    SECTION ("unless it is wanted")
    {
        CHECK (nlohmann::json::parse (again (WireDisguise (true).message (text, {}, {}))) ==
               nlohmann::json::parse (text));
    }

    SECTION ("but no more of it is made than a record may have")
    {
        std::size_t left = 1'900;
        CHECK_THROWS_AS (wireMessageFrom (written, left), std::invalid_argument);
    }
}

TEST_CASE ("A message that holds a sound and nothing else is known by its length")
{
    const std::vector<std::uint8_t> frame (640, 9);
    CHECK (soleBytesIn (R"({"realtimeInput":{"audio":{"data":")" + toBase64 (frame) +
                        R"(","mimeType":"audio/pcm;rate=16000"}}})") == 640);
    CHECK (soleBytesIn (R"({"text":"short"})") == 0);
    CHECK (soleBytesIn (R"({"text":")" + std::string (600, ' ') + R"("})") == 0);
}
