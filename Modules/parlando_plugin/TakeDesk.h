#pragma once

#include "TakePreparation.h"

#include <parlando_archive/DiskThread.h>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace parlando
{

/** The takes of a project: the agent's turns at the places at which they were heard, ready to be played there again.

    A thread of its own, which is there from the first take or restored project on, prepares them: it hashes, encodes,
    looks for files and lays them out. It needs neither the message thread nor any lock of the host's, and whoever waits
    for it may hold both.
*/
class TakeDesk
{
public:
    TakeDesk() = default;
    ~TakeDesk() { stop(); }

    TakeDesk (const TakeDesk&) = delete;
    TakeDesk& operator= (const TakeDesk&) = delete;

    /** What the takes of a conversation come through, which is over before stop(). `folder`: where it is kept, asked
       for on the thread of this, and owning all that it uses. */
    [[nodiscard]] std::shared_ptr<ConversationTap> makeTap (std::function<std::string()> folder);

    /** Any thread that may wait for a lock: how they are to be laid out. Rates in Hz; out of range they are silent. */
    void layOutFor (int hostRate, ReplayAnchor);

    /** A host's thread that renders: until all that is known of is laid out so. False where that takes longer; then no
        block waits again before it was. */
    [[nodiscard]] bool waitUntilReady (int hostRate, ReplayAnchor, std::chrono::milliseconds most);

    /** For the strip. */
    [[nodiscard]] TimelineVoice& voice() noexcept { return shared->timeline; }

    /** For a project: all takes, and with `carriesSound` their voices, the newest first, as far as they fit. Waits a
        moment for what is being encoded; the same takes give the same text. Any thread but the audio thread in real
        time. */
    [[nodiscard]] nlohmann::json toJson (bool carriesSound);

    /** Another project's. Throws std::invalid_argument with a sentence; then nothing is changed. The same threads. */
    void restore (const nlohmann::json&);

    /** The same threads. */
    [[nodiscard]] TakesView view() const;

    /** The takes by lanes, in the order of their places. The same threads. */
    [[nodiscard]] std::vector<TakeLane> lanes() const;

    /** It grows whenever something of lanes() may have changed. The same threads. */
    [[nodiscard]] std::uint64_t changes() const;

    /** It grows with each change that a project is to be saved for: what else was chosen, takes that came, and that all
        were removed; not by restore(). The same threads. */
    [[nodiscard]] std::uint64_t edits() const;

    /** Which take of a lane is heard, as a whole or for a sentence; nothing happens out of range. The same threads. */
    void chooseTake (std::uint64_t lane, std::size_t take);
    void chooseSection (std::uint64_t lane, std::size_t section, std::size_t take);

    /** Of what was chosen, and of takes that came to a lane and count there since. The same threads. */
    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    void undo();
    void redo();

    /** The lane of a turn by the folder of its conversation; nothing where the host told no place of it, or nothing was
        kept. The same threads. */
    [[nodiscard]] std::optional<std::uint64_t> laneOf (const std::string& folder, std::uint64_t turn) const;

    /** When the person types `text`, the agent's next turn is another take of this lane, and lies where the others do,
        wherever the host is. Of several texts the last counts. The same threads. */
    void expectRetake (std::uint64_t lane, std::string text);

    /** The voice of a take as far as it was heard, for listening; null where it is missing. The same threads. */
    [[nodiscard]] std::shared_ptr<const TakeVoice> voiceOf (std::uint64_t lane, std::size_t take) const;

    /** The project has none any more; files stay. The same threads. */
    void forgetAll();

    /** Voices that are missing are looked for among the sound files in this folder and those in it, now and whenever
       one is missing. The same threads. */
    void lookIn (std::string folder);

    /** Nothing more is taken, and the thread ends. Where that takes longer than `most`, as on a disk that does not
        answer, it is left to itself. False then. */
    bool stop (std::chrono::milliseconds most = std::chrono::seconds (2));

private:
    void change (const std::function<void (ProjectTakes&)>&);
    [[nodiscard]] std::uint64_t retakeOf (const std::string& text);
    void wake (std::unique_lock<std::mutex>&);

    const std::shared_ptr<TakePreparation> shared = std::make_shared<TakePreparation>();

    // Its mutex guards what is below.
    std::pair<std::string, std::uint64_t> retake; // a text, and the lane that it asks for; 0: none
    bool isLate = false;                          // somebody waited in vain
    std::unique_ptr<DiskThread> thread;
};

} // namespace parlando
