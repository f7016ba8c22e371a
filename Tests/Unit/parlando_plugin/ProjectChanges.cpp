#include <parlando_gemini/parlando_gemini.h>
#include <parlando_plugin/HostThread.h>
#include <parlando_plugin/parlando_plugin.h>

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <functional>
#include <thread>
#include <utility>

using namespace parlando;

namespace
{

/** A host that counts how often it is told to save the project. */
struct CountingHost final : juce::AudioProcessorListener
{
    juce::ScopedJuceInitialiser_GUI juce;
    PluginProcessor processor{gemini::geminiLive()};
    int changes = 0;

    CountingHost() { processor.addListener (this); }
    ~CountingHost() override { processor.removeListener (this); }

    void audioProcessorParameterChanged (juce::AudioProcessor*, int, float) override {}

    void audioProcessorChanged (juce::AudioProcessor*, const ChangeDetails& details) override
    {
        changes += details.nonParameterStateChanged ? 1 : 0;
    }

    void change (const std::string& instructions)
    {
        auto settings = processor.desk().settings().get();
        settings.instructions = instructions;
        processor.desk().settings().set (std::move (settings));
    }
};

/** Ends the message loop at the latest after five seconds. */
struct LoopUntil final : juce::Timer
{
    explicit LoopUntil (std::function<bool()> toHappen) : happens (std::move (toHappen))
    {
        startTimer (10);
        juce::MessageManager::getInstance()->runDispatchLoop();
    }

    void timerCallback() override
    {
        if (happens() || ++looks == 500)
            juce::MessageManager::getInstance()->stopDispatchLoop();
    }

    std::function<bool()> happens;
    int looks = 0;
};

/** All that were posted until now; once in a test. */
void deliverMessages()
{
    juce::MessageManager::callAsync ([] { juce::MessageManager::getInstance()->stopDispatchLoop(); });
    juce::MessageManager::getInstance()->runDispatchLoop();
}

} // namespace

TEST_CASE ("Whatever a person changes beside the parameters marks the project as changed at once")
{
    CountingHost host;
    host.change ("Be brief.");
    CHECK (host.changes == 1);
    host.change ("Be brief.");
    CHECK (host.changes == 1); // it is what it was

    host.processor.desk().settings().undo();
    CHECK (host.changes == 2);
    host.processor.desk().settings().redo();
    CHECK (host.changes == 3);
    host.processor.desk().settings().redo(); // there is nothing more
    CHECK (host.changes == 3);

    auto settings = host.processor.desk().settings().get();
    settings.layout.slots[0].name = "Reverb send";
    host.processor.desk().settings().set (settings);
    CHECK (host.changes == 4);

    host.processor.desk().settings().swap(); // the sides are alike
    CHECK (host.changes == 4);
    host.change ("Sing.");
    host.processor.desk().settings().swap();
    CHECK (host.changes == 6);
}

TEST_CASE ("Whoever removes all takes from a project, with no conversation running, has changed the project")
{
    CountingHost host;
    host.processor.prepareToPlay (48'000.0, 512);
    host.processor.takes().forgetAll();
    LoopUntil ([&] { return host.changes > 0; });
    CHECK (host.changes == 1);
}

TEST_CASE ("What another thread changes is told on the message thread")
{
    CountingHost host;
    std::thread ([&] { host.change ("Be brief."); }).join();
    CHECK (host.changes == 0);

    deliverMessages();
    CHECK (host.changes == 1);
}

TEST_CASE ("Opening a project does not mark it as changed")
{
    juce::MemoryBlock state;
    {
        CountingHost host;
        host.change ("Be brief.");
        auto settings = host.processor.desk().settings().get();
        settings.layout.slots[0].name = "Reverb send";
        host.processor.desk().settings().set (settings);
        host.processor.getStateInformation (state);
    }

    CountingHost host;
    host.processor.setStateInformation (state.getData(), static_cast<int> (state.getSize()));
    deliverMessages();
    CHECK (host.processor.desk().settings().get().instructions == "Be brief.");
    CHECK (host.changes == 0);
}

TEST_CASE ("Outputs are told from another thread than the message thread: a host takes what that one changes for edits")
{
    CountingHost host;
    auto isOnMessageThread = true;
    tellHostByBlock ([&] { isOnMessageThread = juce::MessageManager::existsAndIsCurrentThread(); });
    CHECK_FALSE (isOnMessageThread);
}

TEST_CASE ("The tail never ends: the agent speaks while the track is silent")
{
    const PluginProcessor processor{gemini::geminiLive()};
    CHECK (std::isinf (processor.getTailLengthSeconds()));
}
