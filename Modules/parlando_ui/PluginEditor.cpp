#include "PluginEditor.h"

namespace parlando
{
namespace
{

constexpr int largestEditor = 8000;

/** What hosts and window managers put around the editor: edges, a title and a row or two of controls. */
constexpr int hostWidth = 16, hostHeight = 100;

/** The area for windows on the screen where the person is: a window opens there as a rule. Empty without a screen. */
juce::Rectangle<int> screenOfPerson()
{
    const auto& displays = juce::Desktop::getInstance().getDisplays();

    if (displays.displays.isEmpty())
        return {};

    const auto* display = displays.getDisplayForPoint (juce::Desktop::getMousePosition());
    return display != nullptr ? display->userArea : juce::Rectangle<int>();
}

constexpr int zooms[] = {60, 75, 90, 100, 125, 150, 200, 250, 300};

struct NamedTheme
{
    Theme theme;
    const char* name;
};

constexpr NamedTheme namedThemes[] = {
    {Theme::dark, "Dark"}, {Theme::light, "Light"}, {Theme::highContrast, "High contrast"}};

} // namespace

PluginEditor::PluginEditor (PluginProcessor& processorToShow, juce::File interfaceFile)
    : juce::AudioProcessorEditor (processorToShow), plugin (processorToShow), file (std::move (interfaceFile)),
      chosen (InterfaceSettings::load (file)), remembered (chosen), look (chosen.theme), main (plugin, presetsFolder()),
      transcripts (plugin)
{
    setLookAndFeel (&look);
    setTitle ("Parlando");
    setOpaque (true);
    setMouseClickGrabsKeyboardFocus (false);
    setFocusContainerType (FocusContainerType::keyboardFocusContainer);
    main.onViewMenu = [this] (juce::Component& button)
    { viewMenu().showMenuAsync (juce::PopupMenu::Options().withTargetComponent (button)); };
    addAndMakeVisible (main);
    sendLookAndFeelChange(); // its views were made before they had this look
    setResizable (true, true);
    fitInto (screenOfPerson());
    openAtZoom();
}

PluginEditor::~PluginEditor()
{
    remember();
    setLookAndFeel (nullptr);
}

juce::File PluginEditor::usualInterfaceFile()
{
    return juce::File::getSpecialLocation (juce::File::userApplicationDataDirectory)
        .getChildFile ("Parlando")
        .getChildFile ("Interface.json");
}

/** Beside what is remembered, so that an app with settings of its own has presets of its own. */
juce::File PluginEditor::presetsFolder() const
{
    return file == juce::File() ? PresetsMenu::usualFolder() : file.getSiblingFile ("Presets");
}

int PluginEditor::zoomed (int pixels) const { return juce::roundToInt (pixels * chosen.zoom / 100.0); }

/** Always down to the smallest zoom, and to the screen: what does not fit at the chosen zoom is shown at a smaller one.
 */
void PluginEditor::limitSize()
{
    const auto smallest = [] (int pixels, int most)
    {
        const auto least = pixels * InterfaceSettings::smallestZoom / 100;
        return most > 0 ? std::min (least, most) : least;
    };

    const juce::ScopedValueSetter<bool> scope (isFitting, true); // JUCE gives the window a size within them at once
    setResizeLimits (smallest (MainView::smallestWidth, room.x), smallest (MainView::smallestHeight, room.y),
                     largestEditor, largestEditor);
}

void PluginEditor::fitInto (juce::Rectangle<int> screen)
{
    if (screen.isEmpty())
        return limitSize();

    const auto within = [this] (int pixels)
    { return std::max (1, static_cast<int> (static_cast<float> (pixels) / hostScale)); };

    room = {within (screen.getWidth() - hostWidth), within (screen.getHeight() - hostHeight)};
    limitSize();

    if (getWidth() > within (screen.getWidth()) || getHeight() > within (screen.getHeight()))
        openAtZoom();
}

/** In the size that the person likes, or what there is room for: that is this screen's size, and not remembered. */
void PluginEditor::openAtZoom()
{
    const auto width = zoomed (std::max (MainView::smallestWidth, chosen.width));
    const auto height = zoomed (std::max (MainView::smallestHeight, chosen.height));
    const juce::ScopedValueSetter<bool> scope (isFitting, true);
    setSize (room.x > 0 ? std::min (width, room.x) : width, room.y > 0 ? std::min (height, room.y) : height);
}

void PluginEditor::setScaleFactor (float scale)
{
    juce::AudioProcessorEditor::setScaleFactor (scale);
    hostScale = std::max (0.1f, scale);
    fitInto (screenOfPerson());
}

/** It came onto a screen: which one is known only now. What made it come is still under way in the host. */
void PluginEditor::parentHierarchyChanged()
{
    if (getPeer() == nullptr || juce::Desktop::getInstance().getDisplays().displays.isEmpty())
        return;

    juce::MessageManager::callAsync (
        [editor = juce::Component::SafePointer (this)]
        {
            if (editor == nullptr || editor->getPeer() == nullptr)
                return;

            const auto& displays = juce::Desktop::getInstance().getDisplays();

            if (const auto* display = displays.getDisplayForRect (editor->getScreenBounds()))
                editor->fitInto (display->userArea);
        });
}

void PluginEditor::setTheme (Theme theme)
{
    chosen.theme = theme;
    look.setTheme (theme);
    sendLookAndFeelChange();
    repaint();
    remember();

    if (onTheme)
        onTheme();
}

void PluginEditor::setZoom (int percent)
{
    chosen.zoom = std::clamp (percent, InterfaceSettings::smallestZoom, InterfaceSettings::largestZoom);
    openAtZoom();
    layOut(); // the size may be the same, and what is in it another
    remember();
}

void PluginEditor::remember()
{
    if (file == juce::File() || chosen == remembered)
        return;

    chosen.save (file);
    remembered = chosen;
}

void PluginEditor::layOut()
{
    const auto scale =
        std::min ({static_cast<float> (chosen.zoom) / 100.0f, static_cast<float> (getWidth()) / MainView::smallestWidth,
                   static_cast<float> (getHeight()) / MainView::smallestHeight});

    if (scale <= 0.0f)
        return;

    main.setTransform (juce::AffineTransform::scale (scale));
    main.setBounds (0, 0, juce::roundToInt (std::ceil (static_cast<float> (getWidth()) / scale)),
                    juce::roundToInt (std::ceil (static_cast<float> (getHeight()) / scale)));
}

void PluginEditor::resized()
{
    layOut();

    if (! isFitting)
    {
        chosen.width = std::max (MainView::smallestWidth, main.getWidth());
        chosen.height = std::max (MainView::smallestHeight, main.getHeight());
    }
}

void PluginEditor::paint (juce::Graphics& g) { g.fillAll (look.palette().background); }

juce::PopupMenu PluginEditor::viewMenu()
{
    juce::PopupMenu menu;
    menu.addSubMenu ("Theme", themeMenu());
    menu.addSubMenu ("Size", zoomMenu());
    menu.addSeparator();
    menu.addSubMenu ("Transcript", transcripts.menu(), plugin.desk().hasTranscript());
    menu.addItem (juce::String::fromUTF8 ("Past conversations…"), [this] { main.showPast (true); });
    menu.addItem ("Open the log folder", plugin.desk().logFolder().isDirectory(), false,
                  [this] { plugin.desk().logFolder().startAsProcess(); });
    return menu;
}

juce::PopupMenu PluginEditor::themeMenu()
{
    juce::PopupMenu menu;

    for (const auto& [theme, name] : namedThemes)
        menu.addItem (name, true, theme == chosen.theme, [this, each = theme] { setTheme (each); });

    return menu;
}

juce::PopupMenu PluginEditor::zoomMenu()
{
    juce::PopupMenu menu;

    for (const auto percent : zooms)
        menu.addItem (juce::String (percent) + " %", true, percent == chosen.zoom,
                      [this, percent] { setZoom (percent); });

    return menu;
}

} // namespace parlando
