// The locale of a process belongs to the host.

#include "EditorRig.h"
#include "PaintingWindow.h"

#include <Support/GermanLocale.h>

#include <catch2/catch_test_macros.hpp>

#include <clocale>
#include <filesystem>
#include <string>

using namespace parlando;
using namespace parlando::testing;

// The language of a process is found once. The test below runs this in one of its own.
TEST_CASE ("A host that keeps the locale C shows a window to somebody who speaks German", "[.german]")
{
    REQUIRE (std::setlocale (LC_ALL, nullptr) == std::string ("C"));

    EditorRig rig;
    PaintingWindow window (*rig.editor);
    window.peer().performAnyPendingRepaintsNow();
    rig.get<juce::TextEditor> ("Type to the agent").setText ("Grüße");
    window.peer().performAnyPendingRepaintsNow();

    CHECK (juce::SystemStats::getUserLanguage() == "de");
    CHECK (juce::SystemStats::getUserRegion() == "DE");
    CHECK (juce::SystemStats::getDisplayLanguage() == "de-DE");
    CHECK (std::setlocale (LC_ALL, nullptr) == std::string ("C"));
    CHECK (std::localeconv()->decimal_point == std::string ("."));
}

TEST_CASE ("A window leaves the locale of its host as it is, and knows the person's language")
{
    const GermanLocale german;

    if (! german.isThere())
        SKIP ("The sources of locales are not installed: Debian's package is locales.");

    const auto self = std::filesystem::read_symlink ("/proc/self/exe").string();
    CHECK (std::system (("env " + german.environment() + " '" + self + "' '[.german]' >&2").c_str()) == 0);
}
