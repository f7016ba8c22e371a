#include "DeleteQuestion.h"

#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

DeleteQuestion::DeleteQuestion (juce::Button& toAsk, const juce::String& usualText) : button (toAsk), usual (usualText)
{
    reset();
}

void DeleteQuestion::reset()
{
    asked = 0;
    button.setButtonText (usual);
    button.setTooltip ({});
}

bool DeleteQuestion::click (const std::string& folder)
{
    const auto files = asked > 0 ? filesForOthers (folder) : 0;

    if (asked > 1 || (asked == 1 && files == 0))
    {
        reset();
        return true;
    }

    ++asked;
    button.setButtonText (asked == 1 ? "Delete for good?" : "Its exports too?");
    button.setTooltip (asked == 1 ? juce::String()
                                  : "Files that were dragged or exported: " + juce::String (files) +
                                        ". A project may use them.");
    return false;
}

} // namespace parlando
