// Several takes of the same words: asked for in the conversation, chosen on the page of takes.

#include "MenuItems.h"
#include "TalkingRig.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;

namespace
{

constexpr int takeRate = 24'000;

/** The page of takes of a project that has three takes of two sentences. */
struct LanesRig : EditorRig
{
    LanesRig()
    {
        processor.setRateAndBufferSizeDetails (48'000.0, 480);
        processor.prepareToPlay (48'000.0, 480);
        const auto tap = processor.takes().makeTap ([] { return std::string ("/music/Talk"); });
        speak (*tap, 1, true);
        lane = ready().id;

        for (std::uint64_t turn = 2; turn <= 3; ++turn)
        {
            processor.takes().expectRetake (lane, "again");
            TranscriptEntry entry;
            entry.id = turn;
            entry.text = "again";
            entry.typed = entry.final = true;
            tap->wrote (entry);
            speak (*tap, turn, false);
            ready();
        }

        open();
        get<juce::Button> ("Settings").onClick();
        get<juce::Button> ("Takes page").onClick();
    }

    static void speak (ConversationTap& tap, std::uint64_t turn, bool isPlaced)
    {
        std::vector<std::int16_t> voice;

        const auto level = static_cast<int> (8'000 + 1'000 * turn);

        for (int i = 0; i < 2 * takeRate; ++i)
            voice.push_back (static_cast<std::int16_t> (i % takeRate >= takeRate / 2 ? 0
                                                        : i % 2 == 0                 ? level
                                                                                     : -level));

        tap.agentVoice (turn, voice, takeRate);

        if (isPlaced)
        {
            VoicePlace heard{turn, 0, 0.0, {}};
            heard.host.isThere = heard.host.isPlaying = heard.host.hasSamples = true;
            heard.host.sampleRate = 48'000;
            heard.host.samples = 96'000;
            tap.agentPlaced (heard);
        }

        tap.agentHeard ({turn, voice.size(), 0, {}, {}});
    }

    TakeLane ready()
    {
        auto& takes = processor.takes();
        REQUIRE (takes.waitUntilReady (48'000, ReplayAnchor::samples, std::chrono::seconds (10)));
        REQUIRE (takes.lanes().size() == 1);
        return takes.lanes().front();
    }

    /** After a click and the window's next look. */
    TakeLane click (const juce::String& title)
    {
        get<juce::Button> (title).onClick();
        dispatch (std::chrono::milliseconds (100));
        return ready();
    }

    bool isOn (const juce::String& title) { return get<juce::Button> (title).getToggleState(); }

    /** Of one block on the main output. */
    float level()
    {
        juce::AudioBuffer<float> block (
            std::max (processor.getTotalNumInputChannels(), processor.getTotalNumOutputChannels()), 480);
        juce::MidiBuffer midi;
        block.clear();
        processor.processBlock (block, midi);
        return block.getMagnitude (0, 0, 480);
    }

    std::uint64_t lane = 0;
};

using Comp = std::vector<std::size_t>;

} // namespace

TEST_CASE ("The takes of a lane are shown with the one that is heard, and a click chooses another")
{
    LanesRig rig;
    REQUIRE (rig.shows ("At 0:02.0: 3 takes"));
    CHECK (rig.isOn ("Take 3, 2.0 s"));
    CHECK (rig.click ("Take 1, 2.0 s").base == 0);
    CHECK (rig.isOn ("Take 1, 2.0 s"));
    CHECK_FALSE (rig.isOn ("Take 3, 2.0 s"));
}

TEST_CASE ("A sentence is chosen from another take with a click, and taken back with one")
{
    LanesRig rig;
    CHECK (rig.click ("Sentence 2 of take 1").comp == Comp{2, 0});
    CHECK (rig.isOn ("Sentence 1 of take 3"));
    CHECK (rig.isOn ("Sentence 2 of take 1"));
    CHECK_FALSE (rig.isOn ("Take 3, 2.0 s"));
    CHECK (rig.click ("Undo the choice of a take").comp == Comp{2, 2});
    CHECK (rig.click ("Redo the choice of a take").comp == Comp{2, 0});
}

TEST_CASE ("A take is listened to while the host stands still, and is silent once it is stopped or its page is closed")
{
    LanesRig rig;
    CHECK (rig.level() == 0.0f);
    rig.click ("Listen to take 2");
    CHECK (rig.level() > 0.1f);
    CHECK (rig.get<juce::Button> ("Listen to take 2").getButtonText() == "Stop");

    SECTION ("stopped") { rig.click ("Listen to take 2"); }

    SECTION ("closed")
    {
        rig.window.reset();
        rig.editor.reset();
    }

    CHECK (rig.level() == 0.0f);
}

TEST_CASE ("A turn that the agent says again lies beside the first one, though the host has stopped")
{
    TalkingRig talk;
    auto& plugin = talk.rig.processor;
    talk.desk.keeping().use ({Keeps::wordsAndVoice, (talk.rig.surroundings.folder() / "Music").string()},
                             (talk.rig.surroundings.folder() / "keep.json").string());
    TurnActions actions (plugin);
    ConversationItem turn;
    turn.kind = ConversationItem::Kind::agent;
    turn.turn = 1;
    CHECK_FALSE (press (actions.menu.menu (turn), "Say it again"));

    talk.connect();
    talk.desk.sendText ("What is six times seven?");
    REQUIRE (dispatchUntil ([&] { return plugin.takes().view().takes == 1; }));
    talk.host.isRolling = false;
    const auto first = plugin.takes().lanes();
    REQUIRE (press (actions.menu.menu (turn), "Say it again"));
    REQUIRE (dispatchUntil ([&] { return plugin.takes().view().takes == 2; }));
    const auto lanes = plugin.takes().lanes();
    REQUIRE (lanes.size() == 1);
    CHECK (lanes.front().takes.size() == 2);
    CHECK (lanes.front().takes.front().hash == first.front().takes.front().hash);
    CHECK (lanes.front().seconds == first.front().seconds);
    CHECK (lanes.front().base == 1);
}
