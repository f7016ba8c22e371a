// When a person's turn begins and ends, by what a detector beside the microphone says.

#include "HeardVoice.h"

#include <parlando_session/parlando_session.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <vector>

using namespace parlando;
using parlando::testing::HeardVoice;

namespace
{

struct ActivityEdge
{
    int at; // ms
    bool begins;

    friend bool operator== (const ActivityEdge&, const ActivityEdge&) = default;
};

/** A person who speaks and pauses in a quiet room; times are in ms. */
struct Talker
{
    void makeSound (int milliseconds, bool isVoice, bool isLoud)
    {
        for (int end = time + milliseconds; time < end;)
        {
            const auto wasActive = detector.isActive();
            time += 10;

            if (detector.frame (voice.next (isVoice), agent, isLoud) != wasActive)
                edges.push_back ({time, ! wasActive});
        }
    }

    void speak (int milliseconds) { makeSound (milliseconds, true, true); }
    void pause (int milliseconds) { makeSound (milliseconds, false, false); }

    /** In ms, from now on. */
    int untilEnd()
    {
        const auto begin = time;

        while (detector.isActive() && time - begin < 10'000)
            pause (10);

        return time - begin;
    }

    ActivityDetector detector;
    ActivityDetector::Agent agent;
    HeardVoice voice;
    int time = 0;
    std::vector<ActivityEdge> edges;
};

using ActivityEdges = std::vector<ActivityEdge>;

} // namespace

TEST_CASE ("A turn begins once speech is sure, and ends 600 ms after its last word")
{
    Talker person;
    person.pause (1'000);
    person.speak (1'000);
    CHECK (person.detector.sinceOnset() == Milliseconds (1'000));
    person.pause (2'000);
    CHECK (person.edges == ActivityEdges{{1'120, true}, {2'600, false}});
}

TEST_CASE ("A click, a knock and a short cough begin no turn")
{
    const auto length = GENERATE (10, 40, 80, 110);
    Talker person;

    for (int i = 0; i < 5; ++i)
    {
        person.speak (length);
        person.pause (400);
    }

    CHECK (person.edges.empty());
}

TEST_CASE ("A short word does")
{
    Talker person;
    person.speak (180);
    person.pause (1'000);
    CHECK (person.edges.size() == 2);
}

TEST_CASE ("Over the agent a turn begins not before the agent has made way, and with its first sound all the same")
{
    Talker person;
    person.agent = {true, true, false};
    person.speak (400);
    CHECK (person.edges.empty());
    person.agent.hasMadeWay = true;
    person.speak (100);
    CHECK (person.edges == ActivityEdges{{410, true}});
    CHECK (person.detector.sinceOnset() == Milliseconds (500));
}

TEST_CASE ("A sound for which the agent was held, and that is over at once, begins no turn")
{
    Talker person;
    person.agent = {true, true, true};
    person.speak (140);
    person.pause (1'000);
    CHECK (person.edges.empty());
}

TEST_CASE ("Without barge-in 150 ms of voice begin a turn over the agent")
{
    Talker person;
    person.agent = {true, false, false};
    person.speak (300);
    CHECK (person.edges == ActivityEdges{{150, true}});
}

TEST_CASE ("A pause within a sentence ends nothing")
{
    Talker person;
    person.speak (800);
    person.pause (500);
    person.speak (800);
    person.pause (500);
    person.speak (300);
    CHECK (person.edges.size() == 1);
    person.untilEnd();
    CHECK (person.edges.size() == 2);
}

TEST_CASE ("Who makes short pauses is answered sooner, down to 350 ms")
{
    Talker person;

    for (int i = 0; i < 8; ++i)
    {
        person.speak (500);
        person.pause (250);
    }

    person.speak (500);
    const auto sooner = person.untilEnd();
    CHECK (sooner < 520);

    for (int i = 0; i < 60; ++i)
    {
        person.speak (500);
        person.pause (210);
    }

    person.speak (500);
    const auto soonest = person.untilEnd();
    CHECK (soonest < sooner);
    CHECK (soonest >= 350);
}

TEST_CASE ("Pauses of consonants are not learned from")
{
    Talker person;

    for (int i = 0; i < 30; ++i)
    {
        person.speak (200);
        person.pause (150);
    }

    person.speak (200);
    CHECK (person.untilEnd() == 600);
}

TEST_CASE (
    "Who goes on within a second after their turn was taken to be over is given more time at once, and less slowly")
{
    Talker person;
    person.speak (800);
    person.pause (900); // over after 600
    person.speak (800);
    const auto longer = person.untilEnd();
    CHECK (longer > 900);
    CHECK (longer <= 1'500);

    person.pause (5'000);
    person.speak (500);
    person.pause (300);
    person.speak (500);
    const auto after = person.untilEnd();
    CHECK (after < longer);
    CHECK (after > longer - 100);
}

TEST_CASE ("No patience is longer than 1.5 s")
{
    Talker person;

    for (int i = 0; i < 5; ++i)
    {
        person.speak (800);
        person.untilEnd();
        person.pause (900);
    }

    person.speak (800);
    CHECK (person.untilEnd() == 1'500);
}

TEST_CASE ("What comes after the end is no false end where")
{
    Talker person;
    person.speak (800);
    person.pause (700);

    SECTION ("it says no more than that somebody listens") { person.speak (300); }

    SECTION ("an answer was heard before it")
    {
        person.agent.isHeard = true;
        person.pause (200);
        person.agent.isHeard = false;
        person.speak (800);
    }

    SECTION ("more than a second lies between")
    {
        person.pause (1'000);
        person.speak (800);
    }

    CHECK (person.untilEnd() == 600);
}

TEST_CASE ("A word ends with its last sound, also where that has no voice, and a noise does not hold it open")
{
    Talker person;
    person.speak (800);
    person.makeSound (200, false, true); // "…ss"
    CHECK (person.untilEnd() == 600);

    person.pause (5'000);
    person.edges.clear();
    person.speak (800);
    person.makeSound (2'000, false, true); // rain
    CHECK (person.edges.size() == 2);

    person.pause (5'000);
    person.speak (800);
    person.pause (250);
    person.makeSound (20, false, true); // a click
    CHECK (person.untilEnd() == 600 - 270);
}

TEST_CASE ("A patience that the person has chosen neither learns nor has these bounds")
{
    const auto chosen = GENERATE (200, 3'000);
    Talker person;
    person.detector.setPatience (Milliseconds (chosen));
    person.speak (800);
    CHECK (person.untilEnd() == chosen);
    person.pause (200);
    person.speak (800);
    CHECK (person.untilEnd() == chosen);
}

TEST_CASE ("A turn that is stopped is over, and the next begins with sound that is still to come")
{
    Talker person;
    person.speak (800);
    person.detector.stop();
    CHECK_FALSE (person.detector.isActive());
    person.pause (200);
    CHECK (person.edges.size() == 1);
    person.speak (800);
    CHECK (person.detector.isActive());
    CHECK (person.untilEnd() == 600); // no false end
}
