#include "Rehearsal.h"

#include <parlando_rehearsal/RestOfAnswer.h>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace parlando;
using namespace parlando::test;
using Json = nlohmann::json;

namespace
{
const std::vector<std::string> sentences{"Once there was a note.", "It was a small note.", "It died away."};

Json user (const std::string& text) { return {{"role", "user"}, {"parts", {{{"text", text}}}}}; }
} // namespace

TEST_CASE ("Of an answer that was heard in part the rest is said, wherever it was cut")
{
    CHECK (restAfter (sentences, "Once there was") ==
           std::vector<std::string>{"a note. It was a small note. It died away."});
    CHECK (restAfter (sentences, "Hello. Once there was a note. It was") ==
           std::vector<std::string>{"a small note. It died away."});
    CHECK (restAfter (sentences, "it died away") == std::vector<std::string>{"That was all."});
    CHECK (restAfter (sentences, "something else altogether") == sentences);
}

TEST_CASE ("What stands in brackets asks for nothing")
{
    CHECK (withoutAsides ("(I interrupted you here.) What time is it?") == "What time is it?");
    CHECK (withoutAsides ("(all of it)").empty());
    CHECK (heardBefore ("(I heard you up to: \"a small note\". Go on.)") == "a small note");
    CHECK (heardBefore ("hello").empty());
}

TEST_CASE ("The rehearsal agent goes on with a story where it was heard, and does not answer to an interruption's note")
{
    Rehearsal rehearsal;
    rehearsal.open();

    SECTION ("asked with turns")
    {
        rehearsal.send ({{"clientContent",
                          {{"turns",
                            {user ("tell me a story"),
                             {{"role", "model"}, {"parts", {{{"text", "…in the box where the lamps were kept."}}}}},
                             user ("(I heard you up to: \"where the lamps were kept.\". Go on right there.)")}},
                           {"turnComplete", true}}}});
        rehearsal.run (60000);
        CHECK (rehearsal.said().starts_with ("She found nothing but dust"));
        CHECK (rehearsal.said().find ("Once there was") == std::string::npos);
    }

    SECTION ("asked with a note alone")
    {
        rehearsal.type ("(I heard you up to: \"she went home.\". Go on right there.)");
        rehearsal.run (60000);
        CHECK (rehearsal.said().starts_with ("One winter evening"));
    }

    SECTION ("interrupted")
    {
        rehearsal.type ("tell me a story");
        rehearsal.run (500);
        rehearsal.send (
            {{"clientContent", {{"turns", {user ("(I interrupted you here.)")}}, {"turnComplete", false}}}});
        CHECK (rehearsal.order().back() == "turnComplete");
        rehearsal.messages.clear();
        rehearsal.run (5000);
        CHECK (rehearsal.messages.empty());
        rehearsal.type ("good morning");
        rehearsal.run (5000);
        CHECK (rehearsal.said() == "I heard you say: good morning.");
    }
}

TEST_CASE ("The end of a turn comes when all was heard, with the last of it, or never, as it is told")
{
    RehearsalSession::Options options;

    SECTION ("with the last of it")
    {
        options.turnEnd = LineFaults::TurnEnd::sent;
        Rehearsal rehearsal (options);
        rehearsal.open();
        rehearsal.type ("hello");
        rehearsal.run (900);
        const auto order = rehearsal.order();
        REQUIRE (order.size() >= 2);
        CHECK (order[order.size() - 2] == "generationComplete");
        CHECK (order.back() == "turnComplete");
    }

    SECTION ("never, and the next turn comes all the same")
    {
        options.turnEnd = LineFaults::TurnEnd::never;
        Rehearsal rehearsal (options);
        rehearsal.open();
        rehearsal.type ("hello");
        rehearsal.run (10000);
        CHECK (rehearsal.order().back() == "generationComplete");
        rehearsal.type ("good morning");
        rehearsal.run (10000);
        CHECK (rehearsal.said().find ("good morning") != std::string::npos);
        const auto order = rehearsal.order();
        CHECK (std::find (order.begin(), order.end(), "turnComplete") == order.end());
    }
}
