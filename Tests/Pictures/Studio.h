#pragma once

#include "PluginAssets.h"

#include <Pictures/AccessibilityTree.h>
#include <Pictures/AudioThread.h>
#include <Unit/parlando_ui/HeadlessWindow.h>
#include <Unit/parlando_ui/Person.h>

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_ui/parlando_ui.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace parlando
{

using namespace std::chrono_literals;

inline constexpr std::array themes{std::pair (Theme::light, "light"), std::pair (Theme::highContrast, "high-contrast"),
                                   std::pair (Theme::dark, "dark")};

/** A window that is photographed. */
class Studio
{
public:
    explicit Studio (juce::File pictureFolder) : folder (std::move (pictureFolder))
    {
        addAssets (processor);
        desk.setLog (ConversationLog()); // nobody asked for these conversations
        desk.keeping().use ({Keeps::wordsAndVoice, kept.getFullPathName().toStdString()}, {});
        auto settings = processor.desk().settings().get();
        settings.layout = processor.toolSets.front();
        processor.desk().settings().set (std::move (settings));
        editor.emplace (processor);
        window.emplace (*editor);
        window->setVisible (true);
        audio.emplace (processor);
    }

    ~Studio()
    {
        desk.keeping().deleteFolder();
        kept.deleteRecursively();
    }

    Studio (const Studio&) = delete;
    Studio& operator= (const Studio&) = delete;

    const juce::File kept =
        juce::File::getSpecialLocation (juce::File::tempDirectory).getNonexistentChildFile ("Parlando pictures", {});
    PluginProcessor processor{gemini::geminiLive()};
    ConversationDesk& desk = processor.desk();
    std::optional<PluginEditor> editor;
    std::optional<testing::AudioThread> audio;

    template <typename Control>
    Control& control (const juce::String& title)
    {
        return testing::find<Control> (*editor, title);
    }

    template <typename Condition>
    void waitFor (const char* what, Condition&& happened)
    {
        for (int seconds = 0; seconds < 30; seconds += 5)
            if (testing::dispatchUntil (happened))
                return;

        throw std::runtime_error (std::string ("waited in vain for ") + what + "; the state is '" +
                                  desk.view().sentence.toStdString() + "' after:\n" + toText (desk.transcript()));
    }

    /** Types a turn and waits until the agent has answered and is silent. */
    void talk (const char* text)
    {
        const auto before = agentEntries();
        desk.sendText (juce::String::fromUTF8 (text));
        waitFor ("an answer", [&] { return agentEntries() > before && ! desk.view().isSpeaking; });
        testing::dispatch (300ms);
    }

    /** Types a turn and waits until a tool has done what it asks for. */
    void call (const char* text)
    {
        const auto before = desk.report().toolCalls.size();
        desk.sendText (juce::String::fromUTF8 (text));
        waitFor ("a tool call",
                 [&]
                 {
                     const auto calls = desk.report().toolCalls;
                     return calls.size() > before && calls.back().answered;
                 });
        testing::dispatch (300ms);
    }

    void saveAs (const juce::String& name)
    {
        testing::dispatch (150ms);
        save (*editor, name);
    }

    /** As it is at this moment. */
    void save (juce::Component& view, const juce::String& name)
    {
        const auto picture = view.createComponentSnapshot (view.getLocalBounds(), true, 1.0f);
        const auto file = folder.getChildFile (name + ".png");
        file.deleteFile();
        juce::FileOutputStream stream (file);

        if (! stream.openedOk() || ! juce::PNGImageFormat().writeImageToStream (picture, stream))
            throw std::runtime_error (file.getFullPathName().toStdString() + " cannot be written");

        std::printf ("%s (%d x %d)\n", file.getFileName().toRawUTF8(), picture.getWidth(), picture.getHeight());
    }

    /** What a screen reader is told of it, beside the pictures. */
    void saveAccessibilityAs (const juce::String& name)
    {
        const auto file = folder.getChildFile ("accessibility-" + name + ".txt");

        if (! file.replaceWithText (testing::AccessibilityTree::of (*editor)))
            throw std::runtime_error (file.getFullPathName().toStdString() + " cannot be written");
    }

    void saveInEveryTheme (const juce::String& name)
    {
        for (const auto& [theme, word] : themes)
        {
            editor->setTheme (theme);
            saveAs (name + "-" + word);
        }
    }

private:
    std::size_t agentEntries()
    {
        const auto transcript = desk.transcript();
        return static_cast<std::size_t> (std::count_if (transcript.entries.begin(), transcript.entries.end(),
                                                        [] (const auto& each)
                                                        { return each.speaker == Speaker::agent && each.final; }));
    }

    const juce::File folder;
    std::optional<testing::HeadlessWindow> window;
};

} // namespace parlando
