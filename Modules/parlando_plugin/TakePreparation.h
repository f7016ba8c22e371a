#pragma once

#include "ProjectTakes.h"
#include "TakeCollector.h"
#include "TakeTimeline.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace parlando
{

/** What a TakeDesk shares with its thread: it lasts as long as either needs it, so that nobody has to wait for a disk
    that does not answer. */
class TakePreparation
{
public:
    /** How takes are laid out. */
    struct Layout
    {
        int hostRate = 48'000;
        ReplayAnchor anchor = ReplayAnchor::samples;

        bool operator== (const Layout&) const = default;
    };

    struct NewTake
    {
        HeardTake heard;
        std::function<std::string()> folder; /**< Of its conversation; owns all that it uses. */
    };

    /** The thread's: hashes, encodes, looks for files and lays out all that has come since it did so last. Once stopped
        it leaves what it has not begun. */
    void work();

    // Any thread that may wait for a lock.
    [[nodiscard]] ProjectTakes copyOfTakes() const;

    mutable std::mutex mutex; // guards what is below, up to the timeline
    std::condition_variable finished;
    ProjectTakes takes;
    std::vector<NewTake> incoming;
    std::vector<std::string> folders;
    Layout wanted;
    std::uint64_t asked = 0, laidOut = 0, done = 0; // changes; how many of them can be played, and carried
    std::uint64_t restored = 0;                     // projects
    std::uint64_t edited = 0;                       // times that the project became another one
    bool isStopped = false;
    std::string problem;

    TakeTimeline timeline;

private:
    [[nodiscard]] bool goesOn (std::uint64_t sinceRestored) const;
    void prepare (std::vector<NewTake>&&, std::uint64_t upTo, std::uint64_t sinceRestored);
    void takeIn (std::vector<NewTake>&&, std::uint64_t sinceRestored);
    void decodeCarried (std::uint64_t sinceRestored);
    void findMissing (std::uint64_t sinceRestored);
    void findSections (std::uint64_t sinceRestored);
    void layOut();
    void tellLaidOut (std::uint64_t upTo);
    void encode (std::uint64_t sinceRestored);
    void dropSound (const std::string& hash, std::uint64_t sinceRestored);
    void supply (const std::string& hash, const TakeSound&, std::uint64_t sinceRestored);
};

/** As the archive calls a turn's file in the folder of its conversation; for another project's person without the path
    to it. Empty where nothing is kept. */
[[nodiscard]] std::string takeFileOf (std::uint64_t turn, const std::string& folder);

} // namespace parlando
