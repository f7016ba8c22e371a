#include "TakesPanel.h"

#include "Palette.h"
#include "ParlandoLook.h"

namespace parlando
{
namespace
{

constexpr int takesChoiceHeight = 46, takesGap = 8, takesButtonHeight = 32, takesLineHeight = 19;
constexpr auto removeTakes = "Remove all takes", removeForGood = "Remove them from the project?";

juce::String inMinutes (double seconds)
{
    const auto whole = juce::roundToInt (seconds);
    return juce::String (whole / 60) + ":" + juce::String (whole % 60).paddedLeft ('0', 2);
}

juce::String counted (std::size_t number, const char* one, const char* more)
{
    return juce::String (number) + " " + (number == 1 ? one : more);
}

} // namespace

TakesPanel::TakesPanel (PluginProcessor& processor)
    : plugin (processor), replay (plugin.parameters.replay, "Replay"),
      follows (plugin.parameters.replayFollows, "Replay follows"), lanes (processor)
{
    setTitle ("Takes");
    setFocusContainerType (FocusContainerType::focusContainer);
    note.setTitle ("The project's takes");
    note.setFont (ParlandoLook::font (15.0f));
    note.setJustificationType (juce::Justification::topLeft);
    note.setBorderSize ({});
    search.setTitle ("Find missing takes in a folder");
    search.onClick = [this] { find(); };
    remove.setButtonText (removeTakes);
    remove.setTitle ("Remove all takes from the project");
    remove.onClick = [this] { removeAll(); };

    for (auto* control : std::initializer_list<juce::Component*>{&replay, &follows, &note, &lanes, &search, &remove})
        addAndMakeVisible (control);

    shown.seconds = -1.0; // so that all is shown
    refresh();
}

void TakesPanel::refresh()
{
    replay.refresh();
    follows.refresh();
    lanes.refresh();

    const auto now = plugin.takes().view();
    const auto carries = plugin.parameters.replayMode() != ReplayMode::off;

    if (now != shown || carries != carriesSound)
    {
        shown = now;
        carriesSound = carries;
        isSure = false;
        note.setText (inWords(), juce::dontSendNotification);
        resized();
        search.setEnabled (shown.missing > 0);
        remove.setEnabled (shown.takes > 0);
        remove.setButtonText (removeTakes);
    }
}

juce::String TakesPanel::inWords() const
{
    if (shown.takes == 0)
        return juce::String::fromUTF8 (
            "No takes yet. What the agent says while the host plays becomes one, if its voice "
            "is kept (the Keep page).");

    auto words = counted (shown.takes, "take", "takes") + ", " + inMinutes (shown.seconds) + " of voice. ";

    if (! carriesSound)
        words << "The project names them by their files; with Replay on it carries their sound.";
    else
        words << "The project carries " << juce::String (static_cast<double> (shown.carriedBytes) / 1'000'000.0, 1)
              << " MB of sound; at most 8.";

    if (shown.isPreparing)
        words << "\n" << juce::String::fromUTF8 ("Preparing…");

    if (shown.missing > 0 && ! shown.isPreparing)
        words << "\n"
              << counted (shown.missing, "take is missing", "takes are missing")
              << ": find the folder in which conversations were kept.";

    if (! shown.problem.empty())
        words << "\n" << juce::String::fromUTF8 (shown.problem.c_str());

    return words;
}

void TakesPanel::find()
{
    chooser = std::make_unique<juce::FileChooser> ("The folder with the conversations of the missing takes",
                                                   juce::File (plugin.desk().keeping().view().place));
    chooser->launchAsync (juce::FileBrowserComponent::openMode | juce::FileBrowserComponent::canSelectDirectories,
                          [this] (const juce::FileChooser& chosen)
                          {
                              if (const auto folder = chosen.getResult(); folder != juce::File())
                                  plugin.takes().lookIn (folder.getFullPathName().toStdString());
                          });
}

/** Their files stay, and so does what the host has saved; the first click asks all the same. */
void TakesPanel::removeAll()
{
    if (! std::exchange (isSure, true))
        return remove.setButtonText (removeForGood);

    plugin.takes().forgetAll();
    refresh();
}

void TakesPanel::paint (juce::Graphics& g) { g.fillAll (paletteOf (*this).background); }

/** Lanes have what its lines leave. */
int TakesPanel::noteHeight (int width) const
{
    int lines = 0;

    for (const auto& line : juce::StringArray::fromLines (note.getText()))
        lines += 1 + juce::GlyphArrangement::getStringWidthInt (note.getFont(), line) / std::max (width, 1);

    return lines * takesLineHeight;
}

void TakesPanel::resized()
{
    auto area = getLocalBounds();
    auto choices = area.removeFromTop (takesChoiceHeight);
    const auto half = (choices.getWidth() - takesGap) / 2;
    replay.setBounds (choices.removeFromLeft (half));
    choices.removeFromLeft (takesGap);
    follows.setBounds (choices);
    area.removeFromTop (takesGap);
    auto buttons = area.removeFromBottom (takesButtonHeight);
    search.setBounds (buttons.removeFromLeft (half));
    buttons.removeFromLeft (takesGap);
    remove.setBounds (buttons);
    note.setBounds (area.removeFromTop (std::min (noteHeight (area.getWidth()), area.getHeight() / 2)));
    area.removeFromTop (takesGap);
    lanes.setBounds (area.withTrimmedBottom (takesGap));
}

} // namespace parlando
