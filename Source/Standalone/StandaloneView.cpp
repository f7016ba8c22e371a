#include "StandaloneView.h"

namespace parlando
{

StandaloneView::StandaloneView (StandaloneAudio& audio)
    : bar (audio), processor (audio.processor), editor (processor.createEditorIfNeeded())
{
    setOpaque (true);
    setMouseClickGrabsKeyboardFocus (false);
    addAndMakeVisible (bar);
    editor->setResizable (true, false); // the window has edges of its own
    addAndMakeVisible (*editor);
    bar.setLookAndFeel (&editor->getLookAndFeel());

    if (auto* themed = dynamic_cast<PluginEditor*> (editor.get()))
        themed->onTheme = [this]
        {
            bar.refresh();
            repaint();
        };

    bar.refresh();
    setSize (editor->getWidth(), editor->getHeight() + barHeight);
}

StandaloneView::~StandaloneView()
{
    bar.setLookAndFeel (nullptr);
    processor.editorBeingDeleted (editor.get());
}

Theme StandaloneView::theme() const
{
    const auto* themed = dynamic_cast<const PluginEditor*> (editor.get());
    return themed != nullptr ? themed->settings().theme : Theme::dark;
}

void StandaloneView::paint (juce::Graphics& g) { g.fillAll (paletteOf (bar).background); }

void StandaloneView::resized()
{
    auto area = getLocalBounds();
    bar.setBounds (area.removeFromTop (barHeight));
    editor->setBounds (area);
}

/** Another zoom: the window goes along. */
void StandaloneView::childBoundsChanged (juce::Component* child)
{
    if (child != editor.get() || editor->getBounds() == getLocalBounds().withTrimmedTop (barHeight))
        return;

    if (const auto* window = findParentComponentOfClass<juce::ResizableWindow>();
        window != nullptr && window->isFullScreen())
        resized();
    else
        setSize (editor->getWidth(), editor->getHeight() + barHeight);
}

} // namespace parlando
