#pragma once

#include <juce_gui_basics/juce_gui_basics.h>
#include <parlando_plugin/parlando_plugin.h>

namespace parlando
{

/** How this person gets to an agent: a key in three steps, or the rehearsal agent in one. Message thread. */
class AccountPanel final : public juce::Component
{
public:
    enum class Use
    {
        firstRun, /**< What is needed to begin. */
        settings  /**< Also to check and to forget a key, a place (ProviderAccess), and a proxy. */
    };

    AccountPanel (PluginProcessor&, Use);

    /** What the account says; call it while the panel is showing. */
    void refresh();

    void paint (juce::Graphics&) override;
    void resized() override;
    void lookAndFeelChanged() override;

private:
    void addControls();
    void showAccount (const AccountView&);
    void addPlace();
    void addProxy();
    void keepKey();
    void keepProxy();
    void placeWays (juce::Rectangle<int> area, int height);
    [[nodiscard]] int rowHeight() const;
    void rehearse();
    [[nodiscard]] juce::String service() const;
    [[nodiscard]] AgentDefinition agent() const;
    [[nodiscard]] bool hasPlace() const { return ! access.place.name.empty(); }
    [[nodiscard]] bool isRehearsing() const { return plugin.desk().view().isRehearsal; }

    PluginProcessor& plugin;
    const ProviderAccess& access;
    const Use use;
    AccountView shown;
    juce::Label heading, outcome;
    juce::TextButton getKey{juce::String::fromUTF8 ("Get a key…")}, keep{"Check and keep"}, rehearsal;
    juce::TextButton check{"Check"}, forget{"Forget the key"}, usePlace{"Use"}, useProxy{"Use"};
    juce::TextEditor key, place, proxy, proxyPassword;
    std::array<juce::Rectangle<int>, 3> steps;
    juce::Rectangle<int> getKeyHint, otherWay, rehearsalHint, placeHint, proxyHint;
};

} // namespace parlando
