#include "Support/HostileJson.h"
#include "Support/SmallStack.h"

#include "../Source/Standalone/AppSettings.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;

namespace
{

struct SettingsFolder
{
    SettingsFolder() { folder.createDirectory(); }
    ~SettingsFolder() { folder.deleteRecursively(); }

    SettingsFolder (const SettingsFolder&) = delete;
    SettingsFolder& operator= (const SettingsFolder&) = delete;

    void write (const std::string& text) const { file.replaceWithData (text.data(), text.size()); }

    juce::File folder = juce::File::createTempFile ("settings");
    juce::File file = folder.getChildFile ("Parlando.settings");
};

std::string valueOf (const std::string& name, const std::string& value)
{
    return "<?xml version=\"1.0\"?>\n<PROPERTIES><VALUE name=\"" + name + "\" val=\"" + value + "\"/></PROPERTIES>";
}

} // namespace

TEST_CASE ("The app remembers devices, state, window and key")
{
    const SettingsFolder place;
    juce::XmlElement devices ("DEVICESETUP");
    devices.setAttribute ("audioOutputDeviceName", "Out <1> & \"2\"");

    {
        AppSettings settings (place.folder);
        settings.setDevices (&devices);
        settings.setPluginState ({"state", 5});
        settings.setWindowPlace ("1 2 3 4");
        settings.setTalkKey ("spacebar");
        CHECK (settings.save());
    }

    const AppSettings settings (place.folder);
    CHECK (settings.devices()->isEquivalentTo (&devices, true));
    CHECK (settings.pluginState() == juce::MemoryBlock ("state", 5));
    CHECK (settings.windowPlace() == "1 2 3 4");
    CHECK (settings.talkKey() == "spacebar");
}

TEST_CASE ("A settings file of nested elements, or with declarations, is put beside and the app begins afresh")
{
    const auto open = times (60'000, "<a>"), escaped = times (60'000, "&lt;a&gt;"),
               numbered = times (60'000, "&#60;a>");
    const std::string bomb = "<!DOCTYPE p [<!ENTITY e \"<a>&e;</a>\">]><PROPERTIES>&e;</PROPERTIES>";

    for (const auto& text :
         {open, "<PROPERTIES><VALUE name=\"devices\">" + open, valueOf ("devices", escaped),
          valueOf ("other", numbered), bomb, std::string ("PROP\x7f\xff\xff\xff"), std::string ("{}")})
    {
        const SettingsFolder place;
        place.write (text);
        onSmallStack (
            [&]
            {
                AppSettings settings (place.folder);
                CHECK (settings.devices() == nullptr);
                settings.setWindowPlace ("1 2 3 4");
                CHECK (settings.save());
            });

        CHECK (place.folder.getChildFile ("Parlando.unreadable").getSize() == static_cast<juce::int64> (text.size()));
        CHECK (AppSettings (place.folder).windowPlace() == "1 2 3 4");
    }
}

TEST_CASE ("A state that gives itself a wrong size is not restored")
{
    const SettingsFolder place;

    for (const auto* state : {"-1.AAAA", "2147483647.AAAA", "99999999999.AAAA", "0.", "AAAA", ""})
    {
        place.write (valueOf ("pluginState", state));
        CHECK_FALSE (AppSettings (place.folder).pluginState());
    }
}
