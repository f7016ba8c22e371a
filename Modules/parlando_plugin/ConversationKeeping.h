#pragma once

#include "KeepSettings.h"

#include <functional>
#include <memory>
#include <string>

namespace parlando
{

/** What is kept of conversations, for people. */
struct KeepView
{
    Keeps what = Keeps::nothing; /**< Of the next conversation. */
    Keeps now = Keeps::nothing;  /**< Of the one that runs. */
    std::string place;           /**< Where the folders are. */
    bool isUsualPlace = true;
    std::string folder; /**< Of the conversation that runs, or of the last one; empty where there is none. */

    bool operator== (const KeepView&) const = default;
};

/** Keeps the conversations of one instance as this person has chosen. Message thread; blocks on the settings' file, and
    where a folder is deleted on that. */
class ConversationKeeping final
{
public:
    /** Called on any thread, with a sentence about what could not be kept. */
    using Teller = std::function<void (const std::string&)>;

    explicit ConversationKeeping (Teller toTell) : teller (std::move (toTell)) {}

    /** From the next conversation on; until then nothing is kept. `file`: where choices are kept. */
    void use (KeepSettings, std::string file);

    /** The same with what the file says. Where it is broken nothing is kept, and the person is told. */
    void useFile (const std::string& file = KeepSettings::usualFile());

    /** From the next conversation on; Keeps::nothing ends it for the one that runs as well. */
    void setWhat (Keeps);

    /** An absolute path; empty: the usual one. From the next conversation on. */
    void setPlace (const std::string&);

    /** What keeps the conversation that begins now; null where nothing is kept. */
    std::shared_ptr<ConversationArchive> begin();

    /** It is over. */
    void ended();

    /** Deletes KeepView::folder with all that is in it; what still comes of the conversation is not kept. */
    void deleteFolder();

    [[nodiscard]] KeepView view() const;

private:
    void change (KeepSettings);

    const Teller teller;
    KeepSettings settings{Keeps::nothing, {}};
    std::string file, usualPlace;
    Keeps now = Keeps::nothing;
    std::shared_ptr<ConversationArchive> archive; // of the conversation that runs, or of the last one
};

} // namespace parlando
