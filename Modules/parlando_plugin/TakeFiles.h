#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace parlando
{

/** Which of the agent's turns become files, and how. */
struct TakeWish
{
    std::string folder;               /**< Of the conversation. */
    std::vector<std::uint64_t> turns; /**< In this order; empty: all that are kept. */
    int sampleRate = 0;               /**< Hz; 0: that at which each turn was heard. */
    std::string target;               /**< Another folder than the usual one (TakeFiles::usualTarget()). */

    bool operator== (const TakeWish&) const = default;
};

/** What became of it. */
struct TakesMade
{
    std::vector<std::string> paths; /**< Of whole files, in the order of the turns. */
    std::string problem;            /**< One sentence on what is missing and what to do; else empty. */
};

/** Makes files of the agent's turns, from what is kept of the conversation, on a thread of its own. A host may keep
    such a file's path for ever: so each has a name that no other had, and is never written again. Message thread. */
class TakeFiles final
{
public:
    /** Blocks, on any thread; throws std::exception with a sentence for people where there is not one file. */
    using Exporter = std::function<TakesMade (const TakeWish&)>;

    explicit TakeFiles (Exporter);

    /** Does not wait: what is under way is finished, and told to nobody. */
    ~TakeFiles();

    TakeFiles (const TakeFiles&) = delete;
    TakeFiles& operator= (const TakeFiles&) = delete;

    static constexpr std::size_t mostWaiting = 16;

    /** Calls `done` on the message thread: at once where the same files were given out before and are still there, else
        when they are made, one wish after the other. */
    void make (const TakeWish&, std::function<void (const TakesMade&)> done);

    /** Somebody has these files now, and may have them again. */
    void gaveOut (const TakeWish&, const std::vector<std::string>& paths);

    /** Deletes those of these files that nobody was given. */
    void takeBack (const std::vector<std::string>& paths);

    /** "…/dragged": where the files are that leave by drag or clipboard. It stays for as long as the conversation. */
    [[nodiscard]] static std::string usualTarget (const std::string& folder);

private:
    struct Shared;
    using Key = std::tuple<std::string, std::vector<std::uint64_t>, int>;

    std::shared_ptr<Shared> shared;
    std::map<Key, std::vector<std::string>> given;
    std::set<std::string> others; // paths that others have
};

} // namespace parlando
