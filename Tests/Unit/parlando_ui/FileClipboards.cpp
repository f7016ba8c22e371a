// Files on the clipboard of a desktop, as another program pastes them.

#include "VirtualScreen.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <parlando_ui/FileClipboard.h>

#if defined(__linux__)

using namespace parlando;
using namespace parlando::testing;

namespace
{

bool canPaste() { return hasProgram ("Xvfb") && hasProgram ("xclip"); }

struct PastingRig
{
    VirtualScreen screen;
    FileClipboard clipboard{screen.display};

    std::optional<std::string> paste (const std::string& form)
    {
        return outputOf ("timeout 5 xclip -display " + screen.display + " -selection clipboard -o -t '" + form + "'");
    }

    /** By another program. */
    void copyText (const std::string& text)
    {
        outputOf ("printf '" + text + "' | xclip -display " + screen.display + " -selection clipboard -i >/dev/null");
    }
};

} // namespace

TEST_CASE ("Another program pastes copied files as URLs, as a file manager's, and as text")
{
    if (! canPaste())
        SKIP ("Xvfb or xclip is not installed (Builds/setup installs them)");

    PastingRig rig;
    REQUIRE (rig.clipboard.copy ({"/home/M\xc3\xbcller/1 #5%.wav", "/b.wav"}).empty());
    CHECK (rig.paste ("text/uri-list") == "file:///home/M%C3%BCller/1%20%235%25.wav\r\nfile:///b.wav\r\n");
    CHECK (rig.paste ("x-special/gnome-copied-files") ==
           "copy\nfile:///home/M%C3%BCller/1%20%235%25.wav\nfile:///b.wav");
    CHECK (rig.paste ("UTF8_STRING") == "/home/M\xc3\xbcller/1 #5%.wav\n/b.wav");
    const auto forms = rig.paste ("TARGETS").value_or ("");
    CHECK (forms.find ("text/uri-list") != std::string::npos);
    CHECK (forms.find ("TIMESTAMP") != std::string::npos);
    CHECK_FALSE (rig.paste ("image/png").has_value());
}

TEST_CASE ("What is copied last is on the clipboard, and nothing once it is gone")
{
    if (! canPaste())
        SKIP ("Xvfb or xclip is not installed (Builds/setup installs them)");

    PastingRig rig;
    REQUIRE (rig.clipboard.copy ({"/a.wav"}).empty());
    REQUIRE (rig.clipboard.copy ({"/b.wav"}).empty());
    CHECK (rig.paste ("text/uri-list") == "file:///b.wav\r\n");

    {
        FileClipboard other (rig.screen.display);
        REQUIRE (other.copy ({"/c.wav"}).empty());
        CHECK (rig.paste ("text/uri-list") == "file:///c.wav\r\n");
    }

    CHECK_FALSE (rig.paste ("text/uri-list").has_value());
}

TEST_CASE ("Another program takes the clipboard, and it can be had back")
{
    if (! canPaste())
        SKIP ("Xvfb or xclip is not installed (Builds/setup installs them)");

    PastingRig rig;
    REQUIRE (rig.clipboard.copy ({"/a.wav"}).empty());
    rig.copyText ("words");
    CHECK (rig.paste ("UTF8_STRING") == "words");
    REQUIRE (rig.clipboard.copy ({"/a.wav"}).empty());
    CHECK (rig.paste ("UTF8_STRING") == "/a.wav");
}

TEST_CASE ("A thousand files are pasted whole, and too many are refused with what to do")
{
    if (! canPaste())
        SKIP ("Xvfb or xclip is not installed (Builds/setup installs them)");

    PastingRig rig;
    std::vector<std::string> paths;

    for (int i = 0; i < 1000; ++i)
        paths.push_back (std::string ("/") + std::string (170, 'x') + std::to_string (i) + ".wav");

    REQUIRE (rig.clipboard.copy (paths).empty());
    const auto pasted = rig.paste ("UTF8_STRING").value_or ("");
    CHECK (std::count (pasted.begin(), pasted.end(), '\n') == 999);
    auto twice = paths;
    twice.insert (twice.end(), paths.begin(), paths.end());
    CHECK (rig.clipboard.copy (twice).find ("save them in a folder") != std::string::npos);
}

TEST_CASE ("Without an X server, and when it dies, a sentence is all there is")
{
    if (! canPaste())
        SKIP ("Xvfb or xclip is not installed (Builds/setup installs them)");

    FileClipboard nowhere (":4094");
    CHECK_FALSE (nowhere.copy ({"/a.wav"}).empty());
    PastingRig rig;
    REQUIRE (rig.clipboard.copy ({"/a.wav"}).empty());
    rig.screen.end();
    CHECK_FALSE (rig.clipboard.copy ({"/a.wav"}).empty());
}

#endif
