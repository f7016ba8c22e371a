#pragma once

#include <parlando_gemini/parlando_gemini.h>

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <variant>
#include <vector>

namespace parlando::testing
{

using namespace gemini;

/** The bytes of a fixture, such as "03-audio-chunk-24k" or "malformed/m01-truncated-json". */
inline std::string fixture (const std::string& name)
{
    std::ifstream file (std::string (PARLANDO_FIXTURES) + "/protocol/" + name + ".json", std::ios::binary);
    REQUIRE (file);
    return {std::istreambuf_iterator<char> (file), {}};
}

inline std::vector<std::string> allFixtureNames()
{
    const std::filesystem::path folder = std::string (PARLANDO_FIXTURES) + "/protocol";
    std::vector<std::string> names;

    for (const auto& entry : std::filesystem::recursive_directory_iterator (folder))
        if (entry.path().extension() == ".json")
            names.push_back (std::filesystem::relative (entry.path(), folder).replace_extension().string());

    REQUIRE (names.size() == 54);
    return names;
}

/** The message in `json`; the test fails where there is none. */
inline ServerMessage messageIn (std::string_view json)
{
    auto result = decode (json);

    if (const auto* error = std::get_if<DecodeError> (&result))
        FAIL (error->text);

    return std::get<ServerMessage> (std::move (result));
}

inline ServerMessage messageOf (const std::string& name) { return messageIn (fixture (name)); }

inline bool isRefused (std::string_view json)
{
    const auto result = decode (json);
    const auto* error = std::get_if<DecodeError> (&result);
    return error != nullptr && ! error->text.empty();
}

/** The content of a message that has nothing else and no warnings. */
inline ServerContent contentOf (const std::string& name)
{
    auto message = messageOf (name);
    REQUIRE (message.serverContent);
    auto content = std::move (*message.serverContent);
    message.serverContent.reset();
    CHECK (message == ServerMessage());
    return content;
}

} // namespace parlando::testing
