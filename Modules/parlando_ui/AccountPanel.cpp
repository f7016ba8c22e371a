#include "AccountPanel.h"

#include "Icons.h"
#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int accountRow = 32, accountGap = 6, accountButton = 158, accountHeading = 26;
constexpr juce::juce_wchar hiddenLetter = 0x2022;

juce::String inUtf8 (std::string_view text)
{
    return juce::String::fromUTF8 (text.data(), static_cast<int> (text.size()));
}

juce::String headingFor (const AccountView& account, bool isRehearsing, const juce::String& service)
{
    if (isRehearsing)
        return "You talk to the rehearsal agent.";

    if (! account.isKnown)
        return juce::String::fromUTF8 ("Looking for a key…");

    return account.hasAccess ? "Access: " + inUtf8 (account.source) + "." : "Talk with " + service + ", in three steps";
}

} // namespace

AccountPanel::AccountPanel (PluginProcessor& processor, Use panelUse)
    : plugin (processor), access (plugin.provider().access()), use (panelUse)
{
    setTitle ("Account");
    setFocusContainerType (FocusContainerType::focusContainer);
    addControls();
    showAccount (plugin.account().view());
}

void AccountPanel::addControls()
{
    heading.setTitle ("Access");
    heading.setFont (ParlandoLook::font (18.0f, true));
    outcome.setTitle ("Outcome");
    outcome.setFont (ParlandoLook::font (14.0f));
    outcome.setMinimumHorizontalScale (0.9f);
    outcome.setJustificationType (juce::Justification::centredLeft);

    for (auto* label : {&heading, &outcome})
        label->setBorderSize ({});

    getKey.setTooltip (inUtf8 (access.keyPage));
    getKey.onClick = [this] { juce::URL (inUtf8 (access.keyPage)).launchInDefaultBrowser(); };
    key.setTitle ("Key");
    key.setPasswordCharacter (hiddenLetter);
    key.setInputRestrictions (static_cast<int> (Credential::maximumBytes));
    addPlace();
    addProxy();

    for (auto* field : {&key, &place, &proxy, &proxyPassword})
    {
        field->setFont (ParlandoLook::font (16.0f));
        field->setIndents (8, 0);
        field->setJustification (juce::Justification::centredLeft);
        field->onEscapeKey = [] { juce::Component::unfocusAllComponents(); };
    }

    key.onReturnKey = [this] { keepKey(); };
    keep.onClick = [this] { keepKey(); };
    rehearsal.onClick = [this] { rehearse(); };
    check.onClick = [this] { plugin.account().check (agent()); };
    forget.onClick = [this] { plugin.account().forget(); };

    for (auto* button : {&getKey, &keep, &check, &forget})
        button->setTitle (button->getButtonText());

    rehearsal.setTitle ("Rehearsal agent");

    for (auto* view : std::initializer_list<juce::Component*>{&heading, &getKey, &key, &keep, &outcome, &rehearsal})
        addAndMakeVisible (view);

    if (use == Use::settings)
        for (auto* view : std::initializer_list<juce::Component*>{&check, &forget, &place, &usePlace, &proxy,
                                                                  &proxyPassword, &useProxy})
            addAndMakeVisible (view);

    place.setVisible (hasPlace());
    usePlace.setVisible (hasPlace());
}

void AccountPanel::addPlace()
{
    place.setTitle (inUtf8 (access.place.title));
    place.setInputRestrictions (200);
    usePlace.setTitle ("Use " + inUtf8 (access.place.name));
    place.onReturnKey = usePlace.onClick = [this] { plugin.account().usePlace (place.getText().trim().toStdString()); };
}

void AccountPanel::addProxy()
{
    proxy.setTitle ("Proxy");
    proxy.setInputRestrictions (1000);
    proxyPassword.setTitle ("Password of the proxy");
    proxyPassword.setPasswordCharacter (hiddenLetter);
    proxyPassword.setInputRestrictions (255);
    useProxy.setTitle ("Use the proxy");
    proxy.onReturnKey = proxyPassword.onReturnKey = useProxy.onClick = [this] { keepProxy(); };
}

