#include "PluginAssets.h"

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_ui/parlando_ui.h>

/** What the formats make their instances with. */
juce::AudioProcessor* JUCE_CALLTYPE createPluginFilter()
{
    auto processor = std::make_unique<parlando::PluginProcessor> (parlando::gemini::geminiLive());
    processor->makeEditor = [] (parlando::PluginProcessor& owner)
    { return new parlando::PluginEditor (owner, parlando::PluginEditor::usualInterfaceFile()); };
    parlando::addAssets (*processor);
    return processor.release();
}
