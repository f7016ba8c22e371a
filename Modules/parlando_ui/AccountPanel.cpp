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

juce::String inUtf8 (const std::string& text) { return juce::String::fromUTF8 (text.c_str()); }

juce::String headingFor (const AccountView& account, bool isRehearsing)
{
    if (isRehearsing)
        return "You talk to the rehearsal agent.";

    if (! account.isKnown)
        return juce::String::fromUTF8 ("Looking for a key…");

    return account.hasAccess ? "Access: " + inUtf8 (account.source) + "."
                             : juce::String ("Talk with Gemini, in three steps");
}

} // namespace

AccountPanel::AccountPanel (PluginProcessor& processor, Use panelUse) : plugin (processor), use (panelUse)
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

    getKey.setTooltip (keyPage);
    getKey.onClick = [] { juce::URL (keyPage).launchInDefaultBrowser(); };
    key.setTitle ("Key");
    key.setPasswordCharacter (hiddenLetter);
    key.setInputRestrictions (static_cast<int> (Credential::maximumBytes));
    vertex.setTitle ("Project and region on Vertex AI");
    vertex.setInputRestrictions (200);

    addProxy();

    for (auto* field : {&key, &vertex, &proxy, &proxyPassword})
    {
        field->setFont (ParlandoLook::font (16.0f));
        field->setIndents (8, 0);
        field->setJustification (juce::Justification::centredLeft);
        field->onEscapeKey = [] { juce::Component::unfocusAllComponents(); };
    }

    key.onReturnKey = [this] { keepKey(); };
    keep.onClick = [this] { keepKey(); };
    rehearsal.onClick = [this] { rehearse(); };
    check.onClick = [this] { plugin.account().check (setup()); };
    forget.onClick = [this] { plugin.account().forget(); };
    vertex.onReturnKey =
        useVertex.onClick = [this] { plugin.account().useVertex (vertex.getText().trim().toStdString()); };
    useVertex.setTitle ("Use Vertex AI");

    for (auto* button : {&getKey, &keep, &check, &forget})
        button->setTitle (button->getButtonText());

    rehearsal.setTitle ("Rehearsal agent");

    for (auto* view : std::initializer_list<juce::Component*>{&heading, &getKey, &key, &keep, &outcome, &rehearsal})
        addAndMakeVisible (view);

    if (use == Use::settings)
        for (auto* view : std::initializer_list<juce::Component*>{&check, &forget, &vertex, &useVertex, &proxy,
                                                                  &proxyPassword, &useProxy})
            addAndMakeVisible (view);
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

Setup AccountPanel::setup() const { return toSetup (plugin.desk().settings().get()); }

void AccountPanel::keepKey()
{
    plugin.account().checkAndKeep (key.getText().toStdString(), setup());
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
    heading.setText (headingFor (shown, isRehearsing()), juce::dontSendNotification);
    rehearsal.setButtonText (use == Use::firstRun ? "Rehearsal agent"
                             : isRehearsing()     ? "Talk to Gemini"
                                                  : "Rehearse instead");

    if (const auto now = plugin.account().view(); now != shown)
        showAccount (now);
}

void AccountPanel::showAccount (const AccountView& account)
{
    if (account.vertex != shown.vertex)
        vertex.setText (inUtf8 (account.vertex), juce::dontSendNotification);

    if (account.proxy != shown.proxy)
        proxy.setText (inUtf8 (account.proxy), juce::dontSendNotification);

    const auto isNews = account.sentence != shown.sentence && ! account.sentence.empty();
    shown = account;
    refresh();
    outcome.setText (inUtf8 (account.sentence), juce::dontSendNotification);
    lookAndFeelChanged();

    for (auto* button : {&keep, &check, &forget, &useVertex, &useProxy})
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
    vertex.setTextToShowWhenEmpty ("my-project/europe-west4; empty: by key", colours.quietText);
    proxy.setTextToShowWhenEmpty ("http://name@host:port; empty: as the system says; none", colours.quietText);
    proxyPassword.setTextToShowWhenEmpty ("Password", colours.quietText);

    for (auto* field : {&key, &vertex, &proxy, &proxyPassword})
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
    const auto hint = [&] (const char* words, juce::Rectangle<int> area)
    { g.drawFittedText (words, area, juce::Justification::centredLeft, 2, 0.85f); };
    hint ("Google AI Studio gives you one; it opens in your browser.", getKeyHint);
    hint ("Answers on this computer by simple rules, to try things out. It is not Gemini, and needs no key.",
          rehearsalHint);

    if (use == Use::settings)
    {
        hint ("Vertex AI, signed in with gcloud", vertexHint);
        hint ((shown.way.empty() ? "Proxy: none" : "Proxy: " + shown.way).c_str(), proxyHint);
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
    nextWay (vertexHint, useVertex);
    vertex.setBounds (row);
    nextWay (proxyHint, useProxy);
    proxyPassword.setBounds (row.removeFromRight (110));
    row.removeFromRight (accountGap);
    proxy.setBounds (row);
}

} // namespace parlando