void AccountPanel::keepProxy()
{
    plugin.account().useProxy (proxy.getText().trim().toStdString(), proxyPassword.getText().toStdString());

    proxyPassword.clear();

    // It may hold a password: what is remembered comes back without.
    if (proxy.getText().containsChar ('@'))
        proxy.setText (inUtf8 (shown.proxy), juce::dontSendNotification);
}

juce::String AccountPanel::service() const { return inUtf8 (plugin.provider().shortName()); }

AgentDefinition AccountPanel::agent() const { return toDefinition (plugin.desk().settings().get()); }

void AccountPanel::keepKey()
{
    plugin.account().checkAndKeep (key.getText().toStdString(), agent());
    key.clear();
}

void AccountPanel::rehearse()
{
    const auto begins = use == Use::firstRun;
    plugin.desk().setRehearsing (begins || ! isRehearsing());

    if (begins)
        setInGesture (plugin.parameters.connect, 1.0f);

    refresh();
}

void AccountPanel::refresh()
{
    heading.setText (headingFor (shown, isRehearsing(), service()), juce::dontSendNotification);
    rehearsal.setButtonText (use == Use::firstRun ? "Rehearsal agent"
                             : isRehearsing()     ? "Talk to " + service()
                                                  : "Rehearse instead");

    if (const auto now = plugin.account().view(); now != shown)
        showAccount (now);
}

void AccountPanel::showAccount (const AccountView& account)
{
    if (account.place != shown.place)
        place.setText (inUtf8 (account.place), juce::dontSendNotification);

    if (account.proxy != shown.proxy)
        proxy.setText (inUtf8 (account.proxy), juce::dontSendNotification);

    const auto isNews = account.sentence != shown.sentence && ! account.sentence.empty();
    shown = account;
    refresh();
    outcome.setText (inUtf8 (account.sentence), juce::dontSendNotification);
    lookAndFeelChanged();

    for (auto* button : {&keep, &check, &forget, &usePlace, &useProxy})
        button->setEnabled (! account.isBusy);

    if (isNews && isShowing())
        juce::AccessibilityHandler::postAnnouncement (outcome.getText(),
                                                      juce::AccessibilityHandler::AnnouncementPriority::medium);

    repaint();
}

void AccountPanel::lookAndFeelChanged()
{
    const auto& colours = paletteOf (*this);
    heading.setColour (juce::Label::textColourId, colours.text);
    outcome.setColour (juce::Label::textColourId, shown.isTrouble ? colours.trouble
                                                  : shown.isBusy  ? colours.waiting
                                                                  : colours.listening);
    key.setTextToShowWhenEmpty ("Paste the key here", colours.quietText);
    place.setTextToShowWhenEmpty (inUtf8 (access.place.example) + "; empty: by key", colours.quietText);
    proxy.setTextToShowWhenEmpty ("http://name@host:port; empty: as the system says; none", colours.quietText);
    proxyPassword.setTextToShowWhenEmpty ("Password", colours.quietText);

    for (auto* field : {&key, &place, &proxy, &proxyPassword})
        field->applyColourToAllText (colours.text);
}

