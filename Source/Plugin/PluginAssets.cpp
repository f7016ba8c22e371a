#include "PluginAssets.h"

#include "Assets.h"

#include <cstdlib>

namespace parlando
{

void addAssets (PluginProcessor& processor)
{
    processor.desk().setPrices (PriceTable::parse (assets::prices()));

    processor.desk().setLog (ConversationLog (ConversationLog::usualFolder()));
    processor.desk().keeping().useFile();

    for (const auto text : assets::toolSets())
        processor.toolSets.push_back (layoutFromText (text));

    for (const auto text : assets::presets())
        processor.presets.push_back (presetFromText (text, processor.provider()));

    const auto* wanted = std::getenv ("PARLANDO_TOOLS");

    if (wanted == nullptr || *wanted == '\0')
        return;

    try
    {
        const auto& sets = processor.toolSets;
        const auto known =
            std::find_if (sets.begin(), sets.end(), [&] (const auto& each) { return each.name == wanted; });
        auto settings = processor.desk().settings().get();
        settings.layout = known != sets.end() ? *known : loadLayout (wanted);
        processor.desk().settings().restore (std::move (settings));
    }
    catch (const std::exception& problem)
    {
        processor.desk().showMessage (std::string ("PARLANDO_TOOLS: ") + problem.what());
    }
}

} // namespace parlando
