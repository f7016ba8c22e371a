#include "PlayedNotes.h"

#include <parlando_text/AtomicFile.h>

#include <filesystem>

namespace parlando
{

std::optional<std::string> PlayedNotes::of (const ConversationItem& item) const
{
    const auto call = plugin.desk().toolCall (item.id);
    const auto tempo = plugin.hostTransport().tempo;
    return call ? noteFileOf (*call, tempo ? tempo.value : 0.0) : std::nullopt;
}

juce::String PlayedNotes::nameOf (const ConversationItem& call)
{
    return "Notes, call " + juce::String (static_cast<juce::int64> (call.id));
}

std::optional<std::string> PlayedNotes::writeTo (const std::string& folder, const ConversationItem& item) const
{
    const auto notes = of (item);

    if (! notes)
        return {};

    std::filesystem::create_directories (folder);
    const auto file =
        juce::File (juce::String::fromUTF8 (folder.c_str())).getNonexistentChildFile (nameOf (item), ".mid");
    auto path = file.getFullPathName().toStdString();
    replaceFile (path, *notes);
    return path;
}

} // namespace parlando
