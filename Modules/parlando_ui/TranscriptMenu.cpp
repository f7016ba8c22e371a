#include "TranscriptMenu.h"

#include <parlando_session/HistoryTexts.h>
#include <parlando_text/AtomicFile.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace parlando
{

struct TranscriptMenu::Form
{
    const char* name;
    const char* ending;
    std::vector<std::string> (*texts) (const Transcript&); /**< The oldest first, the file's own last. */
};

namespace
{

template <std::string (*write) (const Transcript&)>
std::vector<std::string> oneText (const Transcript& transcript)
{
    return {write (transcript)};
}

std::vector<std::string> readableTexts (const Transcript& transcript) { return toHistoryTexts (transcript); }

} // namespace

TranscriptMenu::TranscriptMenu (PluginProcessor& processor)
    : TranscriptMenu (processor, [&processor] { return processor.desk().transcriptToKeep(); })
{
}

TranscriptMenu::TranscriptMenu (PluginProcessor& processor, std::function<Transcript()> ofConversation)
    : plugin (processor), transcript (std::move (ofConversation))
{
}

TranscriptMenu::TranscriptMenu (PluginProcessor& processor, SaveDialog::Ways ways)
    : plugin (processor), transcript ([&processor] { return processor.desk().transcriptToKeep(); }),
      dialog (std::move (ways))
{
}

juce::PopupMenu TranscriptMenu::menu()
{
    static constexpr Form forms[] = {{"Text", "txt", oneText<toText>},
                                     {"SubRip subtitles", "srt", oneText<toSrt>},
                                     {"WebVTT captions", "vtt", oneText<toVtt>},
                                     {"JSON, to go on with", "json", readableTexts}};

    juce::PopupMenu menu;
    menu.addItem ("Copy as text", [this] { copy(); });
    menu.addSeparator();

    for (const auto& form : forms)
        menu.addItem (juce::String ("Save as ") + form.name + juce::String::fromUTF8 ("…"),
                      [this, form] { save (form); });

    return menu;
}

void TranscriptMenu::copy()
{
    try
    {
        juce::SystemClipboard::copyTextToClipboard (juce::String::fromUTF8 (toText (transcript()).c_str()));
    }
    catch (const std::invalid_argument& problem)
    {
        plugin.desk().showMessage (problem.what());
    }
}

void TranscriptMenu::save (const Form& form)
{
    dialog.show ("Save the transcript", {}, form.ending, [this, form] (const juce::File& file) { write (form, file); });
}

void TranscriptMenu::write (const Form& form, const juce::File& file)
{
    const auto path = file.getFullPathName().toStdString();

    try
    {
        const auto texts = form.texts (transcript());

        for (std::size_t i = 0; i + 1 < texts.size(); ++i)
            plugin.desk().showMessage ("The conversation is too long for one file: an older part of it is in " +
                                       makeFileBeside (path, texts[i]) + ".");

        replaceFile (path, texts.back());
    }
    catch (const FileError& problem)
    {
        plugin.desk().showMessage (problem.what());
    }
    catch (const std::invalid_argument& problem)
    {
        plugin.desk().showMessage (problem.what());
    }
}

} // namespace parlando
