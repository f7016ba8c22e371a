#pragma once

#include "HeadlessWindow.h"
#include "Person.h"

#include <Support/Surroundings.h>

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_ui/parlando_ui.h>

#include <memory>
#include <optional>
#include <utility>

namespace parlando::testing
{

/** The editor of a processor in a window, both visible; the test has the message thread. Its service needs no key. */
struct EditorRig
{
    explicit EditorRig (std::shared_ptr<const Provider> service = gemini::geminiLive())
        : processor (std::move (service)), editor (std::in_place, processor)
    {
    }

    Surroundings surroundings{"ws://127.0.0.1:1"};
    juce::ScopedJuceInitialiser_GUI juce;
    PluginProcessor processor;
    PluginParameters& parameters = processor.parameters;
    std::optional<PluginEditor> editor;
    std::optional<HeadlessWindow> window;

    void open()
    {
        window.emplace (*editor);
        window->setVisible (true);
    }

    /** Shows it anew: it looks at everything once. */
    void reopen()
    {
        window->setVisible (false);
        window->setVisible (true);
    }

    template <typename Type>
    Type& get (const juce::String& title)
    {
        return find<Type> (*editor, title);
    }

    bool shows (const juce::String& title)
    {
        bool found = false;
        visitAll (*editor,
                  [&] (juce::Component& each) { found = found || (each.getTitle() == title && each.isShowing()); });
        return found;
    }

    ~EditorRig()
    {
        window.reset();
        editor.reset();
    }
};

} // namespace parlando::testing
