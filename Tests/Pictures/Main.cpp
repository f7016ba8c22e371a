// Renders the plugin's window without a screen: a conversation with the rehearsal service in each of its states, in
// every theme and at several sizes.

#include "Studio.h"

#include <parlando_rehearsal/parlando_rehearsal.h>
#include <parlando_ui/parlando_ui.h>

#include <array>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <stdexcept>

namespace parlando
{
namespace
{

void turn (juce::RangedAudioParameter& parameter, bool isOn) { setInGesture (parameter, isOn ? 1.0f : 0.0f); }

void takeSizes (Studio& studio)
{
    auto& editor = *studio.editor;
    editor.setSize (MainView::smallestWidth, MainView::smallestHeight);
    studio.saveAs ("size-smallest");
    editor.setSize (1200, 900);
    studio.saveAs ("size-large");
    const InterfaceSettings usual;
    editor.setSize (usual.width, usual.height);

    for (const auto zoom : {60, 200, 300})
    {
        editor.setZoom (zoom);
        studio.saveAs ("zoom-" + juce::String (zoom));
    }

    editor.setZoom (usual.zoom);
}

/** The standalone's small window, as the conversation is just now. */
void takePill (Studio& studio, const juce::String& name)
{
    for (const auto& [theme, word] : themes)
    {
        PillView pill (studio.processor, theme);
        testing::HeadlessWindow window (pill);
        window.setVisible (true);
        testing::dispatch (150ms);
        studio.save (pill, "pill-" + name + "-" + word);
    }
}

/** A call that is longer than the bar, and hides something, as in a window of usual size and in the smallest. */
void takeLongQuestion (Studio& studio)
{
    const ToolQuestion question{1, "write_note",
                                revealed ("path: \"song\u202egpj.exe\"\npasswords: \"no\u200bne\"\ntext: \"" +
                                          std::string (300, 'x') + "\"\nplace: {\n  \"bar\": 12,\n  \"beat\": 3\n}\n" +
                                          "words: \"Grüße, שלום, 你好\"\nrest: \"and so on\"\nlast: true")};

    for (const auto& [theme, word] : themes)
    {
        for (const auto& [width, most] : {std::pair (732, 260), std::pair (452, 110)})
        {
            ParlandoLook look (theme);
            QuestionBar bar;
            bar.setLookAndFeel (&look);
            bar.show (question);
            bar.setSize (width, bar.heightFor (width, most));
            studio.save (bar, "question-" + juce::String (width) + "-" + word);
            bar.setLookAndFeel (nullptr);
        }
    }
}

/** What was said before, kept as conversations keep themselves; the last one is damaged. */
void keepPast (const juce::File& place)
{
    constexpr std::array pasts{
        std::pair ("Mix notes for the second verse", "Is the snare too loud against the voice in the second verse?"),
        std::pair ("Conversation", "Set the reverb send to forty percent, and tell me how it sounds."),
        std::pair ("Conversation", "Grüße! Wie klingt der Bass auf kleinen Lautsprechern?"),
        std::pair ("Interview", "Please introduce yourself, and say where you recorded the first album."),
        std::pair ("What is six times seven", "What is six times seven?"),
        std::pair ("Vocal chain ideas", "Which order would you give compressor, equaliser and de-esser?")};

    for (const auto& [title, question] : pasts)
    {
        ConversationArchive archive (Keeps::wordsAndVoice, place.getFullPathName().toStdString(), title);
        const auto now = Instant::clock::now();
        archive.began (now, now);
        archive.told (SessionReady{now, "session"}, now);
        TranscriptEntry entry;
        entry.id = 1;
        entry.text = question;
        entry.start = now;
        entry.end = now + 754s;
        entry.final = true;
        archive.wrote (entry);
        archive.agentVoice (1, std::vector<std::int16_t> (240'000), 24'000);
        archive.finish();
    }

    const auto broken = place.getChildFile ("2026-01-05 10.00 Bass take");
    broken.createDirectory();
    broken.getChildFile ("conversation.jsonl").replaceWithText ("x");
}

void takePast (Studio& studio)
{
    const auto place = studio.kept.getSiblingFile (studio.kept.getFileName() + " past");
    keepPast (place);
    studio.desk.keeping().setPlace (place.getFullPathName().toStdString());
    auto menu = studio.editor->viewMenu();

    for (juce::PopupMenu::MenuItemIterator each (menu, true); each.next();)
        if (each.getItem().text.startsWith ("Past conversations"))
            each.getItem().action();

    testing::dispatch (500ms);
    auto& list = studio.control<PastList> ("Past conversations");
    list.selectRow (1);
    studio.saveInEveryTheme ("8-past");
    studio.saveAccessibilityAs ("past");
    studio.editor->setSize (MainView::smallestWidth, MainView::smallestHeight);
    studio.saveAs ("size-smallest-past");
    studio.editor->setSize (InterfaceSettings().width, InterfaceSettings().height);
    studio.control<juce::TextEditor> ("Search in past conversations").setText ("verse");
    testing::dispatch (500ms);
    studio.saveAs ("8-past-search");
    studio.control<juce::Button> ("Done").onClick();
    studio.desk.keeping().setPlace (studio.kept.getFullPathName().toStdString());
    place.deleteRecursively();
}

/** A tone for each sentence, with pauses between them. */
std::vector<std::int16_t> sentences (int count, int level)
{
    std::vector<std::int16_t> voice;

    for (int i = 0; i < count * 36'000; ++i)
        voice.push_back (static_cast<std::int16_t> (i % 36'000 < 24'000 ? (i % 100 < 50 ? level : -level) : 0));

    return voice;
}

/** Words that Inter has no letters for, from right to left among them. */
void takeScripts (Studio& studio)
{
    for (const auto* text : {"Γειά σου Κόσμε. Привет, мир.", "مرحبا بالعالم، كيف حالك اليوم؟",
                             "שלום עולם, how are you?", "こんにちは、世界。今日は何を録音しますか。", "你好，世界。"})
        studio.talk (text);

    studio.editor->setSize (700, 1300);
    studio.saveAs ("scripts");
    studio.editor->setSize (InterfaceSettings().width, InterfaceSettings().height);
}

/** Three takes of a turn, one of which is missing a sentence that another has. */
void takeLanes (Studio& studio)
{
    auto& takes = studio.processor.takes();
    const auto tap = takes.makeTap ([] { return std::string ("/Music/Parlando/Session"); });

    for (std::uint64_t turn = 1; turn <= 3; ++turn)
    {
        if (turn > 1)
        {
            TranscriptEntry entry;
            entry.id = turn;
            entry.text = "again";
            entry.typed = entry.final = true;
            takes.expectRetake (takes.lanes().front().id, "again");
            tap->wrote (entry);
        }

        const auto voice = sentences (turn == 2 ? 3 : 4, static_cast<int> (4'000 * turn));
        tap->agentVoice (turn, voice, 24'000);
        VoicePlace place{turn, 0, 0.0, {}};
        place.host.isThere = place.host.isPlaying = place.host.hasSamples = true;
        place.host.sampleRate = 48'000;
        place.host.samples = 3'072'000;
        tap->agentPlaced (place);
        tap->agentHeard ({turn, voice.size(), 0, {}, {}});
        studio.waitFor ("a take", [&] { return takes.view().takes == turn && ! takes.view().isPreparing; });
    }

    takes.chooseSection (takes.lanes().front().id, 1, 0);
    testing::dispatch (100ms);
}

/** The page of the sound with all that may stand there, and both ends of it in the smallest window. */
void takeSound (Studio& studio)
{
    auto& parameters = studio.processor.parameters;
    setInGesture (parameters.loudspeakers, parameters.loudspeakers.convertTo0to1 (1.0f));
    setInGesture (parameters.voiceDuckAmount, parameters.voiceDuckAmount.convertTo0to1 (12.0f));
    studio.control<juce::Button> ("Sound page").onClick();
    studio.saveAs ("size-smallest-sound");
    auto& page = *studio.control<juce::Label> ("Buses").findParentComponentOfClass<juce::Viewport>();
    page.setViewPosition (0, page.getViewedComponent()->getHeight());
    studio.saveAs ("size-smallest-sound-below");
    studio.editor->setSize (InterfaceSettings().width, InterfaceSettings().height);
    studio.saveAs ("7-sound-side-chain");

    for (juce::RangedAudioParameter* each :
         std::initializer_list<juce::RangedAudioParameter*>{&parameters.loudspeakers, &parameters.voiceDuckAmount})
        setInGesture (*each, each->convertTo0to1 (0.0f));
}

void takeRecording (Studio& studio)
{
    studio.control<juce::Button> ("Record").onClick();
    testing::dispatch (1200ms);
    studio.saveInEveryTheme ("2-recording");
    studio.editor->setSize (MainView::smallestWidth, MainView::smallestHeight);
    studio.saveAs ("size-smallest-recording");
    studio.control<juce::Button> ("Record").onClick();
    studio.saveAs ("size-smallest-recorded");
    studio.editor->setSize (InterfaceSettings().width, InterfaceSettings().height);
}

void takeConversation (Studio& studio)
{
    auto& desk = studio.desk;
    auto& parameters = studio.processor.parameters;
    studio.saveInEveryTheme ("1-not-connected");
    takePill (studio, "not-connected");
    studio.control<juce::Button> ("Record").onClick();
    studio.saveInEveryTheme ("1-armed");
    studio.control<juce::Button> ("Record").onClick();

    turn (parameters.connect, true);
    studio.waitFor ("the conversation", [&] { return desk.view().state == SessionState::ready; });
    studio.saveInEveryTheme ("2-listening");
    takeRecording (studio);

    studio.talk ("What is six times seven?");
    studio.call ("Set the reverb send to forty percent.");
    desk.sendText ("Tell me a story.");
    studio.waitFor ("thoughts about it", [&] { return desk.view().isThinking; });
    testing::dispatch (40ms);
    studio.save (*studio.editor, "3-thinking");
    studio.waitFor ("the story", [&] { return desk.view().isSpeaking; });
    testing::dispatch (2500ms);
    studio.saveInEveryTheme ("3-speaking");
    takePill (studio, "speaking");
    studio.control<juce::Button> ("Interrupt").onClick();
    studio.waitFor ("silence", [&] { return ! desk.view().isSpeaking; });
    testing::dispatch (500ms);
    studio.saveInEveryTheme ("4-interrupted");
    studio.saveAccessibilityAs ("conversation");
    takeSizes (studio);

    turn (parameters.microphoneMute, true);
    studio.saveInEveryTheme ("5-muted");
    takePill (studio, "muted");
    turn (parameters.microphoneMute, false);

    setInGesture (parameters.allowTools, parameters.allowTools.convertTo0to1 (1.0f));
    testing::dispatch (200ms);
    desk.sendText ("Set the reverb send to ten percent.");
    studio.waitFor ("a question", [&] { return desk.question().has_value(); });
    studio.saveInEveryTheme ("6-question");
    studio.editor->setSize (MainView::smallestWidth, MainView::smallestHeight);
    studio.saveAs ("size-smallest-question");
    studio.editor->setSize (InterfaceSettings().width, InterfaceSettings().height);
    takeLongQuestion (studio);
    desk.answer (desk.question()->id, false);

    studio.control<juce::Button> ("Settings").onClick();

    for (const auto* page : {"Agent", "Turn taking", "Tools", "Sound", "Account", "Session", "Keep", "Takes"})
    {
        studio.control<juce::Button> (juce::String (page) + " page").onClick();
        const auto name = juce::String (page).toLowerCase().replace (" ", "-");

        if (name == "takes")
            takeLanes (studio);

        studio.saveInEveryTheme ("7-" + name);
        studio.saveAccessibilityAs (name);
    }

    studio.editor->setSize (MainView::smallestWidth, MainView::smallestHeight);

    for (const auto* page : {"Agent", "Tools", "Account", "Keep", "Takes"})
    {
        studio.control<juce::Button> (juce::String (page) + " page").onClick();
        studio.saveAs ("size-smallest-" + juce::String (page).toLowerCase());
    }

    takeSound (studio);

    studio.editor->setSize (InterfaceSettings().width, InterfaceSettings().height);
    studio.control<juce::Button> ("Settings").onClick();
    takePast (studio);
    takeScripts (studio);
    studio.audio->isPersonHumming = true;
    studio.waitFor ("the hum", [&] { return desk.view().isPersonSpeaking; });
    studio.saveInEveryTheme ("2-you-speak");
    takePill (studio, "you-speak");
    turn (parameters.connect, false);
    studio.waitFor ("the end", [&] { return ! desk.view().isRunning; });
}

void takeFailure (Studio& studio)
{
    ::setenv ("PARLANDO_ENDPOINT", "ws://127.0.0.1:1", 1);
    turn (studio.processor.parameters.connect, true);
    studio.waitFor ("the failure", [&] { return ! studio.processor.parameters.connect.get(); });
    studio.saveInEveryTheme ("9-failed");
}

/** Without a key, as whoever installed it sees it; the rehearsal agent is one click away. */
void takeFirstRun (const juce::File& folder)
{
    for (const auto* name : {"GOOGLE_API_KEY", "GEMINI_API_KEY", "PARLANDO_ENDPOINT", "DBUS_SESSION_BUS_ADDRESS"})
        ::unsetenv (name);

    ::setenv ("XDG_CONFIG_HOME", folder.getChildFile ("no settings").getFullPathName().toRawUTF8(), 1);
    Studio studio (folder);
    studio.waitFor ("a look for a key", [&] { return studio.processor.account().view().isKnown; });
    studio.saveInEveryTheme ("0-first-run");
    studio.saveAccessibilityAs ("first-run");
    studio.editor->setSize (MainView::smallestWidth, MainView::smallestHeight);
    studio.saveAs ("size-smallest-first-run");
    studio.editor->setSize (InterfaceSettings().width, InterfaceSettings().height);

    studio.control<juce::Button> ("Rehearsal agent").onClick();
    studio.waitFor ("the rehearsal agent", [&] { return studio.desk.view().state == SessionState::ready; });
    studio.talk ("What is six times seven?");
    studio.saveAs ("0-rehearsal");
    turn (studio.processor.parameters.connect, false);
    studio.waitFor ("the end", [&] { return ! studio.desk.view().isRunning; });
}

int run (const juce::File& folder)
{
    const juce::ScopedJuceInitialiser_GUI juce;
    takeFirstRun (folder);
    const RehearsalService service ({});
    ::setenv ("PARLANDO_ENDPOINT", service.url().c_str(), 1);
    Studio studio (folder);
    takeConversation (studio);
    takeFailure (studio);
    return 0;
}

} // namespace
} // namespace parlando

int main (int argc, char** argv)
{
    std::setlocale (LC_CTYPE, ""); // as hosts do

    try
    {
        const auto folder =
            juce::File::getCurrentWorkingDirectory().getChildFile (argc > 1 ? argv[1] : "Builds/out/pictures");

        if (! folder.createDirectory())
            throw std::runtime_error (folder.getFullPathName().toStdString() + " cannot be made");

        return parlando::run (folder);
    }
    catch (const std::exception& problem)
    {
        std::fprintf (stderr, "parlando-pictures: %s\n", problem.what());
        return 1;
    }
}
