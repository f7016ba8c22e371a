#include <parlando_text/parlando_text.h>

#include <catch2/catch_test_macros.hpp>

#include <openssl/evp.h>

#include <random>
#include <string>
#include <vector>

using namespace parlando;

namespace
{

std::vector<std::uint8_t> bytesOf (std::string_view text) { return {text.begin(), text.end()}; }

std::vector<std::uint8_t> noise (std::size_t size, unsigned seed)
{
    std::mt19937 random (seed);
    std::vector<std::uint8_t> bytes (size);

    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t> (random());

    return bytes;
}

std::string encodedByOpenSsl (const std::vector<std::uint8_t>& bytes)
{
    std::vector<unsigned char> text ((bytes.size() + 2) / 3 * 4 + 1);
    const auto size = EVP_EncodeBlock (text.data(), bytes.data(), static_cast<int> (bytes.size()));
    return {text.begin(), text.begin() + size};
}

std::string urlSafe (std::string text, bool keepsPadding)
{
    for (auto& c : text)
        c = c == '+' ? '-' : c == '/' ? '_' : c;

    while (! keepsPadding && ! text.empty() && text.back() == '=')
        text.pop_back();

    return text;
}

bool isNoBase64 (std::string_view text)
{
    std::vector<std::uint8_t> out{1, 2, 3};
    return ! fromBase64 (text, out) && out.empty();
}

} // namespace

TEST_CASE ("Base64: the vectors of RFC 4648, section 10")
{
    const std::pair<const char*, const char*> vectors[]{{"", ""},
                                                        {"f", "Zg=="},
                                                        {"fo", "Zm8="},
                                                        {"foo", "Zm9v"},
                                                        {"foob", "Zm9vYg=="},
                                                        {"fooba", "Zm9vYmE="},
                                                        {"foobar", "Zm9vYmFy"}};

    for (const auto& [plain, encoded] : vectors)
    {
        std::vector<std::uint8_t> decoded;
        CHECK (toBase64 (bytesOf (plain)) == encoded);
        REQUIRE (fromBase64 (encoded, decoded));
        CHECK (decoded == bytesOf (plain));
    }
}

TEST_CASE ("C41: base64 of every length up to 300 is what OpenSSL makes, and comes back from each spelling")
{
    std::vector<std::uint8_t> decoded;

    for (std::size_t size = 0; size <= 300; ++size)
    {
        const auto bytes = noise (size, static_cast<unsigned> (size));
        const auto text = toBase64 (bytes);
        REQUIRE (text == encodedByOpenSsl (bytes));

        for (const auto& spelling : {text, urlSafe (text, true), urlSafe (text, false)})
        {
            REQUIRE (fromBase64 (spelling, decoded));
            REQUIRE (decoded == bytes);
        }
    }
}

TEST_CASE ("Base64 appends to what is there")
{
    std::string text = "data:";
    appendBase64 (text, bytesOf ("foo"));
    CHECK (text == "data:Zm9v");
}

TEST_CASE ("C82: what is not base64 is refused wherever the bad character stands")
{
    const auto good = toBase64 (noise (96, 5));

    for (std::size_t place = 0; place < good.size(); ++place)
        for (int value = 0; value < 256; ++value)
        {
            const auto c = static_cast<char> (value);
            const auto isAlphabet =
                std::string_view ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_").find (c) !=
                std::string_view::npos;
            auto text = good;
            text[place] = c;
            const auto isPadding = c == '=' && place + 1 == good.size();
            REQUIRE (isNoBase64 (text) != (isAlphabet || isPadding));
        }
}

TEST_CASE ("Base64 with wrong padding, white space or a lone last character is refused")
{
    for (const auto* text : {"A", "AAAAA", "=", "==", "====", "A===", "AA=", "AAA==", "AA==AAAA", "AAAA=", "Zg==\n",
                             " Zg==", "Zm\n9v", "Z g="})
        CHECK (isNoBase64 (text));
}

TEST_CASE ("Base64 with set bits that stand for nothing is taken")
{
    std::vector<std::uint8_t> decoded;
    REQUIRE (fromBase64 ("Zh==", decoded));
    CHECK (decoded == bytesOf ("f"));
}
