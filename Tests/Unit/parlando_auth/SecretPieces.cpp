// C5: what is left of a text in which a secret stood, in whatever way it was written there.

#include <parlando_auth/parlando_auth.h>

#include <catch2/catch_test_macros.hpp>

#include <ctime>
#include <iostream>
#include <openssl/evp.h>
#include <random>

using namespace parlando;

namespace
{

/** Of keys. */
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Without E, T and X, of which the words around them consist. */
constexpr std::string_view fewerLetters = "ABCDFGHIJKLMNOPQRSUVWYZabcdfghijklmnopqrsuvwyz0123456789-_";

class Random
{
public:
    explicit Random (unsigned seed) : engine (seed) {}

    std::size_t upTo (std::size_t most) { return std::uniform_int_distribution<std::size_t> (0, most) (engine); }
    bool coin() { return upTo (1) == 0; }

    std::string text (std::size_t length, std::string_view from)
    {
        std::string result;

        while (result.size() < length)
            result += from[upTo (from.size() - 1)];

        return result;
    }

private:
    std::mt19937 engine;
};

/** OpenSSL's, with the alphabet for URLs where asked. */
std::string base64 (const std::string& text, bool forUrls)
{
    std::string result (4 * ((text.size() + 2) / 3) + 1, '\0');
    const auto length =
        ::EVP_EncodeBlock (reinterpret_cast<unsigned char*> (result.data()),
                           reinterpret_cast<const unsigned char*> (text.data()), static_cast<int> (text.size()));
    result.resize (static_cast<std::size_t> (length));

    for (auto& c : result)
        if (forUrls)
            c = c == '+' ? '-' : c == '/' ? '_' : c;

    return result;
}

std::string hex (char c, bool inCapitals)
{
    char text[3];
    std::snprintf (text, sizeof (text), inCapitals ? "%02X" : "%02x", static_cast<unsigned char> (c));
    return text;
}

template <typename Spell>
std::string spelled (const std::string& text, Spell&& spell)
{
    std::string result;

    for (const auto c : text)
        result += spell (c);

    return result;
}

std::string split (const std::string& text, const std::string& by, Random& random)
{
    auto result = text.substr (0, 1);

    for (std::size_t i = 1; i < text.size(); ++i)
        result += (random.upTo (4) == 0 ? by : "") + text[i];

    return result;
}

/** One way to write it. */
std::string written (const std::string& text, std::size_t way, Random& random)
{
    const auto capitals = random.coin();
    const auto self = [] (char c) { return std::string (1, c); };
    const auto percent = [&] (char c) { return "%" + hex (c, capitals); };
    const auto unicode = [&] (char c) { return "\\u00" + hex (c, capitals); };

    switch (way)
    {
        case 0:
            return text;
        case 1:
            return spelled (text, [&] (char c) { return self (static_cast<char> (std::toupper (c))); });
        case 2:
            return spelled (text, [&] (char c) { return self (static_cast<char> (std::tolower (c))); });
        case 3:
            return spelled (text, percent);
        case 4:
            return spelled (text, [&] (char c) { return random.coin() ? percent (c) : self (c); });
        case 5:
            return spelled (text, [&] (char c) { return hex (c, capitals); });
        case 6:
            return spelled (text, unicode);
        case 7:
            return spelled (text, [&] (char c) { return random.coin() ? unicode (c) : self (c); });
        case 8:
            return split (text, " ", random);
        case 9:
            return split (text, "\r\n", random);
        case 10:
            return split (text, "\\n", random);
        default:
            return spelled (text, [&] (char c) { return "%25" + hex (c, capitals); });
    }
}

/** Whether any `length` characters of the secret, in small letters, still stand in the text, white space aside. */
bool holdsPiece (std::string text, std::string secret, std::size_t length)
{
    std::erase_if (text, [] (char c) { return std::isspace (static_cast<unsigned char> (c)) != 0; });

    for (auto* each : {&text, &secret})
        for (auto& c : *each)
            c = static_cast<char> (std::tolower (static_cast<unsigned char> (c)));

    for (std::size_t i = 0; i + length <= secret.size(); ++i)
        if (text.find (secret.substr (i, length)) != std::string::npos)
            return true;

    return false;
}

} // namespace

TEST_CASE ("C5: any twelve characters of a key, and its first eight, are found in every spelling, wherever they stand")
{
    constexpr std::size_t ways = 12;
    Random random (20);

    for (int round = 0; round < 3000; ++round)
    {
        const auto key = (random.coin() ? "AIzaSy" : "") + random.text (20 + random.upTo (40), fewerLetters);
        const auto redactor = Redactor().withSecret (Credential (key));
        const auto isBeginning = random.coin();
        const auto length = (isBeginning ? 8 : 12) + random.upTo (4);
        const auto piece = key.substr (isBeginning ? 0 : random.upTo (key.size() - length), length);
        const auto before = random.text (random.upTo (20), "etxTE ,.:"),
                   after = random.text (random.upTo (20), " etx.");
        const auto way = static_cast<std::size_t> (round) % ways;
        const auto text = written (piece, way, random);
        INFO ("way " << way << ": " << piece << " of " << key << " in " << before << "<" << text << ">" << after);
        CHECK (redactor.redact (before + "<" + text + ">" + after) == before + "<[redacted]>" + after);
    }
}

