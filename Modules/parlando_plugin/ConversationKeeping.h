#pragma once

#include "KeepSettings.h"
#include "RecordingView.h"

#include <functional>
#include <memory>
#include <optional>
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

/** Keeps the conversations of one instance as this person has chosen, and all of those that they record. Message
    thread; blocks on the settings' file, and where a folder is deleted on that. */
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

    /** From the next conversation on; Keeps::nothing counts for the one that runs as well, and ends a recording. */
    void setWhat (Keeps);

    /** An absolute path; empty: the usual one. From the next conversation on. */
    void setPlace (const std::string&);

    /** Keeps everything of the conversation from `now` on, whatever the settings say, or no longer. Before one begins
        it is armed for the next one, from its first moment on. A recording ends with its conversation; one that never
        began leaves it armed. */
    void record (bool shouldRecord, Instant now = Instant::clock::now());

    [[nodiscard]] RecordingView recording (Instant now = Instant::clock::now()) const;

    /** What keeps the conversation that begins now; null where nobody said where. As long as nothing is kept it costs
        nothing. */
    std::shared_ptr<ConversationArchive> begin (Instant now = Instant::clock::now());

    /** It is over. */
    void ended (Instant now = Instant::clock::now());

    /** Deletes KeepView::folder with all that is in it; what still comes of the conversation is not kept. */
    void deleteFolder();

    [[nodiscard]] KeepView view() const;

private:
    void change (KeepSettings);
    void keep (Keeps, Instant from);
    void stopRecording (Instant now);
    [[nodiscard]] std::optional<Instant> runsSince() const;

    const Teller teller;
    KeepSettings settings{Keeps::nothing, {}};
    std::string file, usualPlace;
    Keeps usual = Keeps::nothing,
          now = Keeps::nothing; // of the conversation that runs, without a recording and with it
    bool isRunning = false, isRecording = false;
    Instant recordedFrom;
    Instant::duration recorded{};                 // before that, of this conversation
    std::shared_ptr<ConversationArchive> archive; // of the conversation that runs, or of the last one
};

} // namespace parlando
