#include "TakeLaneView.h"

#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int laneTitleHeight = 22, laneRowHeight = 28, laneGap = 4, listenWidth = 54, wholeWidth = 110;

juce::String placeInWords (const TakeLane& lane)
{
    const auto whole = static_cast<int> (std::floor (std::abs (lane.seconds)));
    const auto tenths = static_cast<int> (std::abs (lane.seconds) * 10.0) % 10;
    return juce::String (lane.seconds < 0.0 ? "-" : "") + juce::String (whole / 60) + ":" +
           juce::String (whole % 60).paddedLeft ('0', 2) + "." + juce::String (tenths);
}

bool isSameShape (const TakeLane& a, const TakeLane& b)
{
    return a.id == b.id && a.takes == b.takes && a.seconds == b.seconds;
}

} // namespace

TakeLaneView::TakeLaneView (PluginProcessor& processor, const TakeLane& lane) : plugin (processor), shown (lane)
{
    setFocusContainerType (FocusContainerType::focusContainer);
    const auto words = "At " + placeInWords (lane) + ": " + juce::String (lane.takes.size()) + " takes";
    setTitle (words);
    title.setText (words, juce::dontSendNotification);
    title.setFont (ParlandoLook::font (14.0f));
    title.setBorderSize ({});
    addAndMakeVisible (title);

    for (std::size_t i = 0; i < lane.takes.size(); ++i)
        addRow (i);

    showChosen();
}

void TakeLaneView::addRow (std::size_t take)
{
    auto row = std::make_unique<Row>();
    const auto& found = shown.takes[take];
    const auto name = "Take " + juce::String (take + 1);
    row->listen.setButtonText ("Listen");
    row->listen.setTitle ("Listen to " + name.toLowerCase());
    row->listen.setEnabled (! found.isMissing);
    row->listen.onClick = [this, take]
    {
        if (onListen)
            onListen (take);
    };
    row->whole.setButtonText (name + (found.isMissing ? ", missing" : ", " + juce::String (found.seconds, 1) + " s"));
    row->whole.setTitle (row->whole.getButtonText());
    row->whole.setToggleable (true);
    row->whole.setTooltip ("This take is heard, as a whole");
    row->whole.onClick = [this, take] { plugin.takes().chooseTake (shown.id, take); };
    addAndMakeVisible (row->listen);
    addAndMakeVisible (row->whole);

    for (std::size_t i = 0; found.sections.size() > 1 && i < found.sections.size(); ++i)
    {
        auto button = std::make_unique<juce::TextButton> (juce::String (i + 1));
        button->setTitle ("Sentence " + juce::String (i + 1) + " of " + name.toLowerCase());
        button->setToggleable (true);
        button->setTooltip ("This sentence comes from this take");
        button->onClick = [this, i, take] { plugin.takes().chooseSection (shown.id, i, take); };
        addAndMakeVisible (*button);
        row->sections.push_back (std::move (button));
    }

    rows.push_back (std::move (row));
}

bool TakeLaneView::show (const TakeLane& lane)
{
    if (! isSameShape (lane, shown))
        return false;

    shown = lane;
    showChosen();
    return true;
}

void TakeLaneView::showChosen()
{
    const auto isWhole =
        std::all_of (shown.comp.begin(), shown.comp.end(), [&] (auto take) { return take == shown.base; });

    for (std::size_t take = 0; take < rows.size(); ++take)
    {
        rows[take]->whole.setToggleState (isWhole && take == shown.base, juce::dontSendNotification);

        for (std::size_t i = 0; i < rows[take]->sections.size(); ++i)
        {
            auto& button = *rows[take]->sections[i];
            button.setToggleState (i < shown.comp.size() && shown.comp[i] == take, juce::dontSendNotification);
            button.setEnabled (i < shown.comp.size() && ! shown.takes[take].isMissing);
        }
    }
}

void TakeLaneView::showAudition (int audited)
{
    for (std::size_t take = 0; take < rows.size(); ++take)
        rows[take]->listen.setButtonText (static_cast<int> (take) == audited ? "Stop" : "Listen");
}

int TakeLaneView::wantedHeight() const
{
    return laneTitleHeight + static_cast<int> (rows.size()) * (laneRowHeight + laneGap);
}

void TakeLaneView::resized()
{
    auto area = getLocalBounds();
    title.setBounds (area.removeFromTop (laneTitleHeight));

    for (auto& row : rows)
    {
        auto line = area.removeFromTop (laneRowHeight);
        area.removeFromTop (laneGap);
        row->listen.setBounds (line.removeFromLeft (listenWidth));
        line.removeFromLeft (laneGap);
        row->whole.setBounds (line.removeFromLeft (wholeWidth));
        line.removeFromLeft (laneGap);

        const auto count = static_cast<int> (row->sections.size());
        const auto width = count > 0 ? juce::jlimit (8, 40, line.getWidth() / count) : 0;

        for (auto& button : row->sections)
            button->setBounds (line.removeFromLeft (width).withTrimmedRight (2));
    }
}

} // namespace parlando
