#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

#include <map>
#include <stdexcept>

namespace parlando::testing
{

/** What a screen reader is told of a window: a line for each element, indented by depth, with its role, name and value,
    and for what the Tab key reaches its place in that order. */
class AccessibilityTree
{
public:
    /** Throws where a control has no name. The component must be showing. */
    static juce::String of (juce::Component& root)
    {
        AccessibilityTree tree;
        int place = 0;

        for (auto* each : juce::KeyboardFocusTraverser().getAllComponents (&root))
            tree.order[each] = ++place;

        if (const auto* handler = root.getAccessibilityHandler())
            tree.write (*handler, 0);

        return tree.lines.joinIntoString ("\n") + "\n";
    }

private:
    using Role = juce::AccessibilityRole;

    static const char* nameOf (Role role)
    {
        static const std::map<Role, const char*> names{{Role::button, "button"},
                                                       {Role::toggleButton, "toggle button"},
                                                       {Role::radioButton, "radio button"},
                                                       {Role::comboBox, "choice"},
                                                       {Role::slider, "slider"},
                                                       {Role::label, "label"},
                                                       {Role::staticText, "text"},
                                                       {Role::editableText, "text field"},
                                                       {Role::list, "list"},
                                                       {Role::listItem, "list item"},
                                                       {Role::group, "group"},
                                                       {Role::window, "window"},
                                                       {Role::scrollBar, "scroll bar"}};
        const auto found = names.find (role);
        return found == names.end() ? "element" : found->second;
    }

    static bool needsName (Role role)
    {
        return role == Role::button || role == Role::toggleButton || role == Role::radioButton ||
               role == Role::comboBox || role == Role::slider || role == Role::editableText || role == Role::list;
    }

    void write (const juce::AccessibilityHandler& handler, int depth)
    {
        const auto& component = handler.getComponent();
        const auto role = handler.getRole();
        const auto name = handler.getTitle();

        if (needsName (role) && name.isEmpty())
            throw std::runtime_error (std::string ("a ") + nameOf (role) + " has no name, after\n" +
                                      lines.joinIntoString ("\n").toStdString());

        auto line = juce::String::repeatedString ("  ", depth) + nameOf (role) + " \"" + name + "\"";

        if (auto* value = handler.getValueInterface())
            line << " = \"" << value->getCurrentValueAsString() << "\"";
        else if (const auto words = handler.getDescription(); words.isNotEmpty())
            line << ": " << words;

        if (! component.isEnabled())
            line << ", disabled";

        if (handler.getCurrentState().isChecked())
            line << ", on";

        if (const auto place = order.find (&component); place != order.end())
            line << " [" << place->second << "]";

        lines.add (line);

        for (const auto* child : handler.getChildren())
            write (*child, depth + 1);
    }

    juce::StringArray lines;
    std::map<const juce::Component*, int> order;
};

} // namespace parlando::testing
