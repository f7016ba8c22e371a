// What the plugin's window costs while the agent speaks: everything that the message thread does, with all that is
// dirty painted by JUCE's software renderer up to 60 times a second. The loop that looks for messages, a thousand times
// a second, is most of what is left while nobody speaks.

#include <Pictures/AudioThread.h>
#include <Unit/parlando_ui/HeadlessWindow.h>
#include <Unit/parlando_ui/Person.h>

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_rehearsal/parlando_rehearsal.h>
#include <parlando_ui/parlando_ui.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace parlando::benchmarks
{
namespace
{

using namespace std::chrono_literals;

/** A window of the system that paints into a picture. */
class PaintingPeer final : public testing::HeadlessPeer
{
public:
    explicit PaintingPeer (juce::Component& shown) : HeadlessPeer (shown) {}

    void repaint (const juce::Rectangle<int>& area) override { dirty.add (area); }

    void performAnyPendingRepaintsNow() override
    {
        ++offered;

        if (dirty.isEmpty())
            return;

        if (picture.getBounds() != getComponent().getLocalBounds())
            picture = juce::Image (juce::Image::RGB, getComponent().getWidth(), getComponent().getHeight(), false,
                                   juce::SoftwareImageType());

        juce::LowLevelGraphicsSoftwareRenderer renderer (picture, {}, dirty);
        dirty.clear();
        ++frames;
        handlePaint (renderer);
    }

    int frames = 0, offered = 0;

private:
    juce::RectangleList<int> dirty;
    juce::Image picture;
};

class PaintingWindow final : public juce::Component
{
public:
    explicit PaintingWindow (juce::Component& content)
    {
        addAndMakeVisible (content);
        setSize (content.getWidth(), content.getHeight());
        addToDesktop (0);
        setVisible (true);
    }

    ~PaintingWindow() override { removeFromDesktop(); }

    juce::ComponentPeer* createNewPeer (int, void*) override { return new PaintingPeer (*this); }
    PaintingPeer& peer() { return dynamic_cast<PaintingPeer&> (*getPeer()); }
};

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

/** As many items as the window shows at most, each as long as the answer to a question. */
std::vector<ConversationItem> longConversation()
{
    std::vector<ConversationItem> items (ConversationList::mostItems);

    for (std::size_t i = 0; i < items.size(); ++i)
    {
        auto& item = items[i];
        item.kind = i % 2 == 0 ? ConversationItem::Kind::person : ConversationItem::Kind::agent;
        item.id = i;
        item.heading = i % 2 == 0 ? "You" : "Agent";

        for (int word = 0; word < 40; ++word)
            item.text << juce::String (word % 7 == 0 ? "reverberation" : word % 3 == 0 ? "the" : "quiet") << " ";
    }

    return items;
}

template <typename Task>
void printTime (const char* name, int times, Task&& task)
{
    const auto before = cpuSeconds();

    for (int i = 0; i < times; ++i)
        task (i);

    std::printf ("%-44s %7.2f ms\n", name, 1000.0 * (cpuSeconds() - before) / times);
}

void measureLongConversation()
{
    ParlandoLook look (Theme::dark);
    auto items = longConversation();
    std::optional<ConversationList> list;
    const auto open = [&] (int)
    {
        list.emplace();
        list->setLookAndFeel (&look);
        list->setSize (590, 400);

        do
            list->show (items, false);
        while (list->isBehind());
    };
    const auto openFirst = [&] (int)
    {
        list.emplace();
        list->setLookAndFeel (&look);
        list->setSize (590, 400);
        list->show (items, false);
    };

    printTime ("200 items, the first frame of their opening", 5, openFirst);

    printTime ("200 items, opened", 5, open);
    printTime ("200 items, one word more", 50,
               [&] (int)
               {
                   items.back().text << "quiet ";
                   list->show (items, false);
               });
    printTime ("200 items, one step of the window's width", 20, [&] (int step) { list->setSize (600 + step, 400); });
    list->setLookAndFeel (nullptr);
}

} // namespace
} // namespace parlando::benchmarks

int main()
{
    using namespace parlando;
    const juce::ScopedJuceInitialiser_GUI juce;
    const RehearsalService service ({});
    ::setenv ("PARLANDO_ENDPOINT", service.url().c_str(), 1);
    PluginProcessor processor{gemini::geminiLive()};
    const testing::AudioThread audio (processor);
    testing::dispatch (std::chrono::milliseconds (100));
    setInGesture (processor.parameters.connect, 1.0f);
    testing::dispatchUntil ([&] { return processor.desk().view().state == SessionState::ready; });
    benchmarks::measureLongConversation();
    benchmarks::measure (processor, "620 x 760 pixels", 100);
    benchmarks::measure (processor, "1240 x 1520 pixels (200 %)", 200);
}
