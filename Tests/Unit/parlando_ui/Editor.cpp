#include "EditorRig.h"
#include "TalkingRig.h"

#include <Pictures/AccessibilityTree.h>

#include <parlando_gemini/parlando_gemini.h>

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <map>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** Names a private member of JUCE's, which an explicit instantiation may. */
template <typename Tag, typename Tag::Member member>
struct Reach
{
    friend typename Tag::Member reach (Tag) { return member; }
};

struct OfParameter
{
    using Member = juce::Array<juce::AudioProcessorParameter::Listener*> juce::AudioProcessorParameter::*;
    friend Member reach (OfParameter);
};

struct OfProcessor
{
    using Member = juce::Array<juce::AudioProcessorListener*> juce::AudioProcessor::*;
    friend Member reach (OfProcessor);
};

template struct Reach<OfParameter, &juce::AudioProcessorParameter::listeners>;
template struct Reach<OfProcessor, &juce::AudioProcessor::listeners>;

int listeners (juce::AudioProcessor& processor)
{
    int count = (processor.*reach (OfProcessor())).size();

    for (auto* parameter : processor.getParameters())
        count += (parameter->*reach (OfParameter())).size();

    return count;
}

/** All that the controls show, by their titles. */
std::map<juce::String, juce::String> shownIn (juce::Component& root)
{
    std::map<juce::String, juce::String> all;
    visitAll (root,
              [&] (juce::Component& each)
              {
                  if (! isVisibleIn (root, each))
                      return;

                  if (auto* button = dynamic_cast<juce::Button*> (&each))
                      all[each.getTitle()] = juce::String (static_cast<int> (button->getToggleState()));
                  else if (auto* slider = dynamic_cast<juce::Slider*> (&each))
                      all[each.getTitle()] = juce::String (slider->getValue());
                  else if (auto* box = dynamic_cast<juce::ComboBox*> (&each))
                      all[each.getTitle()] = box->getText();
              });
    return all;
}

void automate (juce::AudioProcessor& processor)
{
    std::thread (
        [&]
        {
            for (auto* parameter : processor.getParameters())
                parameter->setValueNotifyingHost (parameter->getValue() > 0.5f ? 0.0f : 1.0f);
        })
        .join();
}

bool isControl (const juce::Component& each)
{
    return each.getWantsKeyboardFocus() || dynamic_cast<const juce::Button*> (&each) != nullptr ||
           dynamic_cast<const juce::Slider*> (&each) != nullptr ||
           dynamic_cast<const juce::ComboBox*> (&each) != nullptr ||
           dynamic_cast<const juce::TextEditor*> (&each) != nullptr;
}

} // namespace

TEST_CASE ("The editor listens to no parameter")
{
    EditorRig rig;
    rig.open();
    dispatch (std::chrono::milliseconds (50));
    CHECK (listeners (rig.processor) == 0);
    const Told told (rig.parameters.connect);
    CHECK (listeners (rig.processor) == 1);
}

TEST_CASE ("What the host automates reaches no control before the editor looks")
{
    EditorRig rig;
    const auto before = shownIn (*rig.editor);
    automate (rig.processor);
    dispatch (std::chrono::milliseconds (100));
    CHECK (shownIn (*rig.editor) == before);
}

TEST_CASE ("The editor shows everything as it is when it begins to show, before anything is dispatched")
{
    EditorRig rig;
    automate (rig.processor);
    rig.open();
    auto shown = shownIn (*rig.editor);
    CHECK (shown["Connect"] == "1");
    CHECK (shown["Mute"] == "1");
    CHECK (shown["Talk"] == "1");
    CHECK (shown["Talk mode"] == "Push to talk");
    CHECK (shown["Hears"] == "Both");
    CHECK (shown["Tools"] == "Off");
    CHECK (shown["Input"] == "-60");
    CHECK (shown["Dry"] == "-60");
    CHECK (shown["Duck"] == "40");
    CHECK (rig.get<juce::Button> ("Connect").getButtonText() == "Disconnect");
    CHECK (rig.get<juce::Button> ("Mute").getButtonText() == "Unmute");
    CHECK (rig.get<juce::Button> ("Talk").isEnabled());
}

TEST_CASE ("While it shows, the editor follows the host by itself and tells it nothing")
{
    EditorRig rig;
    rig.open();
    automate (rig.processor);
    const Told connect (rig.parameters.connect), gain (rig.parameters.dryGain), hears (rig.parameters.hears);
    CHECK (dispatchUntil ([&] { return shownIn (*rig.editor)["Hears"] == "Both"; }));
    CHECK (shownIn (*rig.editor)["Dry"] == "-60");
    dispatch();
    CHECK (connect.events.empty());
    CHECK (gain.events.empty());
    CHECK (hears.events.empty());
}

