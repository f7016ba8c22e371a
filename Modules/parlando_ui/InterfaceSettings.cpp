#include "InterfaceSettings.h"

#include <nlohmann/json.hpp>
#include <parlando_text/AtomicFile.h>
#include <parlando_text/parlando_text.h>

namespace parlando
{
namespace
{

constexpr const char* themeNames[] = {"dark", "light", "high contrast"};
constexpr juce::int64 largestInterfaceFile = 64 * 1024;

void readNumber (const nlohmann::json& json, const char* name, int least, int most, int& value)
{
    if (const auto found = json.find (name); found != json.end() && found->is_number_integer())
        value = static_cast<int> (std::clamp<std::int64_t> (found->get<std::int64_t>(), least, most));
}

} // namespace

InterfaceSettings InterfaceSettings::load (const juce::File& file)
{
    InterfaceSettings settings;

    if (file.getSize() > largestInterfaceFile)
        return settings;

    const auto json = readJson (file.loadFileAsString().toStdString(), {largestInterfaceFile}).json;

    if (! json.is_object())
        return settings;

    constexpr int most = 8000;
    readNumber (json, "zoom", smallestZoom, largestZoom, settings.zoom);
    readNumber (json, "width", 1, most, settings.width);
    readNumber (json, "height", 1, most, settings.height);

    const auto theme = json.find ("theme");

    for (const auto each : {Theme::dark, Theme::light, Theme::highContrast})
        if (theme != json.end() && *theme == themeNames[static_cast<int> (each)])
            settings.theme = each;

    return settings;
}

bool InterfaceSettings::save (const juce::File& file) const
{
    const nlohmann::json json = {
        {"theme", themeNames[static_cast<int> (theme)]}, {"zoom", zoom}, {"width", width}, {"height", height}};
    constexpr int indent = 4;

    if (file.getParentDirectory().createDirectory().failed())
        return false;

    try
    {
        // After a power cut the window may have its size of before.
        replaceFile (file.getFullPathName().toStdString(), json.dump (indent) + "\n", {.isDurable = false});
        return true;
    }
    catch (const FileError&)
    {
        return false;
    }
}

} // namespace parlando
