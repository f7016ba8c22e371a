// A turn dragged by a mouse on a real display into another program.

#include "DropTarget.h"
#include "TurnRig.h"
#include "VirtualScreen.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/interfaces/catch_interfaces_config.hpp>
#include <catch2/internal/catch_context.hpp>
#include <dlfcn.h>
#include <fstream>

#if defined(__linux__)

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

/** JUCE looks for a display once in a process, which has to be the rig's here, and goes with it. */
bool isByName() { return Catch::getCurrentContext().getConfig()->hasTestFilters(); }

bool canDrag() { return hasProgram ("Xvfb") && hasProgram ("xdotool"); }

/** A window with one turn, and a mouse. */
struct DisplayRig
{
    /** DISPLAY, before JUCE looks at it. */
    struct Screen : VirtualScreen
    {
        Surroundings variables;

        /** JUCE asks for properties by names that a window manager brings, of which there is none; its applications
            overlook what the server says to that. */
        Screen()
        {
            variables.set ("DISPLAY", display);
            using Handler = int (*) (void*, void*);
            auto* library = ::dlopen ("libX11.so.6", RTLD_NOW);
            const auto set = reinterpret_cast<Handler (*) (Handler)> (::dlsym (library, "XSetErrorHandler"));
            set ([] (void*, void*) { return 0; });
        }
    };

    struct Row : juce::Component
    {
        explicit Row (TurnActions& actions) : item (TurnRig::item()), handle (item)
        {
            handle.use (&actions);
            addAndMakeVisible (handle);
            setBounds (0, 0, 300, 100);
            handle.setBounds (getLocalBounds());
            setOpaque (true);
            addToDesktop (0);
            setVisible (true);
        }

        void paint (juce::Graphics& g) override { g.fillAll (juce::Colours::grey); }

        const ConversationItem item;
        TurnHandle handle;
    };

    DisplayRig()
    {
        turns.speak();
        row.emplace (*actions);
        wait (300ms);
    }

    ~DisplayRig()
    {
        row.reset();
        actions.reset();
    }

    void mouse (const std::string& what)
    {
        outputOf ("DISPLAY=" + screen.display + " xdotool " + what);
        wait (60ms);
    }

    void wait (std::chrono::milliseconds time)
    {
        const auto end = std::chrono::steady_clock::now() + time;

        while (std::chrono::steady_clock::now() < end)
        {
            dispatch();

            if (looking)
                looking();
        }
    }

    /** From the turn to a place, in steps. */
    void drag (int x, int y)
    {
        mouse ("mousemove 50 50");
        mouse ("mousedown 1");
        wait (500ms);              // the file is made
        mouse ("mousemove 70 60"); // still in the window, as a hand does

        for (int step = 1; step <= 5; ++step)
            mouse (std::string ("mousemove ") + std::to_string (50 + (x - 50) * step / 5) + " " +
                   std::to_string (50 + (y - 50) * step / 5));

        mouse (std::string ("mousemove ") + std::to_string (x + 2) + " " + std::to_string (y));
        mouse (std::string ("mousemove ") + std::to_string (x + 4) + " " + std::to_string (y));
        mouse ("mouseup 1");
        wait (300ms);
    }

    Screen screen;
    TurnRig turns{"M\xc3\xbcsik #5 100% x"};
    std::optional<TurnActions> actions{turns.processor};
    std::optional<Row> row;
    std::function<void()> looking;
};

bool isWave (const std::string& path)
{
    std::ifstream file (path, std::ios::binary);
    std::string begin (4, ' ');
    file.read (begin.data(), 4);
    return begin == "RIFF";
}

} // namespace

TEST_CASE (
    "A program that goes by the rules finds the file of a turn that was dropped on it, whatever its folder is called")
{
    if (! canDrag())
        SKIP ("Xvfb or xdotool is not installed (Builds/setup installs them)");

    if (! isByName())
        SKIP ("It needs a process of its own: name it, as ctest does");

    DisplayRig rig;
    DropTarget target (rig.screen.display, 400, 200, 300);
    rig.looking = [&] { target.look(); };
    rig.drag (500, 300);
    CHECK (target.fault.empty());
    REQUIRE (target.paths.size() == 1);
    CHECK (target.paths.front().find ("/M\xc3\xbcsik #5 100% x/") != std::string::npos);
    CHECK (isWave (target.paths.front()));
}

TEST_CASE ("Programs that take a drop or a drag and say nothing stop no later drag")
{
    if (! canDrag())
        SKIP ("Xvfb or xdotool is not installed (Builds/setup installs them)");

    if (! isByName())
        SKIP ("It needs a process of its own: name it, as ctest does");

    DisplayRig rig;
    DropTarget rude (rig.screen.display, 400, 0, 150), silent (rig.screen.display, 600, 0, 150),
        polite (rig.screen.display, 400, 200, 300);
    rude.saysFinished = false;
    silent.saysStatus = false;
    rig.looking = [&]
    {
        rude.look();
        silent.look();
        polite.look();
    };
    rig.drag (450, 70);
    CHECK (rude.drops == 1);
    rig.drag (500, 300);
    CHECK (polite.drops == 1);
    rig.drag (650, 70);
    CHECK (silent.drops == 0);
    rig.drag (500, 300);
    CHECK (polite.drops == 2);
    CHECK (polite.fault.empty());
}

#endif
