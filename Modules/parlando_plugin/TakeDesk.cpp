#include "TakeDesk.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace parlando
{

namespace
{

/** It works when it is woken. */
constexpr auto whileNobodyAsks = std::chrono::hours (1);

/** For what a conversation has just added; encoding a minute of voice takes about 60 ms. */
constexpr auto longestWaitForState = std::chrono::seconds (2);

constexpr std::size_t mostFolders = 16;

} // namespace

std::shared_ptr<ConversationTap> TakeDesk::makeTap (std::function<std::string()> folder)
{
    return std::make_shared<TakeCollector> (
        [this, folder = std::move (folder)] (HeardTake take)
        {
            std::unique_lock lock (shared->mutex);
            shared->incoming.push_back ({std::move (take), folder});
            wake (lock);
        },
        [this] (const std::string& text) { return retakeOf (text); });
}

void TakeDesk::layOutFor (int hostRate, ReplayAnchor anchor)
{
    std::unique_lock lock (shared->mutex);

    if (std::exchange (shared->wanted, {hostRate, anchor}) != TakePreparation::Layout{hostRate, anchor} && thread)
        wake (lock);
}

bool TakeDesk::waitUntilReady (int hostRate, ReplayAnchor anchor, std::chrono::milliseconds most)
{
    layOutFor (hostRate, anchor);
    std::unique_lock lock (shared->mutex);
    const auto patience = isLate ? std::chrono::milliseconds (0) : most;
    const auto isReady = shared->finished.wait_for (
        lock, patience, [this] { return shared->laidOut == shared->asked || shared->isStopped; });
    isLate = ! isReady;
    return isReady;
}

nlohmann::json TakeDesk::toJson (bool carriesSound)
{
    std::unique_lock lock (shared->mutex);
    shared->finished.wait_for (lock, longestWaitForState,
                               [this] { return shared->done == shared->asked || shared->isStopped; });
    return shared->takes.toJson (carriesSound);
}

void TakeDesk::restore (const nlohmann::json& json)
{
    auto project = ProjectTakes::fromJson (json);
    std::unique_lock lock (shared->mutex);
    const auto wasEmpty = shared->takes.isEmpty() && shared->incoming.empty();
    shared->takes = std::move (project);
    ++shared->restored;
    shared->incoming.clear();
    shared->problem.clear();

    // A project without any needs no thread.
    if (! wasEmpty || ! shared->takes.isEmpty())
        wake (lock);
}

TakesView TakeDesk::view() const
{
    const std::lock_guard lock (shared->mutex);
    auto view = shared->takes.view();
    view.isPreparing = shared->laidOut != shared->asked;
    view.problem = shared->problem;
    return view;
}

std::vector<TakeLane> TakeDesk::lanes() const { return shared->copyOfTakes().lanes(); }

std::uint64_t TakeDesk::changes() const
{
    const std::lock_guard lock (shared->mutex);
    return shared->asked + shared->laidOut + shared->done;
}

std::uint64_t TakeDesk::edits() const
{
    const std::lock_guard lock (shared->mutex);
    return shared->edited;
}

/** Of what is chosen, which is laid out anew. */
void TakeDesk::change (const std::function<void (ProjectTakes&)>& toChange)
{
    std::unique_lock lock (shared->mutex);
    const auto before = shared->takes.choices().edits();
    toChange (shared->takes);
    shared->edited += shared->takes.choices().edits() - before;
    wake (lock);
}

void TakeDesk::chooseTake (std::uint64_t lane, std::size_t take)
{
    change ([=] (auto& project) { project.chooseTake (lane, take); });
}

void TakeDesk::chooseSection (std::uint64_t lane, std::size_t section, std::size_t take)
{
    change ([=] (auto& project) { project.chooseSection (lane, section, take); });
}

bool TakeDesk::canUndo() const
{
    const std::lock_guard lock (shared->mutex);
    return shared->takes.choices().canUndo();
}

bool TakeDesk::canRedo() const
{
    const std::lock_guard lock (shared->mutex);
    return shared->takes.choices().canRedo();
}

void TakeDesk::undo()
{
    change ([] (auto& project) { project.undo(); });
}

void TakeDesk::redo()
{
    change ([] (auto& project) { project.redo(); });
}

std::optional<std::uint64_t> TakeDesk::laneOf (const std::string& folder, std::uint64_t turn) const
{
    const std::lock_guard lock (shared->mutex);
    return shared->takes.laneOf (takeFileOf (turn, folder));
}

void TakeDesk::expectRetake (std::uint64_t lane, std::string text)
{
    const std::lock_guard lock (shared->mutex);
    retake = {std::move (text), lane};
}

/** On the session thread; each asking counts once. */
std::uint64_t TakeDesk::retakeOf (const std::string& text)
{
    const std::lock_guard lock (shared->mutex);
    return retake.second != 0 && retake.first == text ? std::exchange (retake, {}).second : 0;
}

std::shared_ptr<const TakeVoice> TakeDesk::voiceOf (std::uint64_t lane, std::size_t take) const
{
    const std::lock_guard lock (shared->mutex);
    return shared->takes.voiceOf (lane, take);
}

void TakeDesk::forgetAll()
{
    restore (ProjectTakes().toJson (false));
    const std::lock_guard lock (shared->mutex);
    ++shared->edited;
}

void TakeDesk::lookIn (std::string folder)
{
    std::unique_lock lock (shared->mutex);
    std::erase (shared->folders, folder);
    shared->folders.insert (shared->folders.begin(), std::move (folder));
    shared->folders.resize (std::min (shared->folders.size(), mostFolders));

    if (thread)
        wake (lock);
}

bool TakeDesk::stop (std::chrono::milliseconds most)
{
    std::unique_lock lock (shared->mutex);
    shared->isStopped = true;
    shared->finished.notify_all();
    const auto ending = std::move (thread); // waited for without the lock
    lock.unlock();
    return ending == nullptr || ending->finish (most);
}

/** Something has changed. Without a thread there is no replay, and a sentence. */
void TakeDesk::wake (std::unique_lock<std::mutex>& lock)
{
    if (shared->isStopped)
        return;

    ++shared->asked;

    try
    {
        if (thread == nullptr)
            thread = std::make_unique<DiskThread> (whileNobodyAsks, [state = shared] { state->work(); });
    }
    catch (const std::exception&)
    {
        shared->laidOut = shared->done = shared->asked;
        shared->problem = "Takes cannot be played, as the system has no thread left for it: close what else runs.";
        return;
    }

    auto& awake = *thread;
    lock.unlock();
    awake.poke();
}

} // namespace parlando
