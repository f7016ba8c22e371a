#pragma once

#include "ConversationItems.h"

#include <parlando_plugin/parlando_plugin.h>

#include <optional>
#include <string>

namespace parlando
{

/** The notes of a call that played some, as MIDI files at the host's tempo. The processor must outlive it. Message
    thread. */
class PlayedNotes final
{
public:
    explicit PlayedNotes (PluginProcessor& processor) : plugin (processor) {}

    /** As noteFileOf(). */
    [[nodiscard]] std::optional<std::string> of (const ConversationItem&) const;

    /** Without its ending. */
    [[nodiscard]] static juce::String nameOf (const ConversationItem&);

    /** Writes a new file into a folder, which is made where it is missing; where it is. Nothing where there are no
        notes. Throws FileError or std::filesystem::filesystem_error with one sentence. */
    [[nodiscard]] std::optional<std::string> writeTo (const std::string& folder, const ConversationItem&) const;

private:
    PluginProcessor& plugin;
};

} // namespace parlando
