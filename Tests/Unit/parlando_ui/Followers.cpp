#include "Person.h"

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_ui/parlando_ui.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;
using Events = std::vector<juce::String>;

namespace
{

struct FollowersRig
{
    juce::ScopedJuceInitialiser_GUI juce;
    PluginProcessor processor{gemini::geminiLive()};
    juce::RangedAudioParameter& gain = processor.parameters.dryGain;
    Told told{gain};
    std::vector<float> shown;
    std::optional<ParameterFollower> follower{std::in_place, gain, [this] (float value) { shown.push_back (value); }};
};

} // namespace

TEST_CASE ("A follower shows a value when it is another than before, and only when it is refreshed")
{
    FollowersRig rig;
    rig.follower->refresh();
    rig.follower->refresh();
    CHECK (rig.shown == std::vector<float>{0.0f});

    rig.gain.setValue (rig.gain.convertTo0to1 (-6.0f));
    CHECK (rig.shown.size() == 1);
    rig.follower->refresh();
    CHECK (rig.shown == std::vector<float>{0.0f, -6.0f});
}

TEST_CASE ("What a control tells while a value is put on it goes nowhere")
{
    FollowersRig rig;
    rig.follower.emplace (rig.gain, [&] (float) { rig.follower->set (3.0f); });
    rig.follower->refresh();
    CHECK (rig.told.events.empty());
    CHECK (rig.gain.getCurrentValueAsText() == "0.0");
}

TEST_CASE ("A value of the person's is one gesture, and none when it is the parameter's already")
{
    FollowersRig rig;
    rig.follower->set (-6.0f);
    rig.follower->set (-6.0f);
    CHECK (rig.told.events == Events{"begin", "set -6.0", "end"});
    rig.follower->refresh();
    CHECK (rig.shown.empty());
}

TEST_CASE ("Gestures nest, and while one is open the control is the person's")
{
    FollowersRig rig;
    rig.follower->beginGesture();
    rig.follower->set (-6.0f);
    rig.follower->beginGesture();
    rig.follower->set (-7.0f);
    rig.follower->endGesture();
    rig.gain.setValue (1.0f);
    rig.follower->refresh();
    CHECK (rig.shown.empty());
    CHECK (rig.told.events == Events{"begin", "set -6.0", "set -7.0"});

    rig.follower->endGesture();
    CHECK (rig.told.events.back() == "end");
    rig.follower->refresh();
    CHECK (rig.shown == std::vector<float>{12.0f});
}

TEST_CASE ("A control shows it when the host does not take the person's value")
{
    FollowersRig rig;
    rig.follower->refresh();
    rig.follower->set (-6.0f);
    rig.gain.setValue (rig.gain.getDefaultValue());
    rig.follower->refresh();
    CHECK (rig.shown == std::vector<float>{0.0f, 0.0f});
}

TEST_CASE ("A follower that goes in the midst of a gesture ends it")
{
    FollowersRig rig;
    rig.follower->beginGesture();
    rig.follower.reset();
    CHECK (rig.told.events == Events{"begin", "end"});
}
