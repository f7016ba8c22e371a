#include "MainView.h"

#include "Icons.h"
#include "KeyboardFocus.h"
#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int ticksPerSecond = 60, ticksPerControls = 2, ticksPerText = 6;
constexpr std::size_t turnsInFigures = 64; // among which the last answer and the last interruption are
constexpr int mainMargin = 14, viewGap = 8, largestQuestion = 260;

} // namespace

MainView::MainView (PluginProcessor& processorToShow, juce::File folderOfPresets)
    : plugin (processorToShow), presetsFolder (std::move (folderOfPresets)),
      connect (plugin.parameters.connect, "Connect", "Connect", "Disconnect"),
      settingsButton (juce::String::fromUTF8 ("Settings…")), toolsButton (juce::String::fromUTF8 ("Tools…")),
      viewButton (juce::String::fromUTF8 ("View…")), talk (plugin.parameters), turns (plugin), mix (plugin.parameters),
      tools (plugin), dropped (plugin, message, tools, presetsFolder), timer (*this, ticksPerSecond)
{
    setOpaque (true);
    addViews();
    connectViews();
    leaveKeyboardToHost (*this);
    lookAndFeelChanged();
    refreshAll();
}

void MainView::addViews()
{
    for (auto* view :
         std::initializer_list<juce::Component*>{&state, &connect, &settingsButton, &toolsButton, &viewButton, &talk,
                                                 &heard, &voice, &record, &conversation, &message, &figures, &mix})
        addAndMakeVisible (view);

    addChildComponent (question);
    addChildComponent (kept);
}

void MainView::connectViews()
{
    setIcon (connect, Icon::plug);
    settingsButton.setTitle ("Settings");
    settingsButton.setTooltip ("Who the agent is, and when it speaks");
    settingsButton.onClick = [this] { showSettings (! isSetting()); };
    toolsButton.setTitle ("Tools menu");
    toolsButton.setTooltip ("What the agent may move, undo, and MIDI");
    toolsButton.onClick = [this] { tools.showBelow (toolsButton); };
    viewButton.setTitle ("View menu");
    viewButton.setTooltip ("Theme, size, the transcript, and past conversations");
    viewButton.onClick = [this]
    {
        if (onViewMenu)
            onViewMenu (viewButton);
    };
    question.onAnswer = [this] (std::uint64_t id, bool isAllowed) { plugin.desk().answer (id, isAllowed); };
    message.onSend = [this] (const juce::String& text) { plugin.desk().sendText (text); };
    conversation.itemOf = [this] (const ItemOutline& outline) { return itemOf (outline); };
    conversation.waveformOf = [this] (std::uint64_t turn) { return plugin.desk().waveform (turn); };
    conversation.turns = &turns;
    conversation.onUndo = [this] { plugin.automation().undoLast(); };
    kept.onClick = [this]
    {
        showSettings (true);
        settings->showPage ("Keep");
    };
    record.onClick = [this]
    {
        auto& keeping = plugin.desk().keeping();
        keeping.record (keeping.recording().state == RecordingView::State::off);
        record.show (keeping.recording());
    };
    timer.onShown = [this]
    {
        if (! plugin.account().view().isKnown)
            plugin.account().look();

        refreshAll();
    };
    timer.onTick = [this] { refresh(); };
    timer.onHidden = [this] { talk.hidden(); };
}

void MainView::refreshAll()
{
    ticks = 0;
    refresh();
}

void MainView::refresh()
{
    const auto now = juce::Time::getMillisecondCounterHiRes();
    heard.show (plugin.heardLevels(), now);
    voice.show (plugin.voiceLevels(), now);

    if (ticks % ticksPerControls == 0)
        refreshControls();

    if (ticks % ticksPerText == 0)
        refreshText();

    ++ticks;
}

void MainView::refreshControls()
{
    const auto view = plugin.desk().view();
    connect.refresh();
    talk.refresh();
    mix.refresh();

    if (isSetting())
        settings->refreshParameters();

    state.show (describe (view, talk.waitsForTalk(), plugin.provider().shortName()));
    message.setConnected (view.isRunning);
    record.show (plugin.desk().keeping().recording());
    ask();
}

