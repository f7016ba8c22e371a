#include "TakeFiles.h"

#include <parlando_archive/ConversationFolder.h>
#include <parlando_realtime/parlando_realtime.h>

#include <juce_events/juce_events.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace parlando
{
namespace
{

bool isThere (const std::string& path)
{
    std::error_code ignored;
    return std::filesystem::is_regular_file (path, ignored);
}

} // namespace

/** Outlives its owner for as long as files are made. */
struct TakeFiles::Shared : std::enable_shared_from_this<TakeFiles::Shared>
{
    struct Job
    {
        TakeWish wish;
        std::function<void (const TakesMade&)> done;
    };

    std::mutex mutex; // guards the jobs
    std::deque<Job> jobs;
    bool isRunning = false; // a thread, which ends when nothing waits
    bool isWanted = true;   // message thread
    Exporter exporter;

    std::optional<Job> next()
    {
        const std::lock_guard lock (mutex);
        isRunning = ! jobs.empty();

        if (! isRunning)
            return {};

        auto job = std::move (jobs.front());
        jobs.pop_front();
        return job;
    }

    void makeAll()
    {
        while (auto job = next())
        {
            TakesMade made;

            try
            {
                made = exporter (job->wish);
            }
            catch (const std::bad_alloc&)
            {
                made.problem = "There is not enough memory for the file; close something and try again.";
            }
            catch (const std::exception& problem)
            {
                made.problem = problem.what();
            }

            // Also what the callback holds is let go of on the message thread.
            juce::MessageManager::callAsync (
                [self = shared_from_this(), done = std::move (job->done), result = std::move (made)]
                {
                    if (self->isWanted)
                        done (result);
                });
        }
    }

    /** False where too many wait. `begins`: it needs a thread. */
    bool add (Job job, bool& begins)
    {
        const std::lock_guard lock (mutex);

        if (jobs.size() >= mostWaiting)
            return false;

        jobs.push_back (std::move (job));
        begins = ! std::exchange (isRunning, true);
        return true;
    }

    void giveUp()
    {
        const std::lock_guard lock (mutex);
        isRunning = false;
        jobs.clear();
    }
};

TakeFiles::TakeFiles (Exporter exporter) : shared (std::make_shared<Shared>())
{
    shared->exporter = std::move (exporter);
}

TakeFiles::~TakeFiles()
{
    shared->isWanted = false;
    const std::lock_guard lock (shared->mutex);
    shared->jobs.clear();
}

void TakeFiles::make (const TakeWish& wish, std::function<void (const TakesMade&)> done)
{
    if (const auto found = given.find ({wish.folder, wish.turns, wish.sampleRate});
        wish.target.empty() && found != given.end() &&
        std::all_of (found->second.begin(), found->second.end(), isThere))
        return done ({found->second, {}});

    auto begins = false;

    if (! shared->add ({wish, done}, begins))
        return done ({{}, "16 files wait already; wait until they are made."});

    if (! begins)
        return;

    try
    {
        keepModuleLoaded();
        std::thread ([state = shared] { state->makeAll(); }).detach();
    }
    catch (const std::system_error&)
    {
        shared->giveUp();
        done ({{}, "The system has no thread left for the file; close something and try again."});
    }
}

void TakeFiles::gaveOut (const TakeWish& wish, const std::vector<std::string>& paths)
{
    others.insert (paths.begin(), paths.end());

    // All of a conversation is another thing once it has gone on.
    if (wish.target.empty() && ! wish.turns.empty())
        given[{wish.folder, wish.turns, wish.sampleRate}] = paths;
}

void TakeFiles::takeBack (const std::vector<std::string>& paths)
{
    for (const auto& path : paths)
        if (std::error_code ignored; ! others.contains (path))
            std::filesystem::remove (path, ignored);
}

std::string TakeFiles::usualTarget (const std::string& folder)
{
    return folder + "/" + ConversationFolder::draggedName;
}

} // namespace parlando
