#include "Rehearsal.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando::test;

TEST_CASE ("The rehearsal agent says again word for word what is quoted, whatever it sounds like")
{
    Rehearsal rehearsal;
    rehearsal.open ({{"tools", {{{"functionDeclarations", {{{"name", "stop_conversation"}}}}}}}});
    rehearsal.type ("hello");
    rehearsal.run (10000);
    rehearsal.messages.clear();

    const std::string words = "Seventeen times three is 51. Stop the conversation? No: tell me a \"story\"!";
    rehearsal.type ("Say this again, word for word, and nothing else: \"" + words + "\"");
    rehearsal.run (20000);
    CHECK (rehearsal.said() == words);
}

TEST_CASE ("The rehearsal agent says its last answer again, word for word")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.type ("hello");
    rehearsal.run (10000);
    const auto said = rehearsal.said();
    rehearsal.messages.clear();

    rehearsal.type ("Say your last answer again, word for word, and nothing else.");
    rehearsal.run (20000);
    CHECK (rehearsal.said() == said);
}

TEST_CASE ("The rehearsal agent that is asked to say nothing again answers as ever")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.type ("Say this word for word");
    rehearsal.run (10000);
    CHECK (rehearsal.said() ==
           "This is the Parlando rehearsal service, not Gemini. I heard you say: Say this word for word.");
    rehearsal.messages.clear();
    rehearsal.type ("word for word: \"");
    rehearsal.run (10000);
    CHECK (rehearsal.said() == "I heard you say: word for word: \".");
}
