#include "EditorRig.h"
#include "Support/HostileJson.h"
#include "Support/SmallStack.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace parlando;
using namespace parlando::testing;

namespace
{

/** Relative luminance and contrast as WCAG 2.2 defines them. */
double luminance (juce::Colour colour)
{
    const auto linear = [] (float part)
    { return part <= 0.04045f ? part / 12.92 : std::pow ((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear (colour.getFloatRed()) + 0.7152 * linear (colour.getFloatGreen()) +
           0.0722 * linear (colour.getFloatBlue());
}

double contrast (juce::Colour one, juce::Colour other)
{
    const auto [dark, light] = std::minmax ({luminance (one), luminance (other)});
    return (light + 0.05) / (dark + 0.05);
}

juce::File newFile() { return juce::File::createTempFile (".json"); }

} // namespace

TEST_CASE ("Every colour that means something can be told from what is behind it")
{
    for (const auto theme : {Theme::dark, Theme::light, Theme::highContrast})
    {
        const auto& p = paletteFor (theme);
        const auto least = theme == Theme::highContrast ? 7.0 : 4.5;
        INFO (static_cast<int> (theme));

        for (const auto behind : {p.background, p.surface})
        {
            for (const auto colour : {p.text, p.quietText, p.listening, p.speaking, p.waiting, p.trouble})
                CHECK (contrast (colour, behind) >= least);

            CHECK (contrast (p.outline, behind) >= 3.0);
        }

        CHECK (contrast (p.text, p.raised) >= least);
        CHECK (contrast (p.quietText, p.raised) >= 4.5);

        for (const auto colour : {p.listening, p.speaking, p.waiting, p.trouble})
            CHECK (contrast (p.onAccent, colour) >= 4.5);
    }
}

TEST_CASE ("Theme, zoom and size are remembered for the next window")
{
    const juce::ScopedJuceInitialiser_GUI juce;
    PluginProcessor processor{gemini::geminiLive()};
    const auto file = newFile();
    {
        PluginEditor editor (processor, file);
        CHECK (editor.settings() == InterfaceSettings());
        editor.setTheme (Theme::light);
        editor.setZoom (150);
        editor.setSize (900, 1200);
    }
    const PluginEditor again (processor, file);
    CHECK (again.settings() == InterfaceSettings{Theme::light, 150, 600, 800});
    CHECK (again.getWidth() == 900);
    CHECK (again.getHeight() == 1200);
    file.deleteFile();
}

TEST_CASE ("A window that opens in another theme is in that theme all over")
{
    const juce::ScopedJuceInitialiser_GUI juce;
    PluginProcessor processor{gemini::geminiLive()};
    const auto file = newFile();
    REQUIRE (InterfaceSettings{.theme = Theme::light}.save (file));
    PluginEditor editor (processor, file);
    const auto& colours = paletteFor (Theme::light);
    CHECK (find<juce::Button> (editor, "Connect").findColour (juce::TextButton::buttonColourId) == colours.listening);
    CHECK (find<juce::Button> (editor, "Mute").findColour (juce::TextButton::buttonOnColourId) == colours.waiting);

    auto& list = find<ConversationList> (editor, "Conversation");
    list.itemOf = [] (const ItemOutline&)
    {
        ConversationItem item;
        item.text = "Hello";
        return item;
    };
    list.show ({ItemOutline{.bytes = 5}}, false);
    const auto& words = dynamic_cast<juce::TextEditor&> (*list.row (0).getChildComponent (0));
    CHECK (words.findColour (juce::TextEditor::textColourId) == colours.text);
    file.deleteFile();
}

TEST_CASE ("A broken file of window settings, or one with absurd sizes, gives a usable window")
{
    const auto file = newFile();

    for (const auto* text : {"", "[", "[]", "null", R"({"zoom":"x","width":null,"theme":7})"})
    {
        file.replaceWithText (text);
        CHECK (InterfaceSettings::load (file) == InterfaceSettings());
    }

    testing::onSmallStack (
        [&]
        {
            for (const auto& deep : testing::deepValues())
            {
                file.replaceWithText (R"({"theme":)" + deep + "}");
                CHECK (InterfaceSettings::load (file) == InterfaceSettings());
            }
        });

    file.replaceWithText (R"({"zoom":-3,"width":9223372036854775807,"height":0,"theme":"light","more":1})");
    CHECK (InterfaceSettings::load (file) == InterfaceSettings{Theme::light, 60, 8000, 1});

    const juce::ScopedJuceInitialiser_GUI juce;
    PluginProcessor processor{gemini::geminiLive()};
    const PluginEditor editor (processor, file);
    CHECK (editor.getHeight() >= MainView::smallestHeight * 60 / 100);
    file.deleteFile();
}

TEST_CASE ("At every zoom the window holds the whole screen, from 60 to 300 per cent")
{
    EditorRig rig;
    auto& main = dynamic_cast<MainView&> (*rig.editor->getChildComponent (0));
    const auto width = main.getWidth(), height = main.getHeight();

    for (const auto zoom : {60, 100, 125, 200, 300, 1, 1000})
    {
        rig.editor->setZoom (zoom);
        const auto scale = std::clamp (zoom, 60, 300) / 100.0;
        INFO (zoom);
        CHECK (std::abs (main.getWidth() - width) <= 1);
        CHECK (std::abs (main.getHeight() - height) <= 1);
        CHECK (std::abs (rig.editor->getWidth() - width * scale) <= 1.0);
    }
}

TEST_CASE ("A window is never larger than its screen, and can be made as small, whatever the zoom")
{
    const juce::ScopedJuceInitialiser_GUI juce;
    PluginProcessor processor{gemini::geminiLive()};
    const auto file = newFile();
    const InterfaceSettings large{.zoom = 300, .width = 900, .height = 640};
    REQUIRE (large.save (file));
    {
        PluginEditor editor (processor, file);
        auto& main = *editor.getChildComponent (0);

        for (const auto screen : {juce::Rectangle<int> (0, 0, 1366, 768), juce::Rectangle<int> (1366, 200, 1024, 600),
                                  juce::Rectangle<int> (-320, -240, 320, 240)})
        {
            CAPTURE (screen.toString());
            editor.fitInto (screen);
            CHECK (editor.getWidth() <= screen.getWidth());
            CHECK (editor.getHeight() <= screen.getHeight());
            CHECK (editor.getConstrainer()->getMinimumWidth() <= screen.getWidth());
            CHECK (editor.getConstrainer()->getMinimumHeight() <= screen.getHeight());

            // All of it can be seen, only smaller.
            CHECK (main.getWidth() >= MainView::smallestWidth);
            CHECK (main.getHeight() >= MainView::smallestHeight);
            CHECK (main.getBoundsInParent().getWidth() <= editor.getWidth() + 2);
            CHECK (main.getBoundsInParent().getHeight() <= editor.getHeight() + 2);
        }

        editor.fitInto ({0, 0, 1366, 768});
        editor.setSize (300, 290);
        CHECK (main.getWidth() >= MainView::smallestWidth);
    }

    // What a small screen made of it is not what the person likes.
    CHECK (InterfaceSettings::load (file).zoom == 300);
    file.deleteFile();
}

TEST_CASE ("What only a small screen made of the window is not remembered")
{
    const juce::ScopedJuceInitialiser_GUI juce;
    PluginProcessor processor{gemini::geminiLive()};
    const auto file = newFile();
    const InterfaceSettings large{.zoom = 300, .width = 900, .height = 640};
    REQUIRE (large.save (file));
    {
        PluginEditor editor (processor, file);
        editor.fitInto ({0, 0, 1366, 768});
        editor.setTheme (Theme::light);
    }
    CHECK (InterfaceSettings::load (file) == InterfaceSettings{Theme::light, 300, 900, 640});
    file.deleteFile();
}

TEST_CASE ("A host that enlarges the window leaves it so much less room")
{
    EditorRig rig;
    rig.editor->setScaleFactor (2.0f);
    rig.editor->fitInto ({0, 0, 1366, 768});
    CHECK (rig.editor->getWidth() * 2 <= 1366);
    CHECK (rig.editor->getHeight() * 2 <= 768);
}

TEST_CASE ("Another theme reaches every text at once")
{
    EditorRig rig;
    rig.open();
    auto& field = rig.get<juce::TextEditor> ("Type to the agent");

    for (const auto theme : {Theme::light, Theme::highContrast, Theme::dark})
    {
        rig.editor->setTheme (theme);
        CHECK (field.findColour (juce::TextEditor::textColourId) == paletteFor (theme).text);
        CHECK (paletteOf (rig.get<juce::Button> ("Connect")).background == paletteFor (theme).background);
    }
}

TEST_CASE ("Latency is told from the last turn that the person asked for, and silence from the last interruption")
{
    using namespace std::chrono_literals;
    ConversationReport report;
    CHECK (latencyText (report).isEmpty());
    CHECK (usageText (report, "USD").isEmpty());

    const Instant when (100s);
    TurnReport asked, unasked;
    asked.personStopped = when;
    asked.firstSampleInBlock = when + 620ms;
    report.turns = {asked, unasked};
    CHECK (latencyText (report) == "Answer 0.62 s");

    report.interruptions = {{1, when, when + 6ms}, {2, when, {}}};
    CHECK (latencyText (report) == juce::String::fromUTF8 ("Answer 0.62 s · silence 6 ms"));

    report.echo = EchoReport{false, true, 0.0, 0.0, 0.0};
    CHECK_FALSE (latencyText (report).contains ("echo"));
    report.echo = EchoReport{true, false, 41.8, 0.0, 43.2};
    CHECK (latencyText (report).endsWith (juce::String::fromUTF8 ("· echo −43 dB")));

    report.usage.total = 1'234'567;
    CHECK (usageText (report, "USD") == "1,234,567 tokens");
    report.cost = 0.0123;
    CHECK (usageText (report, "USD") == juce::String::fromUTF8 ("1,234,567 tokens · about $0.0123"));
}
