#include "StandaloneView.h"

namespace parlando
{

StandaloneView::StandaloneView (StandaloneAudio& audio)
    : bar (audio), processor (audio.processor), editor (processor.createEditorIfNeeded())
{
    setOpaque (false);
    setMouseClickGrabsKeyboardFocus (false);
    addAndMakeVisible (bar);
    editor->setResizable (true, false); // the window has edges of its own
    addAndMakeVisible (*editor);
    setSize (editor->getWidth(), editor->getHeight() + barHeight);
}

StandaloneView::~StandaloneView() { processor.editorBeingDeleted (editor.get()); }

void StandaloneView::resized()
{
    auto area = getLocalBounds();
    bar.setBounds (area.removeFromTop (barHeight));
    editor->setBounds (area);
}

} // namespace parlando
