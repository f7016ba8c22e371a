// What one client can make a rehearsal session keep.

#include "Rehearsal.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::test;
using Json = nlohmann::json;

namespace
{

Json calculator()
{
    return Json::parse (R"({"tools": [{"functionDeclarations": [
        {"name": "calculator", "description": "Works out an expression", "behavior": "NON_BLOCKING",
         "parametersJsonSchema":
            {"type": "object", "properties": {"expression": {"type": "string"}}, "required": ["expression"]}}]}]})");
}

} // namespace

TEST_CASE ("Text that waits for an answer has an end (1009)")
{
    Rehearsal rehearsal;
    rehearsal.open ({{"realtimeInputConfig", {{"automaticActivityDetection", {{"disabled", true}}}}}});
    rehearsal.send ({{"realtimeInput", {{"activityStart", Json::object()}}}}); // so that it waits

    for (int i = 0; i < 100 && rehearsal.closes.empty(); ++i)
        rehearsal.type (std::string (100'000, 'a'));

    REQUIRE (rehearsal.closes.size() == 1);
    CHECK (rehearsal.closes[0].code == 1009);
}

TEST_CASE ("What is said back of a long text takes minutes at most")
{
    Rehearsal rehearsal;
    rehearsal.open();
    rehearsal.type (std::string (100'000, 'a'));
    REQUIRE_FALSE (rehearsal.voice.asked.empty());

    for (const auto& sentence : rehearsal.voice.asked)
        CHECK (sentence.text.size() <= session_limits::longestSentence);

    CHECK (rehearsal.closes.empty());
}

TEST_CASE ("Tool calls that are never answered do not pile up (1008)")
{
    Rehearsal rehearsal;
    rehearsal.open (calculator());

    for (int i = 0; i < 100 && rehearsal.closes.empty(); ++i)
    {
        rehearsal.type ("what is two plus two");
        rehearsal.run (3000);
    }

    REQUIRE (rehearsal.closes.size() == 1);
    CHECK (rehearsal.closes[0].code == 1008);
}

TEST_CASE ("Results that go on without end do not pile up (1008)")
{
    Rehearsal rehearsal;
    rehearsal.open (calculator());
    rehearsal.type ("what is two plus two");
    rehearsal.run (5000);

    for (int i = 0; i < 1000 && rehearsal.closes.empty(); ++i)
        rehearsal.answer ({{"result", 3}}, {{"willContinue", true}});

    REQUIRE (rehearsal.closes.size() == 1);
    CHECK (rehearsal.closes[0].code == 1008);
}

TEST_CASE ("Utterances that come faster than they are understood do not pile up (1008)")
{
    Rehearsal rehearsal;
    rehearsal.open ({{"realtimeInputConfig", {{"automaticActivityDetection", {{"disabled", true}}}}}});

    for (int i = 0; i < 1000 && rehearsal.closes.empty(); ++i)
    {
        rehearsal.send ({{"realtimeInput", {{"activityStart", Json::object()}}}});
        rehearsal.sendAudio (20, false);
        rehearsal.send ({{"realtimeInput", {{"activityEnd", Json::object()}}}});
    }

    REQUIRE (rehearsal.closes.size() == 1);
    CHECK (rehearsal.closes[0].code == 1008);
    CHECK (rehearsal.ears.abandoned.size() == rehearsal.ears.finished.size());
}

TEST_CASE ("Of an utterance without end five minutes are heard, and the conversation goes on")
{
    Rehearsal rehearsal;
    rehearsal.open ({{"realtimeInputConfig", {{"automaticActivityDetection", {{"disabled", true}}}}}});
    rehearsal.send ({{"realtimeInput", {{"activityStart", Json::object()}}}});
    const std::string minute (4 * 60 * 16'000 * 2 / 3, 'A'); // silence, in Base64

    for (int i = 0; i < 20; ++i)
        rehearsal.send ({{"realtimeInput", {{"audio", {{"mimeType", "audio/pcm;rate=16000"}, {"data", minute}}}}}});

    CHECK (rehearsal.closes.empty());
    CHECK (rehearsal.ears.heardSamples >= session_limits::longestUtterance);
    CHECK (rehearsal.ears.heardSamples < session_limits::longestUtterance + 60 * 16'001);
    rehearsal.send ({{"realtimeInput", {{"activityEnd", Json::object()}}}});
    rehearsal.hear ("hello");
    rehearsal.run (1000);
    CHECK_FALSE (rehearsal.voice.asked.empty());
}

TEST_CASE ("Of the handles that were given out the newest are good")
{
    ResumptionStore store;
    const auto first = store.keep ({"model", {}, 0, 0});

    for (int i = 0; i < 10'000; ++i)
        CHECK_FALSE (store.keep ({"model", {}, 0, 0}).empty());

    const auto last = store.keep ({"model", {}, 0, 0});
    CHECK_FALSE (store.find (first));
    CHECK (store.find (last));
    CHECK (store.size() == session_limits::mostHandles);

    Recollection talkative;
    talkative.lastSaid = std::string (session_limits::mostHandleBytes / 2, 'x');

    for (int i = 0; i < 10; ++i)
        CHECK (store.find (store.keep ({"model", talkative, 0, 0})));

    CHECK (store.size() == 1);
}