void AccountPanel::paint (juce::Graphics& g)
{
    const auto& colours = paletteOf (*this);
    g.fillAll (colours.background);
    g.setFont (ParlandoLook::font (15.0f, true));
    int number = 1;

    for (const auto& step : steps)
    {
        const auto disc = step.toFloat().withSizeKeepingCentre (24.0f, 24.0f);
        g.setColour (colours.outline);
        g.drawEllipse (disc, 1.5f);
        g.setColour (colours.text);
        g.drawText (juce::String (number++), disc, juce::Justification::centred);
    }

    g.setFont (ParlandoLook::font (16.0f, true));
    g.drawText ("Or without a key", otherWay, juce::Justification::centredLeft);
    g.setFont (ParlandoLook::font (14.0f));
    g.setColour (colours.quietText);
    const auto hint = [&] (const juce::String& words, juce::Rectangle<int> area)
    { g.drawFittedText (words, area, juce::Justification::centredLeft, 2, 0.85f); };
    hint (inUtf8 (access.keyPageHint), getKeyHint);
    hint ("Answers on this computer by simple rules, to try things out. It is not " + service() + ", and needs no key.",
          rehearsalHint);

    if (use == Use::settings)
    {
        hint (inUtf8 (access.place.hint), placeHint);
        hint (shown.way.empty() ? "Proxy: none" : "Proxy: " + inUtf8 (shown.way), proxyHint);
    }

    const auto mark = outcome.getBounds().withWidth (20).translated (-24, 0).toFloat();

    if (! shown.sentence.empty())
    {
        g.setColour (outcome.findColour (juce::Label::textColourId));
        draw (g, shown.isTrouble ? Icon::cross : shown.isBusy ? Icon::clock : Icon::check, mark.reduced (2.0f));
    }
}

void AccountPanel::resized()
{
    auto area = getLocalBounds();
    const auto height = rowHeight();
    const auto nextRow = [&]
    {
        auto row = area.removeFromTop (height);
        area.removeFromTop (accountGap);
        return row;
    };
    auto top = nextRow();

    if (use == Use::settings)
    {
        forget.setBounds (top.removeFromRight (124));
        top.removeFromRight (accountGap);
        check.setBounds (top.removeFromRight (74));
        top.removeFromRight (accountGap);
    }

    heading.setBounds (top);

    for (auto& step : steps)
    {
        auto row = nextRow();
        step = row.removeFromLeft (accountRow);
        row.removeFromLeft (accountGap);

        if (&step == &steps[1])
        {
            key.setBounds (row);
            continue;
        }

        const auto isFirst = &step == &steps[0];
        (isFirst ? getKey : keep).setBounds (row.removeFromLeft (accountButton));
        row.removeFromLeft (isFirst ? 2 * accountGap : 36);

        if (isFirst)
            getKeyHint = row;
        else
            outcome.setBounds (row);
    }

    placeWays (area, height);
}

/** A low window takes from the rows, not from the last of them. */
int AccountPanel::rowHeight() const
{
    constexpr int rows = 7, lowest = 22;
    const auto free = getHeight() - accountHeading - (rows + 1) * accountGap;
    return use == Use::firstRun ? accountRow : juce::jlimit (lowest, accountRow, free / rows);
}

void AccountPanel::placeWays (juce::Rectangle<int> area, int height)
{
    const auto nextRow = [&]
    {
        auto next = area.removeFromTop (height);
        area.removeFromTop (accountGap);
        return next;
    };
    otherWay = area.removeFromTop (accountHeading);
    auto row = nextRow();
    rehearsal.setBounds (row.removeFromLeft (accountRow + accountGap + accountButton));
    row.removeFromLeft (2 * accountGap);
    rehearsalHint = row;

    if (use == Use::firstRun)
        return;

    const auto nextWay = [&] (juce::Rectangle<int>& hint, juce::Component& button)
    {
        row = nextRow();
        hint = row.removeFromLeft (accountRow + accountGap + accountButton);
        row.removeFromLeft (2 * accountGap);
        button.setBounds (row.removeFromRight (60));
        row.removeFromRight (accountGap);
    };
    area.removeFromTop (accountGap);

    if (hasPlace())
    {
        nextWay (placeHint, usePlace);
        place.setBounds (row);
    }

    nextWay (proxyHint, useProxy);
    proxyPassword.setBounds (row.removeFromRight (110));
    row.removeFromRight (accountGap);
    proxy.setBounds (row);
}

} // namespace parlando