TEST_CASE ("Every control has a name for screen readers")
{
    EditorRig rig;
    rig.open();
    int controls = 0;
    visitAll (*rig.editor,
              [&] (juce::Component& each)
              {
                  auto* const handler = each.getAccessibilityHandler();

                  if (! isControl (each) || (handler != nullptr && handler->isIgnored()))
                      return;

                  ++controls;
                  INFO (typeid (each).name() << " '" << each.getName() << "'");
                  REQUIRE (handler != nullptr);
                  CHECK (handler->getTitle().isNotEmpty());
              });
    CHECK (controls >= 19);
}

TEST_CASE ("Every control of every page of the settings, and of the first run, has a name for screen readers")
{
    EditorRig rig;
    rig.surroundings.set ("PARLANDO_ENDPOINT", {});
    rig.open();
    REQUIRE (dispatchUntil ([&] { return rig.processor.account().view().isKnown; }));
    REQUIRE (dispatchUntil ([&] { return testing::AccessibilityTree::of (*rig.editor).contains ("Check and keep"); }));
    rig.get<juce::Button> ("Settings").onClick();

    for (const auto& [page, element] :
         {std::pair ("Agent", "choice \"Voice\""), std::pair ("Turn taking", "toggle button \"Set: Patience\""),
          std::pair ("Tools", "list \"Controls\""), std::pair ("Sound", "slider \"Duck attack\""),
          std::pair ("Account", "text field \"Key\""), std::pair ("Session", "toggle button \"Set: Cost at most\"")})
    {
        rig.get<juce::Button> (juce::String (page) + " page").onClick();
        const auto tree = testing::AccessibilityTree::of (*rig.editor); // throws where a name is missing
        INFO (tree);
        CHECK (tree.contains (element));
    }
}

TEST_CASE ("The Tab key reaches every control that shows and is enabled")
{
    EditorRig rig;
    rig.parameters.talkMode = static_cast<int> (TalkMode::pushToTalk);
    rig.open();
    const auto reached = juce::KeyboardFocusTraverser().getAllComponents (&*rig.editor);

    for (const auto* title : {"Connect", "Settings", "Mute", "Talk mode", "Talk", "Interrupt", "View menu",
                              "Type to the agent", "Input", "Voice", "Dry", "Duck", "Hears", "Loudness", "Tools"})
    {
        INFO (title);
        CHECK (std::any_of (reached.begin(), reached.end(), [&] (auto* each) { return each->getTitle() == title; }));
    }
}

TEST_CASE ("The Tab key goes through the settings when they show, and past what they cover")
{
    EditorRig rig;
    rig.open();
    rig.get<juce::Button> ("Settings").onClick();
    const auto reached = juce::KeyboardFocusTraverser().getAllComponents (&*rig.editor);
    const auto isReached = [&] (const char* title)
    {
        return std::any_of (reached.begin(), reached.end(),
                            [&] (auto* each)
                            { return each->getTitle() == title || each->getParentComponent()->getTitle() == title; });
    };

    for (const auto* title :
         {"Connect", "Presets menu", "Agent page", "Session page", "Model", "Voice", "Instructions", "Done"})
    {
        INFO (title);
        CHECK (isReached (title));
    }

    CHECK_FALSE (isReached ("Type to the agent"));
    CHECK_FALSE (isReached ("Patience"));
}

