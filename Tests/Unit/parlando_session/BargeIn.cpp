#include <parlando_session/parlando_session.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

using namespace parlando;

namespace
{
using Kind = BargeInStep;
using State = BargeIn::State;

struct Given
{
    int at; // ms
    Kind kind;

    friend bool operator== (const Given&, const Given&) = default;
};

// An agent who speaks from 0 ms on, a person who makes sounds, and a service, in time that passes 10 ms at a time. The
// voice stops and goes on as the steps say.
struct OverlapOfVoices
{
    explicit OverlapOfVoices (BargeInMode mode = BargeInMode::quick) : bargeIn (mode) {}

    void soundsFrom (int begin, int end) { sounds.push_back ({begin, end}); }

    void at (int milliseconds, std::function<BargeIn::Command (Instant)> event)
    {
        events.emplace (milliseconds, std::move (event));
    }
    void interruptedAt (int milliseconds)
    {
        at (milliseconds, [this] (Instant now) { return bargeIn.interrupted (now); });
    }
    void wordsAt (int milliseconds, std::string_view words = "wait a moment")
    {
        at (milliseconds, [this, words] (Instant) { return bargeIn.words (words); });
    }

    void runTo (int end)
    {
        for (; time < end; time += 10)
        {
            const auto now = Instant (Milliseconds (1'000'000 + time));
            for (; ! events.empty() && events.begin()->first <= time; events.erase (events.begin()))
                take (time, events.begin()->second (now));
            const auto isVoice =
                std::any_of (sounds.begin(), sounds.end(),
                             [this] (const auto& sound) { return time >= sound.first && time < sound.second; });
            take (time + 10, bargeIn.frame (now + BargeIn::frameLength, hear (isVoice), voice));
        }
    }

    // What is held is in the output all the same.
    void take (int when, const BargeIn::Command& command)
    {
        if (! command)
            return;
        given.push_back ({when, *command});
        voice.isPlaying = voice.isPlaying && *command != Kind::cut;
    }

    PersonVoice hear (bool isVoice)
    {
        voiced = isVoice ? voiced + 1 : 0;
        unvoiced = isVoice ? 0 : unvoiced + 1;
        ++heard.sinceOnset;
        ++heard.sinceEnd;
        heard.isVoice = isVoice;
        if (isVoice && (heard.isSpeaking || voiced >= 4))
        {
            if (! heard.isSpeaking)
                heard.sinceOnset = voiced - 1;
            heard.isSpeaking = true;
            heard.sinceEnd = -1;
        }
        else if (unvoiced >= 10)
            heard.isSpeaking = false;
        return heard;
    }

    [[nodiscard]] std::vector<Kind> kinds() const
    {
        std::vector<Kind> result;
        for (const auto& each : given)
            result.push_back (each.kind);
        return result;
    }
    [[nodiscard]] int count (Kind kind, int after = 0) const
    {
        return static_cast<int> (std::count_if (
            given.begin(), given.end(), [&] (const Given& each) { return each.kind == kind && each.at >= after; }));
    }

    BargeIn bargeIn;
    BargeIn::Voice voice{1, true};
    std::vector<std::pair<int, int>> sounds;
    std::multimap<int, std::function<BargeIn::Command (Instant)>> events;
    std::vector<Given> given;
    PersonVoice heard;
    int time = 0, voiced = 0, unvoiced = 0;
};
} // namespace

