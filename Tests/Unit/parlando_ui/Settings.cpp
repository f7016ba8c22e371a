#include "EditorRig.h"

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using namespace parlando::testing;

namespace
{

struct SettingsRig : EditorRig
{
    SettingsRig()
    {
        open();
        get<juce::Button> ("Settings").onClick();
        get<juce::Button> ("Turn taking page").onClick();
    }

    [[nodiscard]] PluginSettings settings() { return processor.desk().settings().get(); }

    void set (const juce::String& title, bool isOn)
    {
        auto& button = get<juce::ToggleButton> (title);
        button.setToggleState (isOn, juce::dontSendNotification);
        button.onClick();
    }
};

} // namespace

TEST_CASE ("Patience is the service's choice until the person sets it, and again when they let it go")
{
    SettingsRig rig;
    auto& patience = rig.get<juce::Slider> ("Patience");
    CHECK_FALSE (patience.isEnabled());
    CHECK_FALSE (rig.settings().turnTaking.patience);
    rig.set ("Set: Patience", true);
    CHECK (patience.isEnabled());
    patience.setValue (1500.0, juce::sendNotificationSync);
    CHECK (rig.settings().turnTaking.patience == 1500);
    rig.set ("Set: Patience", false);
    CHECK_FALSE (rig.settings().turnTaking.patience);
}

TEST_CASE ("Where turns are found here the service's sensitivities rest")
{
    SettingsRig rig;
    auto& detection = rig.get<juce::ComboBox> ("Turn detection");
    CHECK (detection.getText() == "By the service");
    CHECK (rig.get<juce::ComboBox> ("Speech ends").isEnabled());
    detection.setSelectedId (2, juce::sendNotificationSync);
    CHECK (rig.settings().turnTaking.isLocal);
    CHECK_FALSE (rig.get<juce::ComboBox> ("Speech begins").isEnabled());
    CHECK_FALSE (rig.get<juce::ComboBox> ("Speech ends").isEnabled());
    detection.setSelectedId (1, juce::sendNotificationSync);
    CHECK_FALSE (rig.settings().turnTaking.isLocal);
}

TEST_CASE ("Sensitivity, interruption and the cap are what the controls say")
{
    SettingsRig rig;
    rig.get<juce::ComboBox> ("Speech begins").setSelectedId (3, juce::sendNotificationSync);
    rig.get<juce::ComboBox> ("Speech ends").setSelectedId (2, juce::sendNotificationSync);
    CHECK (rig.settings().turnTaking.start == Sensitivity::low);
    CHECK (rig.settings().turnTaking.end == Sensitivity::high);
    rig.get<juce::ComboBox> ("Speech ends").setSelectedId (1, juce::sendNotificationSync);
    CHECK (rig.settings().turnTaking.end == Sensitivity::unspecified);
    rig.set ("Set: Cost at most", true);
    rig.get<juce::Slider> ("Cost at most").setValue (2.5, juce::sendNotificationSync);
    CHECK (rig.settings().costCap == 2.5);
}

TEST_CASE ("The settings follow a project that is opened while they show, and keep what other pages hold")
{
    SettingsRig rig;
    auto opened = usualSettings (rig.processor.provider());
    opened.voice = "Kore";
    opened.turnTaking.patience = 700;
    opened.turnTaking.interrupts = false;
    rig.processor.desk().settings().set (opened);
    rig.get<juce::Button> ("Agent page").onClick();
    rig.get<juce::Button> ("Turn taking page").onClick();
    CHECK (rig.get<juce::Slider> ("Patience").getValue() == 700.0);
    rig.get<juce::ComboBox> ("Speech ends").setSelectedId (3, juce::sendNotificationSync);
    opened.turnTaking.end = Sensitivity::low;
    CHECK (rig.settings() == opened);
}

TEST_CASE ("One page of the settings shows at a time, and Done goes back to the conversation")
{
    SettingsRig rig;
    CHECK (rig.get<juce::Slider> ("Patience").isShowing());
    CHECK_FALSE (rig.get<juce::TextEditor> ("Instructions").isShowing());
    rig.get<juce::Button> ("Agent page").onClick();
    CHECK_FALSE (rig.get<juce::Slider> ("Patience").isShowing());
    CHECK (rig.get<juce::TextEditor> ("Instructions").isShowing());
    rig.get<juce::Button> ("Done").onClick();
    CHECK_FALSE (rig.get<juce::TextEditor> ("Instructions").isShowing());
    CHECK (rig.get<ConversationList> ("Conversation").isShowing());
}