TEST_CASE ("The editor opens and closes fifty times while audio is processed")
{
    const juce::ScopedJuceInitialiser_GUI juce;
    PluginProcessor processor{gemini::geminiLive()};
    processor.makeEditor = [] (PluginProcessor& shown) { return new PluginEditor (shown); };
    processor.prepareToPlay (48'000.0, 128);
    std::atomic<int> blocks{0};
    std::jthread audio (
        [&] (const std::stop_token& stop)
        {
            juce::AudioBuffer<float> block (
                std::max (processor.getTotalNumInputChannels(), processor.getTotalNumOutputChannels()), 128);
            juce::MidiBuffer midi;

            for (; ! stop.stop_requested(); ++blocks)
            {
                const juce::ScopedLock lock (processor.getCallbackLock());
                block.clear();
                processor.parameters.dryGain.setValueNotifyingHost (static_cast<float> (blocks % 100) / 100.0f);
                processor.processBlock (block, midi);
            }
        });

    for (int i = 0; i < 50; ++i)
    {
        const std::unique_ptr<juce::AudioProcessorEditor> editor (processor.createEditorIfNeeded());
        REQUIRE (editor != nullptr);
        {
            HeadlessWindow window (*editor);
            window.setVisible (true);
            const auto before = blocks.load();

            while (blocks < before + 2)
                dispatch();
        }
        processor.editorBeingDeleted (editor.get());
    }

    audio.request_stop();
    audio.join();
    CHECK (blocks > 100);
    CHECK (listeners (processor) == 0);
}

namespace
{

/** Opens and closes the editor again and again while the agent talks, and its settings every fourth time. How often it
    still talked when the editor was closed. */
int openWhileTalking (EditorRig& rig, int times)
{
    auto& desk = rig.processor.desk();
    int talking = 0;

    for (int i = 0; i < times; ++i)
    {
        if (! desk.view().isSpeaking)
        {
            desk.sendText ("Tell me a story.");
            REQUIRE (dispatchUntil ([&] { return desk.view().isSpeaking; }));
        }

        rig.editor.emplace (rig.processor);
        rig.open();

        if (i % 4 == 0)
            rig.get<juce::Button> ("Settings").onClick();

        dispatch (std::chrono::milliseconds (20));
        talking += desk.view().isSpeaking ? 1 : 0;
        rig.window.reset();
        rig.editor.reset();
    }

    return talking;
}

} // namespace

TEST_CASE ("The editor opens and closes while the agent talks")
{
    TalkingRig talk;
    talk.connect();
    CHECK (openWhileTalking (talk.rig, 10) > 0);
    CHECK (talk.desk.view().state == SessionState::ready);
}

// By hand, under AddressSanitizer above all: parlando_ui_tests "[soak]".
TEST_CASE ("The editor opens and closes two hundred times while the agent talks", "[.soak]")
{
    TalkingRig talk;
    talk.connect();
    CHECK (openWhileTalking (talk.rig, 200) > 150);
    CHECK (talk.desk.view().state == SessionState::ready);
    CHECK (talk.desk.report().underruns == 0);
}

TEST_CASE ("Text that is dropped waits in the text field, and is not sent unasked")
{
    EditorRig rig;
    rig.open();
    auto& main = dynamic_cast<MainView&> (*rig.editor->getChildComponent (0));
    main.textDropped ("Look at ", 0, 0);
    main.textDropped ("this", 0, 0);
    CHECK (rig.get<juce::TextEditor> ("Type to the agent").getText() == "Look at this");
}

TEST_CASE ("Dropped files that cannot be taken are told of in one sentence, and nothing changes")
{
    EditorRig rig;
    rig.open();
    auto& main = dynamic_cast<MainView&> (*rig.editor->getChildComponent (0));
    const auto folder = juce::File::createTempFile ("d");
    folder.createDirectory();
    const auto picture = folder.getChildFile ("a.png"), set = folder.getChildFile ("b.json");
    picture.replaceWithText ("no picture");
    set.replaceWithText ("[]");

    CHECK (main.isInterestedInFileDrag ({picture.getFullPathName(), set.getFullPathName()}));
    CHECK_FALSE (main.isInterestedInFileDrag ({picture.getFullPathName(), "/a/b.exe"}));

    main.filesDropped ({picture.getFullPathName()}, 0, 0);
    CHECK (rig.processor.desk().view().sentence ==
           "Connect first, then drop a.png again: the agent looks at it at once.");

    main.filesDropped ({set.getFullPathName()}, 0, 0);
    CHECK (rig.processor.desk().view().sentence.contains ("b.json"));
    CHECK (rig.processor.desk().settings().get().layout == ToolLayout());

    set.replaceWithText (juce::String (toJson (ToolLayout{.name = "Mine"}).dump()));
    main.filesDropped ({set.getFullPathName()}, 0, 0);
    CHECK (rig.processor.desk().settings().get().layout.name == "Mine");

    auto agent = usualSettings (rig.processor.provider());
    agent.voice = "Kore";
    set.replaceWithText (juce::String (toText (Preset{"Firm", agent})));
    main.filesDropped ({set.getFullPathName()}, 0, 0);
    CHECK (rig.processor.desk().settings().get().voice == "Kore");
    CHECK (rig.processor.desk().settings().get().layout.name == "Mine");
    folder.deleteRecursively();
}

TEST_CASE ("In a low window the conversation has the room of the mix")
{
    EditorRig rig;
    rig.open();
    auto& list = rig.get<ConversationList> ("Conversation");
    auto& knob = rig.get<juce::Slider> ("Dry");
    CHECK (knob.isShowing());
    rig.editor->setSize (MainView::smallestWidth, MainView::smallestHeight);
    CHECK_FALSE (knob.isShowing());
    CHECK (list.getHeight() >= 120);
    rig.get<juce::Button> ("Settings").onClick();
    rig.editor->setSize (600, 800);
    CHECK_FALSE (knob.isShowing());
    rig.get<juce::Button> ("Settings").onClick();
    CHECK (knob.isShowing());
}
