#include "KeyboardFocus.h"

namespace parlando
{

void leaveKeyboardToHost (juce::Component& component)
{
    if (dynamic_cast<juce::TextEditor*> (&component) != nullptr)
        return;

    component.setMouseClickGrabsKeyboardFocus (false);

    for (auto* child : component.getChildren())
        leaveKeyboardToHost (*child);
}

} // namespace parlando
