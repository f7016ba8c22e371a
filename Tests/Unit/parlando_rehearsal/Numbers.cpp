#include <parlando_rehearsal/parlando_rehearsal.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace parlando;

TEST_CASE ("Numbers are read from words")
{
    const auto [text, value, words] = GENERATE (
        Catch::Generators::table<const char*, double, int> ({{"zero", 0, 1},
                                                             {"seventeen", 17, 1},
                                                             {"forty two", 42, 2},
                                                             {"one hundred", 100, 2},
                                                             {"a hundred and twenty", 120, 4},
                                                             {"two hundred and five", 205, 4},
                                                             {"twelve hundred", 1200, 2},
                                                             {"three thousand four hundred fifty six", 3456, 6},
                                                             {"two million and one", 2'000'001, 4},
                                                             {"thirty three four", 33, 2},
                                                             {"three thirty", 3, 1},
                                                             {"ten eleven", 10, 1},
                                                             {"zero point two five", 0.25, 4},
                                                             {"eight hundred and", 800, 2},
                                                             {"440 hertz", 440, 1},
                                                             {"3.5", 3.5, 1}}));
    INFO (text);
    const auto number = numberAt (splitWords (text), 0);
    REQUIRE (number.has_value());
    CHECK (number->value == value);
    CHECK (number->words == static_cast<std::size_t> (words));
}

TEST_CASE ("Words that are no number give none")
{
    const auto* const text = GENERATE ("", "hello", "hundred", "and five", "percent", "a story");
    CHECK_FALSE (numberAt (splitWords (text), 0).has_value());
}

TEST_CASE ("Sums are read from words and from signs")
{
    const auto [text, expression, said] = GENERATE (Catch::Generators::table<const char*, const char*, const char*> (
        {{"what is seventeen times three", "17*3", "seventeen times three"},
         {"What's 17*3?", "17*3", "17 * 3"},
         {"how much is two hundred and five minus nineteen", "205-19", "two hundred and five minus nineteen"},
         {"one plus two plus three please", "1+2+3", "one plus two plus three"},
         {"ten divided by four", "10/4", "ten divided by four"},
         {"(2 + 3) * 4", "(2+3)*4", "( 2 + 3 ) * 4"},
         {"the square root of nine", "sqrt(9)", "the square root of nine"},
         {"five squared plus one", "5^2+1", "five squared plus one"},
         {"fifty percent of eighty", "50/100*80", "fifty percent of eighty"},
         {"what is 3 times minus 2", "3*-2", "3 times minus 2"}}));
    INFO (text);
    const auto sum = sumIn (splitWords (text));
    REQUIRE (sum.has_value());
    CHECK (sum->expression == expression);
    CHECK (sum->said == said);
}

TEST_CASE ("Talk of numbers is not yet a sum")
{
    const auto* const text = GENERATE ("go forward ten meters", "set the pan to minus five", "one two three",
                                       "three times", "how are you", "forty percent");
    INFO (text);
    CHECK_FALSE (sumIn (splitWords (text)).has_value());
}

TEST_CASE ("Base64 of RFC 4648 section 10 is read, padded and unpadded, in both alphabets")
{
    const auto [text, bytes] = GENERATE (Catch::Generators::table<const char*, const char*> ({{"", ""},
                                                                                              {"Zg==", "f"},
                                                                                              {"Zm8=", "fo"},
                                                                                              {"Zm9v", "foo"},
                                                                                              {"Zm9vYg", "foob"},
                                                                                              {"Zm9vYmE", "fooba"},
                                                                                              {"Zm9vYmFy", "foobar"},
                                                                                              {"_-8=", "\xff\xef"}}));
    const auto decoded = base64ToBytes (text);
    REQUIRE (decoded.has_value());
    CHECK (std::string (decoded->begin(), decoded->end()) == bytes);
    CHECK_FALSE (base64ToBytes ("Zm9v!").has_value());
    CHECK_FALSE (base64ToBytes ("A").has_value());
}

TEST_CASE ("Samples survive the way through base64")
{
    const std::vector<std::int16_t> samples{0, 1, -1, 32767, -32768, 12345, -321};
    for (std::size_t count = 0; count <= samples.size(); ++count)
    {
        const auto bytes = base64ToBytes (samplesToBase64 (std::span (samples).first (count)));
        REQUIRE (bytes.has_value());
        REQUIRE (bytes->size() == count * 2);
        for (std::size_t i = 0; i < count; ++i)
            CHECK (static_cast<std::int16_t> ((*bytes)[2 * i] | ((*bytes)[2 * i + 1] << 8)) == samples[i]);
    }
}
