#pragma once

#include "PlayedNotes.h"

#include <parlando_plugin/parlando_plugin.h>

#include <functional>
#include <set>

namespace parlando
{

/** The agent's turns in this window as files: which of them are wanted, and what is in the way. The processor must
    outlive it. Message thread. */
class TurnFiles final
{
public:
    explicit TurnFiles (PluginProcessor&, TakeFiles::Exporter = exportTurns);

    /** The agent's voice in it was heard, or begins to be. */
    [[nodiscard]] static bool hasVoice (const ConversationItem&);

    /** Marked turns leave together. */
    void toggleMark (const ConversationItem&);
    [[nodiscard]] bool isMarked (const ConversationItem&) const;

    /** How many leave with this one: the marked ones where it is among them, else it alone. */
    [[nodiscard]] std::size_t countWith (const ConversationItem&) const;

    /** One sentence on why there can be no file, and what to do; else empty. */
    [[nodiscard]] std::string problemWith (const ConversationItem&) const;

    /** The same for what is made of the conversation at once, as notes are. */
    [[nodiscard]] std::string problemWithFolder() const;

    [[nodiscard]] TakeWish wishWith (const ConversationItem&) const;
    [[nodiscard]] TakeWish wishForAll() const;

    using Done = std::function<void (const TakesMade&)>;

    /** As TakeFiles has them. */
    void make (const TakeWish& wish, Done done) { files.make (wish, std::move (done)); }
    void gaveOut (const TakeWish& wish, const std::vector<std::string>& paths) { files.gaveOut (wish, paths); }
    void takeBack (const std::vector<std::string>& paths) { files.takeBack (paths); }

    [[nodiscard]] const PlayedNotes& notes() const noexcept { return played; }

    /** For the person. */
    void tell (const std::string& sentence);

    /** Of the conversation that is shown; empty where nothing is kept of it. */
    [[nodiscard]] std::string folder() const;

private:
    PluginProcessor& plugin;
    TakeFiles files;
    PlayedNotes played{plugin};
    std::string folderOfMarks;
    std::set<std::uint64_t> marked;
};

} // namespace parlando
