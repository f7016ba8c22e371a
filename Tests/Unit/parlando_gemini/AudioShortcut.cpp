#include "Fixtures.h"

#include <parlando_gemini/AudioMessageReader.h>
#include <parlando_text/Base64.h>

#include <random>

using namespace parlando;
using namespace parlando::gemini;
using namespace parlando::testing;

namespace
{

bool isShortened (std::string_view json)
{
    ServerMessage message;
    const auto isTaken = AudioMessageReader::read (json, message);
    CHECK (isTaken == message.serverContent.has_value());
    return isTaken;
}

std::string audioPart (const std::string& mimeType, const std::string& data)
{
    return R"({"inlineData":{"mimeType":")" + mimeType + R"(","data":")" + data + R"("}})";
}

std::string audioMessage (const std::string& parts)
{
    return R"({"serverContent":{"modelTurn":{"parts":[)" + parts + "]}}}";
}

/** A message of random shape: mostly audio, often with something unusual, compact or with two-space indentation. */
std::string randomMessage (std::mt19937& random)
{
    static const std::vector<std::string> mimeTypes{
        "audio/pcm;rate=24000", "audio/pcm",           "AUDIO/PCM; Rate=16000", "audio/pcm;rate=9", "image/png", "",
        "audio\\/pcm",          "audio/pcm;channels=2"};
    static const std::vector<std::string> otherParts{R"({"text":"hm"})", "null", "{}", "7", R"({"thought":true})"};
    const auto pick = [&] (unsigned count) { return static_cast<std::size_t> (random() % count); };
    std::string parts;

    for (auto count = pick (4); count > 0; --count)
    {
        std::vector<std::uint8_t> bytes (pick (100));

        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t> (random());

        auto data = toBase64 (bytes);

        if (pick (8) == 0 && ! data.empty())
            data[pick (static_cast<unsigned> (data.size()))] = "=*\\-"[pick (4)];

        const auto mimeType = pick (2) == 0 ? mimeTypes[0] : mimeTypes[pick (8)];
        parts += (parts.empty() ? "" : ",") + (pick (8) == 0 ? otherParts[pick (5)] : audioPart (mimeType, data));
    }

    auto message = audioMessage (parts);
    const auto parsed = nlohmann::json::parse (message, nullptr, false);

    if (pick (2) == 0 && ! parsed.is_discarded())
        message = parsed.dump (2) + "\n";

    if (pick (4) == 0)
        message[pick (static_cast<unsigned> (message.size()))] = static_cast<char> (random());

    return message;
}

} // namespace

TEST_CASE ("The shortcut takes messages that are nothing but audio")
{
    for (const auto* name : {"03-audio-chunk-24k", "04-audio-chunk-no-rate", "05-audio-mime-odd-params",
                             "malformed/m06-base64-urlsafe-unpadded", "malformed/m07-odd-length-pcm"})
    {
        INFO (name);
        CHECK (isShortened (fixture (name)));
    }
}

TEST_CASE ("The shortcut leaves everything else to the full reading")
{
    const auto part = audioPart ("audio/pcm", "AAAA");
    CHECK (isShortened (audioMessage (part)));

    for (const auto& json :
         {std::string(), std::string ("{}"), audioMessage (part) + "{}", audioMessage (part) + "x",
          audioMessage (part + ","), audioMessage (part + ",null"), audioMessage (audioPart ("image/png", "AAAA")),
          audioMessage (audioPart ("audio/pcm", "")), audioMessage (audioPart ("audio/pcm", "AAA*")),
          audioMessage (R"({"thought":true,"inlineData":{"mimeType":"audio/pcm","data":"AAAA"}})"),
          audioMessage (R"({"inlineData":{"mimeType":"audio/pcm","data":"AAAA","data":"BBBB"}})"),
          std::string (R"({"serverContent":{"modelTurn":{"parts":[)" + part + R"(]},"turnComplete":true}})"),
          std::string (R"({"serverContent":{"modelTurn":{"parts":[)" + part + R"(]}},"usageMetadata":{}})")})
    {
        INFO (json);
        CHECK_FALSE (isShortened (json));
    }
}

TEST_CASE ("Both ways of reading give the same for every fixture, also cut off anywhere")
{
    for (const auto& name : allFixtureNames())
    {
        const auto json = fixture (name);
        INFO (name);
        REQUIRE (decode (json) == decodeInFull (json));

        for (std::size_t length = 0; length < std::min<std::size_t> (json.size(), 1500); ++length)
            REQUIRE (decode (json.substr (0, length)) == decodeInFull (json.substr (0, length)));
    }
}

TEST_CASE ("Both ways of reading give the same for generated messages")
{
    std::mt19937 random (20261122);
    int shortened = 0;

    for (int i = 0; i < 20000; ++i)
    {
        const auto json = randomMessage (random);
        INFO (json);
        REQUIRE (decode (json) == decodeInFull (json));
        ServerMessage message;
        shortened += AudioMessageReader::read (json, message) ? 1 : 0;
    }

    CHECK (shortened > 1000);
}

TEST_CASE ("C88: both ways of reading give the same for fixtures with changed bytes")
{
    std::mt19937 random (7);

    for (const auto& name : allFixtureNames())
    {
        const auto original = fixture (name);

        for (int i = 0; i < 200 && ! original.empty(); ++i)
        {
            auto json = original;

            for (auto changes = 1 + random() % 3; changes > 0; --changes)
                json[random() % json.size()] = static_cast<char> (random());

            INFO (json);
            REQUIRE (decode (json) == decodeInFull (json));
        }
    }
}

TEST_CASE ("A string where no key may stand is as unreadable for the shortcut")
{
    constexpr auto json = R"({"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000",)"
                          R"("data":"AAAA":"audio/pcm","data":"AAAA"}}]}}})";
    CHECK (std::holds_alternative<DecodeError> (decodeInFull (json)));
    CHECK (std::holds_alternative<DecodeError> (decode (json)));
}
