#include "Fixtures.h"

using namespace parlando;
using namespace parlando::gemini;
using namespace parlando::testing;

namespace
{

std::string repeated (const std::string& text, std::size_t count)
{
    std::string all;

    for (std::size_t i = 0; i < count; ++i)
        all += text;

    return all;
}

/** A message whose deepest list is `levels` deep, the message itself counted. */
std::string nested (std::size_t levels)
{
    return R"({"later":)" + repeated ("[", levels - 1) + repeated ("]", levels - 1) + "}";
}

} // namespace

TEST_CASE ("C79: 100 levels are read, 101 are not, and a million do no harm")
{
    CHECK (messageIn (nested (100)) == ServerMessage());
    CHECK (isRefused (nested (101)));
    CHECK (isRefused (nested (5000)));
    CHECK (isRefused (nested (1000000)));
    CHECK (isRefused (R"({"later":)" + repeated ("[", 1000000)));
    CHECK (isRefused (R"({"later":)" + repeated (R"({"a":)", 1000000)));
}

TEST_CASE ("C79: brackets inside texts are no nesting")
{
    CHECK (messageIn (R"({"later":")" + repeated ("[", 5000) + R"(\"[\\"})") == ServerMessage());
}

TEST_CASE ("C78: a message over 16 MiB is refused")
{
    const std::string edges = R"({"a":""})";
    const auto filling = limits::maximumMessageBytes - edges.size();
    CHECK (messageIn (R"({"a":")" + std::string (filling, 'x') + R"("})") == ServerMessage());
    CHECK (isRefused (R"({"a":")" + std::string (filling + 1, 'x') + R"("})"));
}

TEST_CASE ("A message with too many values is refused before it is parsed")
{
    CHECK (isRefused (R"({"a":[0)" + repeated (",0", limits::maximumValues) + "]}"));
    CHECK (messageIn (R"({"a":[0)" + repeated (",0", limits::maximumValues - 10) + "]}") == ServerMessage());
}

TEST_CASE ("Texts are cut between two characters, names that are too long are ignored")
{
    const auto accents = repeated ("\u00e9", limits::maximumTextBytes / 2);
    const auto message = messageIn (R"({"serverContent":{"outputTranscription":{"text":"x)" + accents + R"("}}})");
    const auto& text = message.serverContent.value().outputTranscription.value().text;
    CHECK (text == "x" + accents.substr (0, limits::maximumTextBytes - 2));
    CHECK (message.warnings.size() == 1);

    const std::string longName (limits::maximumNameBytes + 1, 'n');
    const auto calls = messageIn (R"({"toolCall":{"functionCalls":[{"id":")" + longName + R"(","name":"f"}]}})");
    REQUIRE (calls.toolCalls.size() == 1);
    CHECK (calls.toolCalls[0].id.empty());

    const std::string longHandle (limits::maximumHandleBytes + 1, 'h');
    const auto update =
        messageIn (R"({"sessionResumptionUpdate":{"resumable":true,"newHandle":")" + longHandle + R"("}})");
    CHECK (update.sessionResumptionUpdate.value().newHandle.empty());
}

TEST_CASE ("Lists are cut at 4096 entries, warnings end after eight")
{
    const auto call = std::string (R"({"name":"f"})");
    const auto message = messageIn (R"({"toolCall":{"functionCalls":[)" + repeated (call + ",", 5000) + call + "]}}");
    CHECK (message.toolCalls.size() == limits::maximumListEntries);
    CHECK (message.warnings.size() == 1);

    const auto wrong = messageIn (R"({"toolCallCancellation":{"ids":[0)" + repeated (",0", 100) + "]}}");
    CHECK (wrong.warnings.size() == limits::maximumWarnings);
}
