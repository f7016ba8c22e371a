// What the plugin's window costs while the agent speaks: everything that the message thread does, with all that is
// dirty painted by JUCE's software renderer up to 60 times a second. The loop that looks for messages, a thousand times
// a second, is most of what is left while nobody speaks.

#include <Pictures/AudioThread.h>
#include <Unit/parlando_ui/PaintingWindow.h>
#include <Unit/parlando_ui/Person.h>

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_rehearsal/parlando_rehearsal.h>
#include <parlando_ui/parlando_ui.h>

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <numeric>

namespace parlando::benchmarks
{
namespace
{

using namespace std::chrono_literals;
using testing::PaintingWindow;

double cpuSeconds()
{
    timespec time{};
    ::clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double> (time.tv_sec) + static_cast<double> (time.tv_nsec) / 1e9;
}

void print (const char* name, PaintingWindow& window)
{
    constexpr int seconds = 8;
    const auto before = cpuSeconds();
    const auto framesBefore = window.peer().frames;
    const auto offeredBefore = window.peer().offered;
    testing::dispatch (std::chrono::seconds (seconds));

    std::printf ("%-44s %5.2f %% of a core, %d of %d frames a second had something new\n", name,
                 100.0 * (cpuSeconds() - before) / static_cast<double> (seconds),
                 (window.peer().frames - framesBefore) / seconds, (window.peer().offered - offeredBefore) / seconds);
}

void measure (PluginProcessor& processor, const std::string& size, int zoom)
{
    auto& desk = processor.desk();
    PluginEditor editor (processor);
    editor.setZoom (zoom);
    PaintingWindow window (editor);
    testing::dispatch (500ms);
    print ((size + ", nobody speaks").c_str(), window);
    desk.sendText ("Tell me a story.");

    if (! testing::dispatchUntil ([&] { return desk.view().isSpeaking; }))
        std::printf ("The agent said nothing; the figure is of silence.\n");

    print ((size + ", the agent speaks").c_str(), window);
    setInGesture (processor.parameters.interrupt, 1.0f);
    testing::dispatchUntil ([&] { return ! desk.view().isSpeaking; });

    // What the agent did not get to say is still being written down.
    for (auto revision = desk.revision() + 1; revision != desk.revision(); testing::dispatch (2s))
        revision = desk.revision();
}

/** Of so many entries, each as long as the answer to a question. */
Transcript longConversation (std::size_t entries)
{
    Transcript transcript;
    transcript.entries.resize (entries);

    for (std::size_t i = 0; i < entries; ++i)
    {
        auto& entry = transcript.entries[i];
        entry.speaker = i % 2 == 0 ? Speaker::person : Speaker::agent;
        entry.id = i + 1;
        entry.samplesHeard = entry.samplesReceived = 24'000;
        entry.final = true;

        for (int word = 0; word < 40; ++word)
            entry.text += word % 7 == 0 ? "reverberation " : word % 3 == 0 ? "the " : "quiet ";
    }

    return transcript;
}

template <typename Task>
void printTime (const std::string& name, int times, Task&& task)
{
    const auto before = cpuSeconds();

    for (int i = 0; i < times; ++i)
        task (i);

    std::printf ("%-44s %7.2f ms\n", name.c_str(), 1000.0 * (cpuSeconds() - before) / times);
}

/** Sixty frames a second for ten seconds, `step` pixels each. */
void printScrolling (const std::string& name, ConversationList& list, PaintingWindow& window, int step)
{
    constexpr int perSecond = 60, frames = 10 * perSecond;
    std::vector<double> times;
    auto& viewport = dynamic_cast<juce::Viewport&> (*list.getChildComponent (0));

    for (int i = 0; i < frames; ++i)
    {
        const auto before = cpuSeconds();
        viewport.setViewPosition (0, viewport.getViewPositionY() - step);
        window.peer().performAnyPendingRepaintsNow();
        times.push_back (1000.0 * (cpuSeconds() - before));
    }

    const auto sum = std::accumulate (times.begin(), times.end(), 0.0);
    std::printf ("%-44s %5.2f %% of a core, worst frame %.2f ms\n",
                 (name + ", " + std::to_string (step * perSecond) + " pixels a second").c_str(),
                 sum / 1000.0 / (static_cast<double> (frames) / perSecond) * 100.0,
                 *std::max_element (times.begin(), times.end()));
}

void measureLongConversation (PluginProcessor& processor, std::size_t entries)
{
    const auto name = std::to_string (entries) + " items";
    processor.desk().goOnWith (longConversation (entries));
    std::optional<PluginEditor> editor;
    std::optional<PaintingWindow> window;
    printTime (name + ", the window opened and painted", 5,
               [&] (int)
               {
                   window.reset();
                   editor.emplace (processor);
                   window.emplace (*editor);
                   window->peer().performAnyPendingRepaintsNow();
               });
    auto& list = testing::find<ConversationList> (*editor, "Conversation");
    printTime (name + ", looked at anew", 50,
               [&] (int)
               {
                   auto& desk = processor.desk();
                   list.show (outlineOf (desk.entryOutline(), desk.callOutline(), {}), false);
               });
    printScrolling (name, list, *window, 5);
    printScrolling (name, list, *window, 20);
    auto& viewport = dynamic_cast<juce::Viewport&> (*list.getChildComponent (0));
    printTime (name + ", one jump, painted", 40,
               [&] (int i)
               {
                   viewport.setViewPosition (0, viewport.getViewedComponent()->getHeight() / 40 * i);
                   window->peer().performAnyPendingRepaintsNow();
               });
    printTime (name + ", one step of the window's width", 20,
               [&] (int step) { editor->setSize (editor->getWidth() + 1 + step % 2, editor->getHeight()); });
    window.reset();
}

} // namespace
} // namespace parlando::benchmarks

int main()
{
    using namespace parlando;
    std::setlocale (LC_CTYPE, ""); // as hosts do
    const juce::ScopedJuceInitialiser_GUI juce;
    const RehearsalService service ({});
    ::setenv ("PARLANDO_ENDPOINT", service.url().c_str(), 1);
    PluginProcessor processor{gemini::geminiLive()};

    for (const std::size_t entries : {1, 200, 1'000, 10'000})
        benchmarks::measureLongConversation (processor, entries);

    processor.desk().goOnWith ({});
    const testing::AudioThread audio (processor);
    testing::dispatch (std::chrono::milliseconds (100));
    setInGesture (processor.parameters.connect, 1.0f);
    testing::dispatchUntil ([&] { return processor.desk().view().state == SessionState::ready; });
    benchmarks::measure (processor, "620 x 760 pixels", 100);
    benchmarks::measure (processor, "1240 x 1520 pixels (200 %)", 200);
}