void MainView::refreshText()
{
    showConversation();
    showWelcome();
    showKept();

    if (isSetting())
        settings->refresh();

    if (isPast())
        past->refresh();

    if (welcome != nullptr && welcome->isVisible())
        welcome->refresh();
}

void MainView::showConversation()
{
    // Words that are laid out before there is a place for them are laid out for nothing.
    if (conversation.getWidth() == 0)
        return;

    const auto& desk = plugin.desk();
    const auto revision = desk.revision();
    auto change = plugin.automation().lastChange();

    if (revision == revisionShown && change == changeShown)
    {
        if (desk.view().isSpeaking)
            conversation.tick (Instant::clock::now());

        return;
    }

    revisionShown = revision;
    changeShown = std::move (change);
    conversation.show (outlineOf (desk.entryOutline(), desk.callOutline(), desk.interimText()), ! changeShown.empty());
    figures.show (desk.recentReport (turnsInFigures), juce::String (desk.currency()));
}

std::optional<ConversationItem> MainView::itemOf (const ItemOutline& outline) const
{
    const auto& desk = plugin.desk();

    if (outline.kind == ConversationItem::Kind::interim)
        return interimItemOf (desk.interimText());

    if (outline.kind == ConversationItem::Kind::toolCall)
    {
        const auto call = desk.toolCall (outline.id);
        return call ? std::optional (parlando::itemOf (*call, outline.id, desk.transcriptStart())) : std::nullopt;
    }

    const auto entry = desk.recentEntry (outline.id, longestShownText);
    return entry ? std::optional (parlando::itemOf (*entry, desk.transcriptStart())) : std::nullopt;
}

/** Where there is nothing to say of it the figures have its place. */
void MainView::showKept()
{
    kept.show (plugin.desk().keeping().view());
    const auto isSeen = kept.isWanted() && ! isPaged() && ! isWelcoming;

    if (kept.isVisible() == isSeen)
        return;

    kept.setVisible (isSeen);
    resized();
}

/** Until somebody has found a way to an agent, the way there stands where its words will be. */
void MainView::showWelcome()
{
    const auto account = plugin.account().view();
    const auto view = plugin.desk().view();
    const auto isNeeded = account.isKnown && ! account.hasAccess && ! view.isRunning && ! view.isRehearsal &&
                          ! isPaged() && conversation.itemCount() == 0;

    if (std::exchange (isWelcoming, isNeeded) == isNeeded)
        return;

    // Or the focus would go from its field to the next control that is there, such as Connect.
    juce::Component::unfocusAllComponents();
    showParts();
}

void MainView::showParts()
{
    if (isWelcoming && welcome == nullptr)
    {
        welcome = std::make_unique<AccountPanel> (plugin, AccountPanel::Use::firstRun);
        addLate (*welcome);
    }

    if (welcome != nullptr)
        welcome->setVisible (isWelcoming && ! isPaged());

    for (auto* view : std::initializer_list<juce::Component*>{&talk, &heard, &voice, &record, &mix})
        view->setVisible (! isPaged());

    for (auto* view : std::initializer_list<juce::Component*>{&conversation, &message, &figures})
        view->setVisible (! isPaged() && ! isWelcoming);

    showKept();
    resized();
}

void MainView::ask()
{
    if (! question.show (plugin.desk().question()))
        return;

    if (question.isAsking() && isPaged())
        closePages();

    question.setVisible (question.isAsking());
    resized();
}

/** What is seldom looked at is made when it is: a window opens sooner without it. */
void MainView::addLate (juce::Component& view)
{
    addChildComponent (view);
    view.sendLookAndFeelChange(); // it has a parent, and with it a palette, only now
    leaveKeyboardToHost (view);
}

void MainView::showSettings (bool shouldShow)
{
    if (settings == nullptr)
    {
        settings = std::make_unique<SettingsPanel> (plugin, presetsFolder);
        settings->onDone = [this] { showSettings (false); };
        settings->onPast = [this] { showPast (true); };
        addLate (*settings);
    }

    settings->refresh();
    settings->setVisible (shouldShow);

    if (past != nullptr)
        past->setVisible (false);

    juce::Component::unfocusAllComponents();
    showParts();
}

