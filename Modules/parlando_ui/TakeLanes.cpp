#include "TakeLanes.h"

#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int lanesBarHeight = 28, lanesGap = 8, lanesButtonWidth = 74;

} // namespace

TakeLanes::TakeLanes (PluginProcessor& processor) : plugin (processor)
{
    setTitle ("Lanes");
    setFocusContainerType (FocusContainerType::focusContainer);
    note.setTitle ("About lanes");
    note.setFont (ParlandoLook::font (14.0f));
    note.setBorderSize ({});
    undo.setTitle ("Undo the choice of a take");
    redo.setTitle ("Redo the choice of a take");
    undo.setTooltip ("Takes back what was chosen last");
    redo.setTooltip ("Chooses it again");
    undo.onClick = [this] { plugin.takes().undo(); };
    redo.onClick = [this] { plugin.takes().redo(); };
    viewport.setWantsKeyboardFocus (false);
    viewport.setViewedComponent (&content, false);
    viewport.setScrollBarsShown (true, false);

    for (auto* part : std::initializer_list<juce::Component*>{&note, &undo, &redo, &viewport})
        addAndMakeVisible (part);

    refresh();
}

/** Nobody could stop it any more. */
TakeLanes::~TakeLanes() { plugin.audition().stop(); }

void TakeLanes::refresh()
{
    showAudition();
    const auto now = plugin.takes().changes();

    if (std::exchange (seen, now) == now)
        return;

    auto lanes = plugin.takes().lanes();
    std::erase_if (lanes, [] (const auto& lane) { return lane.takes.size() < 2; });
    lanes.resize (std::min (lanes.size(), mostLanes));
    undo.setEnabled (plugin.takes().canUndo());
    redo.setEnabled (plugin.takes().canRedo());
    note.setText (lanes.empty() ? juce::String ("For another take of a turn choose Say it again in its menu.")
                                : juce::String ("Which take is heard, as a whole or by sentences:"),
                  juce::dontSendNotification);

    if (! showInPlace (lanes))
        rebuild (std::move (lanes));
}

bool TakeLanes::showInPlace (const std::vector<TakeLane>& lanes)
{
    auto isShown = views.size() == lanes.size();

    for (std::size_t i = 0; isShown && i < lanes.size(); ++i)
        isShown = views[i]->show (lanes[i]);

    return isShown;
}

void TakeLanes::rebuild (std::vector<TakeLane>&& lanes)
{
    views.clear();

    for (const auto& lane : lanes)
    {
        auto view = std::make_unique<TakeLaneView> (plugin, lane);
        view->onListen = [this, id = lane.id] (std::size_t take) { listenTo (id, take); };
        content.addAndMakeVisible (*view);
        views.push_back (std::move (view));
    }

    resized();
}

void TakeLanes::listenTo (std::uint64_t lane, std::size_t take)
{
    const auto isStopped = plugin.audition().isPlaying() && listened == std::pair (lane, take);
    plugin.audition().stop();

    if (const auto voice = isStopped ? nullptr : plugin.takes().voiceOf (lane, take))
    {
        listened = {lane, take};
        plugin.audition().play ({voice}, plugin.hostRate());
    }

    showAudition();
}

void TakeLanes::showAudition()
{
    const auto isPlaying = plugin.audition().isPlaying();

    for (auto& view : views)
        view->showAudition (isPlaying && view->lane() == listened.first ? static_cast<int> (listened.second) : -1);
}

void TakeLanes::resized()
{
    auto area = getLocalBounds();
    auto bar = area.removeFromTop (lanesBarHeight);
    redo.setBounds (bar.removeFromRight (lanesButtonWidth));
    bar.removeFromRight (lanesGap / 2);
    undo.setBounds (bar.removeFromRight (lanesButtonWidth));
    note.setBounds (bar);
    area.removeFromTop (lanesGap);
    viewport.setBounds (area);

    const auto width = viewport.getMaximumVisibleWidth();
    auto y = 0;

    for (auto& view : views)
    {
        view->setBounds (0, y, width, view->wantedHeight());
        y += view->wantedHeight() + lanesGap;
    }

    content.setSize (width, y);
}

} // namespace parlando
