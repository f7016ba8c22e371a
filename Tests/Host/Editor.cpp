#include "ChildProgram.h"
#include "Recording.h"

#include <Support/GermanLocale.h>

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <clocale>
#include <cstdlib>
#include <string>
#include <string_view>

namespace parlando::testing
{

namespace
{

void needDisplay()
{
    if (std::string_view (std::getenv ("DISPLAY")) == noDisplay)
        SKIP ("There is no display: run under xvfb-run.");
}

/** 0 where a host that keeps the locale C has it still after it showed the window. */
int showWindow (const std::string& format)
{
    const auto track = std::make_unique<Track> (format);
    track->play();
    const std::unique_ptr<juce::AudioProcessorEditor> editor (track->plugin->createEditorIfNeeded());

    if (editor == nullptr)
        return 2;

    editor->addToDesktop (0);
    editor->setVisible (true);

    if (! track->pass (0.5))
        return 3;

    return std::setlocale (LC_ALL, nullptr) == std::string ("C") ? 0 : 4;
}

const ChildProgram shown ("show-window", showWindow);

} // namespace

TEMPLATE_TEST_CASE ("The editor opens and closes again and again while audio plays", "[editor]", VST3, LV2)
{
    needDisplay();
    const auto track = Track::make<TestType>();
    track->feed = noise();
    track->play();

    for (int i = 0; i < 5; ++i)
    {
        const std::unique_ptr<juce::AudioProcessorEditor> editor (track->plugin->createEditorIfNeeded());
        REQUIRE (editor != nullptr);
        editor->addToDesktop (0);
        editor->setVisible (true);
        REQUIRE (track->pass (0.2));
        CHECK (editor->getWidth() > 0);
        CHECK (editor->getHeight() > 0);
    }
}

// The host closes the editor first, as it must: JUCE's editors belong to their processor.
TEMPLATE_TEST_CASE ("An instance goes with its editor, in the midst of a conversation", "[editor]", VST3, LV2)
{
    needDisplay();
    HostService service;
    auto track = Track::make<TestType>();
    track->feed = noise();
    track->play();
    std::unique_ptr<juce::AudioProcessorEditor> editor (track->plugin->createEditorIfNeeded());
    REQUIRE (editor != nullptr);
    editor->addToDesktop (0);
    editor->setVisible (true);
    REQUIRE (track->connect (service));
    service.say (steadySpeech (5.0));
    REQUIRE (track->pass (0.5));

    track->stop();
    editor.reset();
    const auto start = std::chrono::steady_clock::now();
    track.reset();
    CHECK (std::chrono::steady_clock::now() - start < std::chrono::seconds (1));
    CHECK (dispatchUntil ([&] { return service.open() == 0; }));
}

TEMPLATE_TEST_CASE ("A host keeps its locale while the window of somebody who speaks German is open", "[editor]", VST3,
                    LV2)
{
    needDisplay();
    const GermanLocale german;

    if (! german.isThere())
        SKIP ("The sources of locales are not installed: Debian's package is locales.");

    const auto result = ChildProgram::start ("show-window", TestType::name, german.environment());
    INFO (result.output);
    CHECK (result.code == 0);
}

} // namespace parlando::testing