void MainView::showPast (bool shouldShow)
{
    if (past == nullptr)
    {
        past = std::make_unique<PastPanel> (plugin);
        past->onDone = [this] { showPast (false); };
        addLate (*past);
    }

    if (settings != nullptr)
        settings->setVisible (false);

    past->setVisible (shouldShow);
    juce::Component::unfocusAllComponents();
    showParts();

    if (shouldShow)
        past->look();
}

void MainView::closePages()
{
    if (isSetting())
        showSettings (false);
    else if (isPast())
        showPast (false);
}

void MainView::lookAndFeelChanged() { colourConnect (connect, paletteOf (*this)); }

void MainView::filesDropped (const juce::StringArray& files, int, int)
{
    showDropping (false);
    dropped.take (files);
}

void MainView::textDropped (const juce::String& text, int, int)
{
    showDropping (false);
    message.add (text);
}

void MainView::showDropping (bool shouldShow)
{
    isDropping = shouldShow;
    repaint();
}

void MainView::paintOverChildren (juce::Graphics& g)
{
    if (! isDropping)
        return;

    const auto& colours = paletteOf (*this);
    g.setColour (colours.background.withAlpha (0.85f));
    g.fillAll();
    g.setColour (colours.listening);
    g.drawRect (getLocalBounds(), 4);
    g.setFont (ParlandoLook::font (24.0f, true));
    g.drawFittedText ("Drop text, an image, a preset or a tool set", getLocalBounds().reduced (20),
                      juce::Justification::centred, 2, 1.0f);
}

void MainView::paint (juce::Graphics& g) { g.fillAll (paletteOf (*this).background); }

void MainView::resized()
{
    auto area = getLocalBounds().reduced (mainMargin, mainMargin - 2);
    auto top = area.removeFromTop (90);
    auto buttons = top.removeFromRight (218);
    connect.setBounds (buttons.removeFromTop (52));
    auto lower = buttons.removeFromBottom (30);
    const auto third = (lower.getWidth() - 2 * 4) / 3;

    for (auto* button : {&settingsButton, &toolsButton, &viewButton})
    {
        button->setBounds (lower.removeFromLeft (third));
        lower.removeFromLeft (4);
    }

    state.setBounds (top.withTrimmedRight (viewGap));
    area.removeFromTop (viewGap);

    if (settings != nullptr)
        settings->setBounds (area);

    if (past != nullptr)
        past->setBounds (area);

    talk.setBounds (area.removeFromTop (52));
    area.removeFromTop (viewGap);
    auto levels = area.removeFromTop (44);
    record.setBounds (levels.removeFromRight (136));
    levels.removeFromRight (viewGap);
    heard.setBounds (levels.removeFromTop (22));
    voice.setBounds (levels);

    // In a low window the conversation matters more than the mix.
    constexpr int lowest = 560;
    mix.setVisible (getHeight() >= lowest && ! isPaged());

    if (getHeight() >= lowest)
    {
        mix.setBounds (area.removeFromBottom (96));
        area.removeFromBottom (4);
    }

    if (welcome != nullptr)
        welcome->setBounds (area.withTrimmedTop (viewGap));

    auto bottom = area.removeFromBottom (20);

    if (kept.isVisible())
        kept.setBounds (bottom.removeFromLeft (88));

    figures.setBounds (bottom);
    area.removeFromBottom (4);
    message.setBounds (area.removeFromBottom (36));
    area.removeFromBottom (viewGap);
    area.removeFromTop (viewGap);

    if (question.isVisible())
    {
        // It may take half, but never all of the conversation that it is about.
        constexpr int leastConversation = 40;
        const auto most = juce::jmax (area.getHeight() / 2, area.getHeight() - viewGap - leastConversation);
        question.setBounds (
            area.removeFromBottom (question.heightFor (area.getWidth(), juce::jmin (most, largestQuestion))));
        area.removeFromBottom (viewGap);
    }

    conversation.setBounds (area);
}

} // namespace parlando
