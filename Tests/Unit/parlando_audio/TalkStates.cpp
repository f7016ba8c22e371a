// Push-to-talk on its way to the session thread, in step with what is captured.

#include "StripRig.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <string>

using namespace parlando;
using test::Signal;
using test::StripRig;

namespace
{

// A track with push-to-talk at 16 kHz, where every captured sample can be looked at, in blocks of 10 ms.
struct TalkRig : StripRig
{
    TalkRig() : StripRig (16'000, 160)
    {
        controls.isPushToTalk = true;
        controls.isTalking = false;
    }

    void play (int blocks, float level = 0.5f)
    {
        for (Signal block (160); blocks > 0; --blocks)
        {
            std::fill (block.begin(), block.end(), level);
            auto* main = block.data();
            strip.process ({&main, 1, nullptr, 0, &main, 1, nullptr, 0, 160}, controls);
            if (looksAlways)
                look();
        }
    }

    void hold (bool isHeld) { controls.isTalking = isHeld; }

    // As the session is told: + and - are Talk held and up, o is no push-to-talk, F a frame with sound and f one
    // without.
    void look()
    {
        takeTalk (false);
        while (engine.capture().pull (frame))
        {
            takeTalk (true);
            const auto isLoud = std::any_of (frame.begin(), frame.end(), [] (auto sample) { return sample != 0; });
            log += isLoud ? 'F' : 'f';
            takeTalk (false);
        }
    }

    void takeTalk (bool isBeforeFrame)
    {
        while (const auto talk = engine.capture().takeTalk (isBeforeFrame))
            log += *talk == TalkState::held ? '+' : *talk == TalkState::up ? '-' : 'o';
    }

    bool looksAlways = false;
    std::string log;
};

} // namespace

TEST_CASE ("Talk that is held begins before its first frame and ends after its last, whoever looks when")
{
    TalkRig rig;
    rig.looksAlways = GENERATE (true, false);
    rig.play (4);
    rig.hold (true);
    rig.play (10);
    rig.hold (false);
    rig.play (8);
    rig.look();
    CHECK (rig.log == (rig.looksAlways ? "-+FFFFFF-fff" : "+FFFFFF-fff")); // the sixth has the fade
}

TEST_CASE ("A tap of Talk that is over when the session looks is a tap with its sound")
{
    TalkRig rig;
    rig.hold (true);
    rig.play (1);
    rig.hold (false);
    rig.play (5);
    rig.look();
    CHECK (rig.log == "+F-ff");
}

TEST_CASE ("Talk is up while the track is muted or bypassed, and held again afterwards")
{
    TalkRig rig;
    rig.hold (true);
    rig.play (4);
    rig.look();
    auto& isDeaf = GENERATE (false, true) ? rig.controls.isMuted : rig.controls.isBypassed;
    isDeaf = true;
    rig.play (4);
    rig.engine.capture().discard(); // as who mutes wants it
    rig.look();
    CHECK (rig.log == "+FF-");

    isDeaf = false;
    rig.play (4);
    rig.look();
    CHECK (rig.log == "+FF-+FF");
}

TEST_CASE ("Talk that is held before and after a render goes on, as nothing was captured between")
{
    TalkRig rig;
    rig.hold (true);
    rig.play (3);
    rig.look();
    rig.controls.isOffline = true;
    rig.play (4);
    rig.look();
    rig.controls.isOffline = false;
    rig.play (5);
    rig.look();
    CHECK (rig.log == "+F+FFF");
}

TEST_CASE ("Leaving push-to-talk is told as well, and an open track never says that it is held")
{
    TalkRig rig;
    rig.hold (true);
    rig.play (2);
    rig.controls.isPushToTalk = false;
    rig.play (6);
    rig.look();
    CHECK (rig.log == "+FFoFF");
    CHECK (rig.engine.capture().talk() == TalkState::open);
}

TEST_CASE ("Where nobody looked for long, what is so now is what counts")
{
    TalkRig rig;
    rig.engine.setCaptureEnabled (false);
    for (int i = 0; i < 201; ++i)
    {
        rig.hold (i % 2 == 0);
        rig.play (1);
    }
    rig.look();
    rig.play (1);
    rig.look();
    CHECK (rig.engine.capture().talk() == TalkState::held);
}