TEST_CASE ("Who begins to speak has the agent lowered after 40 ms and held after 150 ms, where it stood")
{
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 4'000);
    overlap.runTo (2'000);
    CHECK (overlap.given == std::vector<Given>{{1'040, Kind::duck}, {1'150, Kind::hold}});
    CHECK (overlap.bargeIn.state() == State::held);
}

TEST_CASE ("A real interruption is never taken back")
{
    const auto word = GENERATE (1'450, 1'640, 2'200);
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 3'500);
    overlap.interruptedAt (word);
    overlap.wordsAt (3'000);
    overlap.runTo (12'000);
    CHECK (overlap.kinds() == std::vector<Kind>{Kind::duck, Kind::hold, Kind::cut});
}

TEST_CASE ("A click lowers the agent for a moment")
{
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 1'060);
    overlap.runTo (5'000);
    CHECK (overlap.given == std::vector<Given>{{1'040, Kind::duck}, {1'160, Kind::release}});
}

TEST_CASE ("A cough that the service takes for nothing has the agent go on 700 ms after it began")
{
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 1'420);
    overlap.runTo (5'000);
    CHECK (overlap.given == std::vector<Given>{{1'040, Kind::duck}, {1'150, Kind::hold}, {1'700, Kind::resume}});
}

TEST_CASE ("A cough that the service takes for an interruption stops nobody either")
{
    const auto word = GENERATE (1'450, 1'640, 2'200);
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 1'420);
    overlap.interruptedAt (word);
    overlap.runTo (10'000);
    CHECK (overlap.count (Kind::cut) == 0);
    CHECK (overlap.given.back().kind == Kind::resume);
    CHECK (overlap.given.back().at <= std::max (1'420 + 2'000, word + 600) + 10);
    CHECK (overlap.bargeIn.state() == State::playing);
}

TEST_CASE ("Who speaks after a cough is waited for, as the service says only once that it was interrupted")
{
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 1'420);
    overlap.interruptedAt (1'640);
    overlap.runTo (5'000);
    REQUIRE (overlap.given.back().kind == Kind::resume);
    overlap.given.clear();

    SECTION ("Until words come")
    {
        overlap.soundsFrom (5'000, 6'200);
        overlap.wordsAt (7'800, "go forward");
        overlap.runTo (9'000);
        CHECK (overlap.given == std::vector<Given>{{5'040, Kind::duck}, {5'150, Kind::hold}, {7'800, Kind::cut}});
    }
    SECTION ("Or another answer, also where the sound was too short to be waited for, or something was typed")
    {
        overlap.at (6'000, [&] (Instant) { return overlap.bargeIn.newTurn(); });
        overlap.runTo (7'000);
        CHECK (overlap.given == std::vector<Given>{{6'000, Kind::cut}});
    }
    SECTION ("Another cough stops nobody either")
    {
        overlap.soundsFrom (5'000, 5'400);
        overlap.runTo (9'000);
        CHECK (overlap.kinds() == std::vector<Kind>{Kind::duck, Kind::hold, Kind::resume});
    }
    SECTION ("Nor does music")
    {
        overlap.soundsFrom (5'000, 30'000);
        overlap.runTo (20'000);
        CHECK (overlap.kinds() == std::vector<Kind>{Kind::duck, Kind::hold, Kind::resume});
        CHECK (overlap.given.back().at <= 13'200);
    }
    SECTION ("The next answer is one like any other")
    {
        overlap.voice.turn = 2;
        overlap.runTo (5'100);
        overlap.at (5'200, [&] (Instant) { return overlap.bargeIn.newTurn(); });
        overlap.wordsAt (5'300);
        overlap.runTo (6'000);
        CHECK (overlap.given.empty());
    }
}

TEST_CASE ("A cough that the service hears sooner than its onset is sure stops nobody either")
{
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 1'200);
    overlap.interruptedAt (1'020);
    overlap.runTo (6'000);
    CHECK (overlap.given.front() == Given{1'020, Kind::hold});
    CHECK (overlap.given.back().kind == Kind::resume);
    CHECK (overlap.count (Kind::cut) == 0);
}

TEST_CASE ("A mhm in between stops nobody")
{
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 1'500);
    overlap.interruptedAt (1'600);
    overlap.wordsAt (1'900, "Mhm.");
    overlap.runTo (10'000);
    CHECK (overlap.count (Kind::cut) == 0);
    CHECK (overlap.count (Kind::resume) == 1);
}

TEST_CASE ("A short stop has the agent come back once at most, and not after its words came")
{
    const auto word = GENERATE (1'441, 1'640, 2'200, 3'970);
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 1'300);
    overlap.interruptedAt (word);
    overlap.wordsAt (word + 200);
    overlap.runTo (12'000);
    CHECK (overlap.count (Kind::resume) <= 1);
    CHECK (overlap.count (Kind::resume, word) == 0);
    CHECK (overlap.given.back().kind == Kind::cut);
    CHECK (overlap.bargeIn.state() == State::cut);
}

TEST_CASE ("Words alone cut nobody off: they may be late, and of the question")
{
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 1'400);
    overlap.wordsAt (1'500);
    SECTION ("the service says nothing")
    {
        overlap.runTo (5'000);
        CHECK (overlap.kinds() == std::vector<Kind>{Kind::duck, Kind::hold, Kind::resume});
    }
    SECTION ("with the service's word they decide at once")
    {
        overlap.interruptedAt (1'640);
        overlap.runTo (5'000);
        CHECK (overlap.given.back() == Given{1'640, Kind::cut});
    }
}

TEST_CASE ("Where nothing is heard of the microphone any more, the agent goes on, unless the service stopped it")
{
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 1'400);
    overlap.at (1'660, [&] (Instant) { return overlap.bargeIn.lose(); });
    SECTION ("held")
    {
        overlap.runTo (1'700);
        CHECK (overlap.given.back() == Given{1'660, Kind::resume});
    }
    SECTION ("in doubt")
    {
        overlap.interruptedAt (1'640);
        overlap.runTo (1'700);
        CHECK (overlap.given.back() == Given{1'660, Kind::cut});
    }
}

TEST_CASE ("Words that only tell that somebody listens are told from others, whole or in pieces")
{
    for (const auto* words :
         {"mhm", " Mm-hmm.", "Uh-huh!", "Yes, okay.", "ja ja", "genau", "はい。", "Ok", " y", "嗯,对",
          "D\xe2\x80\x99"
          "accord"})
    {
        CAPTURE (words);
        CHECK (isBackchannel (words));
    }
    for (const auto* words :
         {"", "  ", "no", "stop", "Yes, but", "okay wait", "nein", "m h x", "いいえ", "...", "yess"})
    {
        CAPTURE (words);
        CHECK_FALSE (isBackchannel (words));
    }
}

TEST_CASE ("A second sound of half a second, another answer and a tool call end the doubt")
{
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 1'400);
    overlap.interruptedAt (1'640);
    SECTION ("a second sound")
    {
        overlap.soundsFrom (2'000, 2'800);
        overlap.runTo (8'000);
        CHECK (overlap.given.back() == Given{2'500, Kind::cut});
    }
    SECTION ("a second cough does not")
    {
        overlap.soundsFrom (2'000, 2'400);
        overlap.runTo (8'000);
        CHECK (overlap.given.back().kind == Kind::resume);
    }
    SECTION ("another answer")
    {
        overlap.at (2'000, [&] (Instant) { return overlap.bargeIn.newTurn(); });
        overlap.runTo (8'000);
        CHECK (overlap.given.back() == Given{2'000, Kind::cut});
    }
}

TEST_CASE ("Without a sound, switched off or by hand an interruption cuts at once")
{
    const auto mode = GENERATE (BargeInMode::off, BargeInMode::gentle, BargeInMode::quick);
    OverlapOfVoices overlap (mode);
    SECTION ("no sound")
    {
        overlap.interruptedAt (1'000);
        overlap.runTo (4'000);
        CHECK (overlap.given == std::vector<Given>{{1'000, Kind::cut}});
    }
    SECTION ("the person stops it")
    {
        overlap.soundsFrom (900, 1'300);
        overlap.at (1'000, [&] (Instant) { return overlap.bargeIn.stop(); });
        overlap.runTo (4'000);
        CHECK (overlap.given.back() == Given{1'000, Kind::cut});
    }
}

TEST_CASE ("Switched off, nothing happens but what the service says")
{
    OverlapOfVoices overlap (BargeInMode::off);
    overlap.soundsFrom (1'000, 1'300);
    overlap.interruptedAt (1'640);
    overlap.runTo (8'000);
    CHECK (overlap.given == std::vector<Given>{{1'640, Kind::cut}});
}

TEST_CASE ("Switched off in the middle of a hold, the agent goes on")
{
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 4'000);
    overlap.runTo (1'500);
    overlap.bargeIn.setMode (BargeInMode::off);
    overlap.runTo (5'000);
    CHECK (overlap.kinds() == std::vector<Kind>{Kind::duck, Kind::hold, Kind::resume});
}

TEST_CASE ("Gently, the agent is held only by who goes on for half a second")
{
    OverlapOfVoices overlap (BargeInMode::gentle);
    overlap.soundsFrom (1'000, 1'420);
    overlap.soundsFrom (3'000, 6'000);
    overlap.runTo (5'000);
    CHECK (overlap.given ==
           std::vector<Given>{{1'080, Kind::duck}, {1'520, Kind::release}, {3'080, Kind::duck}, {3'500, Kind::hold}});
}

TEST_CASE ("Music holds the agent for eight seconds, once")
{
    OverlapOfVoices overlap;
    overlap.soundsFrom (1'000, 60'000);
    overlap.runTo (61'000);
    CHECK (overlap.kinds() == std::vector<Kind>{Kind::duck, Kind::hold, Kind::resume});
    CHECK (overlap.given.back().at == 9'150);
}

TEST_CASE ("Nobody is lowered where nobody speaks, and another voice is held anew")
{
    OverlapOfVoices overlap;
    overlap.voice.isPlaying = false;
    overlap.soundsFrom (1'000, 2'000);
    overlap.runTo (3'000);
    CHECK (overlap.given.empty());

    overlap.voice = {2, true};
    overlap.soundsFrom (4'000, 6'000);
    overlap.interruptedAt (5'000);
    overlap.runTo (6'500);
    CHECK (overlap.kinds() == std::vector<Kind>{Kind::duck, Kind::hold, Kind::cut});
    overlap.voice = {3, true};
    overlap.soundsFrom (8'000, 8'300);
    overlap.runTo (10'000);
    CHECK (overlap.kinds() ==
           std::vector<Kind>{Kind::duck, Kind::hold, Kind::cut, Kind::duck, Kind::hold, Kind::resume});
}

TEST_CASE ("The time until the agent goes on follows how late this service is")
{
    OverlapOfVoices overlap;
    for (int turn = 0; turn < 8; ++turn)
    {
        const auto begin = 1'000 + turn * 10'000;
        overlap.soundsFrom (begin, begin + 2'000);
        overlap.interruptedAt (begin + 1'000);
    }
    for (int turn = 0; turn < 8; ++turn)
    {
        overlap.runTo (turn * 10'000 + 9'000);
        overlap.voice = {overlap.voice.turn + 1, true};
    }
    CHECK (overlap.bargeIn.releaseTime() == Milliseconds (1'000));
}

TEST_CASE ("How long a sound may be that stops nobody is learned from those that stopped nobody")
{
    OverlapOfVoices overlap;
    CHECK (overlap.bargeIn.soundLength() == Milliseconds (600));
    for (int cough = 0; cough < 20; ++cough)
    {
        const auto begin = 1'000 + cough * 10'000;
        overlap.soundsFrom (begin, begin + 350);
        overlap.interruptedAt (begin + 640);
    }
    overlap.runTo (201'000);
    CHECK (overlap.count (Kind::cut) == 0);
    CHECK (overlap.bargeIn.soundLength() == Milliseconds (350));
}

TEST_CASE ("Days of coughs, words and stray events leave the agent playing or cut, and resume only what was held")
{
    std::uint32_t seed = 1;
    const auto random = [&seed] (int most)
    {
        seed = seed * 1'664'525u + 1'013'904'223u;
        return static_cast<int> ((seed >> 8) % static_cast<unsigned> (most));
    };
    OverlapOfVoices overlap;
    for (int i = 0; i < 3'000; ++i)
    {
        const auto begin = i * 1'000 + random (100) * 10;
        overlap.soundsFrom (begin, begin + random (80) * 10);
        if (random (3) == 0)
            overlap.interruptedAt (begin + random (200) * 10);
        if (random (4) == 0)
            overlap.wordsAt (begin + random (200) * 10, random (2) == 0 ? "mhm" : "no, the other");
    }
    for (int second = 0; second < 3'000; ++second)
    {
        const auto before = overlap.given.size();
        overlap.sounds.erase (overlap.sounds.begin(),
                              std::find_if (overlap.sounds.begin(), overlap.sounds.end(),
                                            [&] (const auto& sound) { return sound.second > overlap.time - 1'000; }));
        overlap.runTo (overlap.time + 1'000);
        for (auto i = std::max<std::size_t> (before, 1); i < overlap.given.size(); ++i)
            if (overlap.given[i].kind == Kind::resume)
                CHECK (overlap.given[i - 1].kind == Kind::hold);
        if (overlap.bargeIn.state() == State::cut)
            overlap.voice = {overlap.voice.turn + 1, true};
    }
    overlap.sounds.clear();
    overlap.runTo (overlap.time + 10'000);
    CHECK ((overlap.bargeIn.state() == State::playing || overlap.bargeIn.state() == State::cut));
}
