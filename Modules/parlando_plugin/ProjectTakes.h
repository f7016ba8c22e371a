#pragma once

#include "LaneChoices.h"
#include "TakeLane.h"

#include <nlohmann/json.hpp>
#include <parlando_replay/parlando_replay.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** The takes of a project, for people. */
struct TakesView
{
    std::size_t takes = 0, missing = 0;
    double seconds = 0.0;         /**< Of voice, without those that are missing. */
    std::size_t carriedBytes = 0; /**< Of sound that a project would carry. */
    bool isPreparing = false;
    std::string problem; /**< One sentence; empty while all is well. */

    bool operator== (const TakesView&) const = default;
};

using FlacBytes = std::vector<std::uint8_t>;

/** The sound of a take, as a project knows it. */
struct TakeSound
{
    std::shared_ptr<const TakeVoice> voice; /**< Null while it is missing. */
    std::shared_ptr<const FlacBytes> flac;  /**< The same for a project to carry; null until it was made or came. */

    /** sectionsOf() it; empty until they were looked for. */
    std::vector<std::int64_t> sections{};
};

/** A turn of the agent in a project. */
struct ProjectTake
{
    std::string hash; /**< TakeVoice::hash(). */
    int sampleRate = 0;
    std::uint64_t samples = 0;
    std::string file; /**< Where it is kept: the conversation's folder and the file's name. Empty: nowhere. */
    std::vector<ReplayPiece> pieces; /**< Without their voice. */
    std::uint64_t lane = 0;          /**< Takes with the same number are alternatives; 0: add() gives it a new one. */
};

/** Where a take of a lane lies that begins with its first sample. */
struct LanePlace
{
    std::int64_t position = 0; /**< Samples at `hostRate`. */
    int hostRate = 0;
    std::optional<double> beats, tempo;

    /** `count` samples of a voice from `first` on, `offset` seconds behind this place. */
    [[nodiscard]] ReplayPiece piece (std::int64_t first, std::int64_t count, double offset) const;
};

/** What a project knows of its takes: where each sounds and by which hash its sound is known, and as much sound as it
    carries itself. The newest last. A value; any one thread. */
class ProjectTakes
{
public:
    static constexpr std::size_t mostPieces = 4'096;

    /** Of all voices in memory: 93 minutes at 24 kHz, 268 MB. Older takes leave the project, and stay in their files.
     */
    static constexpr std::uint64_t mostSamples = std::uint64_t{1} << 27;

    /** Of FLAC in a project: hosts keep copies of states. */
    static constexpr std::size_t mostCarried = 8u << 20;

    static constexpr std::size_t mostInLane = 32;

    /** False where older ones had to leave. One that comes to a lane is the one that counts there, which can be taken
        back. */
    bool add (ProjectTake, TakeSound);

    /** Where the next take of a lane lies; nothing for one that there is not, or that is full. */
    [[nodiscard]] std::optional<LanePlace> placeFor (std::uint64_t lane) const;

    /** By the file that a take is kept in. */
    [[nodiscard]] std::optional<std::uint64_t> laneOf (const std::string& file) const;

    /** Null out of range, and where it is missing. */
    [[nodiscard]] std::shared_ptr<const TakeVoice> voiceOf (std::uint64_t lane, std::size_t take) const;

    /** In the order of their places. */
    [[nodiscard]] std::vector<TakeLane> lanes() const;

    /** `take` as a whole counts; nothing happens out of range, here and below. */
    void chooseTake (std::uint64_t lane, std::size_t take);

    /** A sentence of what counts comes from another take. */
    void chooseSection (std::uint64_t lane, std::size_t section, std::size_t take);

    [[nodiscard]] const LaneChoices& choices() const noexcept { return chosen; }
    void undo() { chosen.undo(); }
    void redo() { chosen.redo(); }

    /** Those in lanes with others whose sentences have not been looked for. */
    [[nodiscard]] std::vector<std::shared_ptr<const TakeVoice>> unsectioned() const;

    [[nodiscard]] bool isEmpty() const noexcept { return takes.empty(); }

    /** Those whose voice is not there. */
    [[nodiscard]] std::vector<ProjectTake> missing() const;

    /** Null where it does not carry it. */
    [[nodiscard]] std::shared_ptr<const FlacBytes> flacOf (const std::string& hash) const;

    /** Those whose voice is there and whose FLAC is not. */
    [[nodiscard]] std::vector<std::shared_ptr<const TakeVoice>> unencoded() const;

    /** Sound for a take that it knows; nothing happens otherwise. */
    void supply (const std::string& hash, const TakeSound&);

    /** What it carries of a take is not its sound. */
    void dropSound (const std::string& hash);

    /** What can be played. */
    [[nodiscard]] std::vector<ReplayPiece> pieces() const;

    [[nodiscard]] TakesView view() const;

    /** The same takes give the same text. `carriesSound`: with the FLAC of the newest takes, as far as they fit into
        mostCarried. */
    [[nodiscard]] nlohmann::json toJson (bool carriesSound) const;

    /** Throws std::invalid_argument with one sentence where it is not such a text, or out of range. */
    static ProjectTakes fromJson (const nlohmann::json&);

private:
    using Lane = std::vector<const ProjectTake*>;

    [[nodiscard]] std::vector<const std::string*> carried() const;
    [[nodiscard]] std::map<std::uint64_t, Lane> byLane() const;
    [[nodiscard]] LaneChoice choiceIn (std::uint64_t lane, const Lane&) const;
    [[nodiscard]] std::vector<std::int64_t> sectionsOfTake (const ProjectTake&) const;
    [[nodiscard]] TakeLane viewOf (std::uint64_t lane, const Lane&) const;
    void addPieces (const ProjectTake&, std::vector<ReplayPiece>&) const;
    void addComp (const LaneChoice&, const Lane&, std::vector<ReplayPiece>&) const;
    void addLane (std::uint64_t lane, const Lane&, std::vector<ReplayPiece>&) const;
    void addLanesTo (nlohmann::json&) const;
    void readLanes (const nlohmann::json&);
    bool forgetOldest();

    std::vector<ProjectTake> takes;
    std::map<std::string, TakeSound> sounds; // by hash
    LaneChoices chosen;
    std::uint64_t newestLane = 0;
};

} // namespace parlando