TEST_CASE ("C5: no piece of a key stays in base64, of either alphabet, whatever is encoded before and behind it")
{
    Random random (21);

    for (int round = 0; round < 3000; ++round)
    {
        const auto key = random.text (24 + random.upTo (40), letters);
        const auto redactor = Redactor().withSecret (Credential (key));
        const auto isBeginning = random.coin();
        const auto length = (isBeginning ? 8 : 12) + random.upTo (4);
        const auto piece = key.substr (isBeginning ? 0 : random.upTo (key.size() - length), length);
        const auto before = random.text (random.upTo (20), "user:=\n "), after = random.text (random.upTo (20), "@./ ");
        auto text = base64 (before + piece + after, random.coin());

        if (random.coin())
            text.insert (random.upTo (text.size()), "\r\n");

        const auto clean = redactor.redact ("\"" + text + "\"");
        INFO (piece << " of " << key << " in " << text << ": " << clean);
        CHECK (clean.find ("[redacted]") != std::string::npos);

        // Of the characters that tell of nothing else, at most those at its edges, which tell of neighbours as well.
        const auto first = (8 * before.size() + 5) / 6, end = 8 * (before.size() + piece.size()) / 6;
        std::string own = base64 (before + piece + after, false).substr (first, end - first);
        std::string other = own;
        for (auto& c : other)
            c = c == '+' ? '-' : c == '/' ? '_' : c;

        CHECK_FALSE (holdsPiece (clean, own, 6));
        CHECK_FALSE (holdsPiece (clean, other, 6));
    }
}

TEST_CASE ("C5: a key that dashes, quotes, colons or what nobody sees have split is found")
{
    const std::string key = "AIzaSyB7x-Qm2_RkT9vLw0pZc4NfHd8JgE1sUyA";
    const auto redactor = Redactor().withSecret (Credential (key));
    const auto split = [&] (const std::string& by)
    {
        std::string text;
        for (std::size_t i = 0; i < key.size(); i += 4)
            text += (i > 0 ? by : "") + key.substr (i, 4);
        return text;
    };

    for (const auto* by : {" ", "\n", "\t", "\\n", "\\r\\n", "%0A", "%0d%0a", "\" + \"", "','", "-", ":", ".",
                           "\\u000a", "\xc2\xa0", "\xe2\x80\x8b", "\xc2\xad"})
    {
        INFO (by);
        CHECK (redactor.redact ("<" + split (by) + ">") == "<[redacted]>");
    }

    CHECK (redactor.redact (R"(<"41:49:7A:61:53:79:42:37:78:2D">)") == R"(<"[redacted]">)");
    CHECK (redactor.redact (R"(\\u0041IzaSyB7x\\\/)").find ("IzaSyB7") == std::string::npos);

    nlohmann::json json{{"the " + key, {key, 1}}};
    redactor.redactTexts (json);
    CHECK (json.dump() == R"({"the [redacted]":["[redacted]",1]})");
}

TEST_CASE ("C5: somebody else's key is known by its form")
{
    const std::string key = "AIzaSyB7x-Qm2_RkT9vLw0pZc4NfHd8JgE1sUyA";
    CHECK (Redactor().redact ("no \"" + key + "\".") == "no \"[redacted]\".");
    CHECK (Redactor().redact ("got ya29.a0AfB_byC0123456789, then") == "got [redacted], then");
    CHECK (Redactor().redact ("AIza is how they begin, ya29. too") == "AIza is how they begin, ya29. too");
}

TEST_CASE ("A password that is a word takes no other words with it, and is taken out as a word")
{
    const auto with = [] (const std::string& password) {
        return Redactor().withProxy ({"http://me:" + password + "@p:1", {}, {}});
    };

    CHECK (with ("test").redact ("The latest test failed: testing, attested") ==
           "The latest [redacted] failed: testing, attested");
    CHECK (with ("test").redact ("a late state, te st, \"TEST\"") == "a late state, te st, \"[redacted]\"");
    CHECK (with ("test").redact ("Basic bWU6dGVzdA==, or t%65st, or 74657374").find ("bWU6") == std::string::npos);
    CHECK (with ("test").redact ("t%65st, 74657374.") == "[redacted], [redacted].");
    CHECK (with ("password123").redact ("wrong password, not password123") == "wrong password, not [redacted]");
    CHECK (with ("p\xc3\xa4ssw\xc3\xb6rd").redact ("is p%C3%A4ssw%C3%B6rd or p\\u00e4ssw\\u00f6rd") ==
           "is [redacted] or [redacted]");
    CHECK (with ("100%25off-now").redact ("100%25off-now, 100%off-now") == "[redacted], [redacted]");
    CHECK (Redactor().withSecret (Credential ("key")).redact ("a key") == "a key");
}

TEST_CASE ("A megabyte of base64, of hexadecimal digits or of words stays as it is, and takes no time to speak of")
{
    Random random (22);
    constexpr std::size_t size = 1'000'000;
    auto redactor = Redactor().withProxy ({"http://me:open%20sesame@p.example:3128", {}, {}});

    for (int i = 0; i < 3; ++i)
        redactor = redactor.withSecret (Credential ("AIzaSy" + random.text (33, letters)))
                       .withSecret (Credential::accessToken ("ya29." + random.text (1000, letters)));

    std::string words;
    while (words.size() < size)
        words += random.text (1 + random.upTo (9), "etaoinshrdlu") + (random.upTo (9) > 0 ? " " : ". ");

    for (const auto& text : {base64 (random.text (size * 3 / 4, std::string_view ("\0\1\x7f\xff\x80zQ", 7)), false),
                             random.text (size, letters), random.text (size, "0123456789abcdef"), words,
                             std::string (size, '%'), std::string (size, '\\'), std::string (size, 'A')})
    {
        const auto begin = std::clock();
        const auto isSame = redactor.redact (text) == text;
        const auto taken = 1000.0 * static_cast<double> (std::clock() - begin) / CLOCKS_PER_SEC;
        std::cout << "Redactor: " << text.size() << " bytes from " << text.substr (0, 8) << "… in " << taken
                  << " ms of processor time\n";
        CHECK (isSame);
    }
}
