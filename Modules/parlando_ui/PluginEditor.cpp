#include "PluginEditor.h"

namespace parlando
{
namespace
{

constexpr int largestEditor = 8000;
constexpr int zooms[] = {60, 75, 90, 100, 125, 150, 200, 250, 300};

struct NamedTheme
{
    Theme theme;
    const char* name;
};

constexpr NamedTheme namedThemes[] = {
    {Theme::dark, "Dark"}, {Theme::light, "Light"}, {Theme::highContrast, "High contrast"}};

struct TranscriptForm
{
    const char* name;
    const char* extension;
    std::string (*write) (const Transcript&);
};

constexpr TranscriptForm transcriptForms[] = {{"Text", "txt", toText},
                                              {"SubRip subtitles", "srt", toSrt},
                                              {"WebVTT captions", "vtt", toVtt},
                                              {"JSON, to go on with", "json", toJsonText}};

juce::String fromUtf8 (const std::string& text) { return juce::String::fromUTF8 (text.c_str()); }

} // namespace

PluginEditor::PluginEditor (PluginProcessor& processorToShow, juce::File interfaceFile)
    : juce::AudioProcessorEditor (processorToShow), plugin (processorToShow), file (std::move (interfaceFile)),
      chosen (InterfaceSettings::load (file)), remembered (chosen), look (chosen.theme), main (plugin, presetsFolder())
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
    limitSize();
    setSize (zoomed (std::max (MainView::smallestWidth, chosen.width)),
             zoomed (std::max (MainView::smallestHeight, chosen.height)));
    isReady = true;
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

void PluginEditor::limitSize()
{
    setResizeLimits (zoomed (MainView::smallestWidth), zoomed (MainView::smallestHeight), largestEditor, largestEditor);
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
    const auto width = chosen.width, height = chosen.height;
    chosen.zoom = std::clamp (percent, InterfaceSettings::smallestZoom, InterfaceSettings::largestZoom);
    limitSize();
    setSize (zoomed (width), zoomed (height));
    resized(); // the size may be the same, and what is in it another
    remember();
}

void PluginEditor::remember()
{
    if (file == juce::File() || chosen == remembered)
        return;

    chosen.save (file);
    remembered = chosen;
}

void PluginEditor::resized()
{
    const auto scale = static_cast<float> (chosen.zoom) / 100.0f;
    main.setTransform (juce::AffineTransform::scale (scale));
    main.setBounds (0, 0, juce::roundToInt (std::ceil (getWidth() / scale)),
                    juce::roundToInt (std::ceil (getHeight() / scale)));

    if (isReady)
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
    menu.addSubMenu ("Transcript", transcriptMenu(), ! plugin.desk().transcript().entries.empty());
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

juce::PopupMenu PluginEditor::transcriptMenu()
{
    juce::PopupMenu menu;
    menu.addItem ("Copy as text", [this]
                  { juce::SystemClipboard::copyTextToClipboard (fromUtf8 (toText (plugin.desk().transcript()))); });
    menu.addSeparator();

    for (const auto& form : transcriptForms)
        menu.addItem (juce::String ("Save as ") + form.name + juce::String::fromUTF8 ("…"),
                      [this, form] { saveTranscript (form.extension, form.write); });

    return menu;
}

void PluginEditor::saveTranscript (const char* extension, std::string (*write) (const Transcript&))
{
    chooser =
        std::make_unique<juce::FileChooser> ("Save the transcript", juce::File(), juce::String ("*.") + extension);
    chooser->launchAsync (juce::FileBrowserComponent::saveMode | juce::FileBrowserComponent::canSelectFiles |
                              juce::FileBrowserComponent::warnAboutOverwriting,
                          [this, extension, write] (const juce::FileChooser& asked)
                          {
                              const auto target = asked.getResult();

                              if (target == juce::File())
                                  return;

                              const auto text = fromUtf8 (write (plugin.desk().transcript()));

                              if (! target.withFileExtension (extension).replaceWithText (text))
                                  plugin.desk().tell (target.getFullPathName().toStdString() +
                                                      " cannot be written; choose another place.");
                          });
}

} // namespace parlando
