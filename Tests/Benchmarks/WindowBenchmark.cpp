// What the plugin's window costs while the agent speaks: everything that the message thread does, with all that is
// dirty painted by JUCE's software renderer up to 60 times a second. The loop that looks for messages, a thousand times
// a second, is most of what is left while nobody speaks.

#include <Pictures/AudioThread.h>
#include <Unit/parlando_ui/HeadlessWindow.h>
#include <Unit/parlando_ui/Person.h>

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

    int frames = 0;

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

/** Paints whatever is dirty, 60 times a second. */
void runFor (PaintingWindow& window, std::chrono::milliseconds time)
{
    for (const auto end = std::chrono::steady_clock::now() + time; std::chrono::steady_clock::now() < end;)
    {
        testing::dispatch (16ms);
        window.peer().performAnyPendingRepaintsNow();
    }
}

void print (const char* name, PaintingWindow& window)
{
    constexpr int seconds = 8;
    const auto before = cpuSeconds();
    const auto framesBefore = window.peer().frames;
    int most = 0;

    for (int i = 0; i < seconds; ++i)
    {
        const auto framesInSecond = window.peer().frames;
        runFor (window, 1s);
        most = std::max (most, window.peer().frames - framesInSecond);
    }

    std::printf ("%-44s %5.2f %% of a core, %d frames a second, %d in the liveliest\n", name,
                 100.0 * (cpuSeconds() - before) / static_cast<double> (seconds),
                 (window.peer().frames - framesBefore) / seconds, most);
}

void measure (PluginProcessor& processor, const std::string& size, int zoom)
{
    auto& desk = processor.desk();
    PluginEditor editor (processor);
    editor.setZoom (zoom);
    PaintingWindow window (editor);
    runFor (window, 500ms);
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

} // namespace
} // namespace parlando::benchmarks

int main()
{
    using namespace parlando;
    const juce::ScopedJuceInitialiser_GUI juce;
    const RehearsalService service ({});
    ::setenv ("PARLANDO_ENDPOINT", service.url().c_str(), 1);
    PluginProcessor processor;
    const testing::AudioThread audio (processor);
    testing::dispatch (std::chrono::milliseconds (100));
    setInGesture (processor.parameters.connect, 1.0f);
    testing::dispatchUntil ([&] { return processor.desk().view().state == SessionState::ready; });
    benchmarks::measure (processor, "620 x 760 pixels", 100);
    benchmarks::measure (processor, "1240 x 1520 pixels (200 %)", 200);
}
