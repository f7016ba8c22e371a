#include "TakeDesk.h"

#include "TakePieces.h"
#include "TakeSearch.h"

#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
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

/** As the archive calls it in the folder of its conversation; for another project's person without their path. */
std::string fileOf (std::uint64_t turn, const std::string& folder)
{
    std::array<char, 48> name{};
    std::snprintf (name.data(), name.size(), "/agent-%04llu.wav", static_cast<unsigned long long> (turn));
    return folder.empty() ? std::string() : std::filesystem::path (folder).filename().string() + name.data();
}

/** Null where it is not the voice that it says. */
std::shared_ptr<const TakeVoice> decodeTake (const FlacBytes& flac, const ProjectTake& take)
try
{
    auto voice = decodeFlac (flac, take.samples);
    return voice->hash() == take.hash ? voice : nullptr;
}
catch (const std::exception&)
{
    return nullptr;
}

} // namespace

std::shared_ptr<ConversationTap> TakeDesk::makeTap (std::function<std::string()> folder)
{
    return std::make_shared<TakeCollector> (
        [this, folder = std::move (folder)] (HeardTake take)
        {
            std::unique_lock lock (mutex);
            incoming.push_back ({std::move (take), folder});
            wake (lock);
        },
        [this] (const std::string& text) { return retakeOf (text); });
}

void TakeDesk::layOutFor (int hostRate, ReplayAnchor anchor)
{
    std::unique_lock lock (mutex);

    if (std::exchange (wanted, {hostRate, anchor}) != Layout{hostRate, anchor} && thread)
        wake (lock);
}

bool TakeDesk::waitUntilReady (int hostRate, ReplayAnchor anchor, std::chrono::milliseconds most)
{
    layOutFor (hostRate, anchor);
    std::unique_lock lock (mutex);
    const auto patience = isLate ? std::chrono::milliseconds (0) : most;
    const auto isReady = finished.wait_for (lock, patience, [this] { return laidOut == asked || isStopped; });
    isLate = ! isReady;
    return isReady;
}

nlohmann::json TakeDesk::toJson (bool carriesSound)
{
    std::unique_lock lock (mutex);
    finished.wait_for (lock, longestWaitForState, [this] { return done == asked || isStopped; });
    return takes.toJson (carriesSound);
}

void TakeDesk::restore (const nlohmann::json& json)
{
    auto project = ProjectTakes::fromJson (json);
    std::unique_lock lock (mutex);
    const auto wasEmpty = takes.isEmpty() && incoming.empty();
    takes = std::move (project);
    ++restored;
    incoming.clear();
    problem.clear();

    // A project without any needs no thread.
    if (! wasEmpty || ! takes.isEmpty())
        wake (lock);
}

TakesView TakeDesk::view() const
{
    const std::lock_guard lock (mutex);
    auto view = takes.view();
    view.isPreparing = laidOut != asked;
    view.problem = problem;
    return view;
}

std::vector<TakeLane> TakeDesk::lanes() const { return copyOfTakes().lanes(); }

std::uint64_t TakeDesk::changes() const
{
    const std::lock_guard lock (mutex);
    return asked + laidOut + done;
}

/** Of what is chosen, which is laid out anew. */
void TakeDesk::change (const std::function<void (ProjectTakes&)>& toChange)
{
    std::unique_lock lock (mutex);
    toChange (takes);
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
    const std::lock_guard lock (mutex);
    return takes.choices().canUndo();
}

bool TakeDesk::canRedo() const
{
    const std::lock_guard lock (mutex);
    return takes.choices().canRedo();
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
    const std::lock_guard lock (mutex);
    return takes.laneOf (fileOf (turn, folder));
}

void TakeDesk::expectRetake (std::uint64_t lane, std::string text)
{
    const std::lock_guard lock (mutex);
    retake = {std::move (text), lane};
}

/** On the session thread; each asking counts once. */
std::uint64_t TakeDesk::retakeOf (const std::string& text)
{
    const std::lock_guard lock (mutex);
    return retake.second != 0 && retake.first == text ? std::exchange (retake, {}).second : 0;
}

std::shared_ptr<const TakeVoice> TakeDesk::voiceOf (std::uint64_t lane, std::size_t take) const
{
    const std::lock_guard lock (mutex);
    return takes.voiceOf (lane, take);
}

void TakeDesk::forgetAll() { restore (ProjectTakes().toJson (false)); }

void TakeDesk::lookIn (std::string folder)
{
    std::unique_lock lock (mutex);
    std::erase (folders, folder);
    folders.insert (folders.begin(), std::move (folder));
    folders.resize (std::min (folders.size(), mostFolders));

    if (thread)
        wake (lock);
}

void TakeDesk::stop()
{
    std::unique_lock lock (mutex);
    isStopped = true;
    finished.notify_all();
    const auto ending = std::move (thread); // joined without the lock
    lock.unlock();
}

/** Something has changed. Without a thread there is no replay, and a sentence. */
void TakeDesk::wake (std::unique_lock<std::mutex>& lock)
{
    if (isStopped)
        return;

    ++asked;

    try
    {
        if (thread == nullptr)
            thread = std::make_unique<DiskThread> (whileNobodyAsks, [this] { work(); });
    }
    catch (const std::exception&)
    {
        laidOut = done = asked;
        problem = "Takes cannot be played, as the system has no thread left for it: close what else runs.";
        return;
    }

    auto& awake = *thread;
    lock.unlock();
    awake.poke();
}

//==============================================================================
// The thread.

void TakeDesk::work()
{
    std::unique_lock lock (mutex);

    if (isStopped || done == asked)
        return;

    const auto upTo = asked, sinceRestored = restored;
    auto heard = std::exchange (incoming, {});
    lock.unlock();

    try
    {
        takeIn (std::move (heard), sinceRestored);
        decodeCarried (sinceRestored);
        findMissing (sinceRestored);
        findSections (sinceRestored);
        layOut();
        tellLaidOut (upTo);
        encode (sinceRestored);
    }
    catch (const std::exception& trouble)
    {
        lock.lock();
        problem = std::string ("Not all takes can be played (") + trouble.what() + "): close what else runs.";
        lock.unlock();
    }

    lock.lock();
    laidOut = done = upTo;
    lock.unlock();
    finished.notify_all();
}

void TakeDesk::tellLaidOut (std::uint64_t upTo)
{
    const std::lock_guard lock (mutex);
    laidOut = upTo;
    finished.notify_all();
}

ProjectTakes TakeDesk::copyOfTakes() const
{
    const std::lock_guard lock (mutex);
    return takes;
}

void TakeDesk::supply (const std::string& hash, const TakeSound& sound, std::uint64_t sinceRestored)
{
    const std::lock_guard lock (mutex);

    if (restored == sinceRestored)
        takes.supply (hash, sound);
}

void TakeDesk::dropSound (const std::string& hash, std::uint64_t sinceRestored)
{
    const std::lock_guard lock (mutex);

    if (restored == sinceRestored)
        takes.dropSound (hash);
}

void TakeDesk::takeIn (std::vector<NewTake>&& heard, std::uint64_t sinceRestored)
{
    for (auto& [take, folder] : heard)
    {
        auto voice = std::make_shared<const TakeVoice> (std::move (take.voice), take.sampleRate);
        auto pieces = piecesOf (take, voice);
        ProjectTake added{
            voice->hash(), voice->sampleRate(), voice->samples().size(), fileOf (take.turn, folder()), {}};

        for (auto& piece : pieces)
        {
            piece.voice.reset();
            added.pieces.push_back (std::move (piece));
        }

        const std::lock_guard lock (mutex);

        // Another take lies where the first one does, and not where the host happened to be.
        if (const auto place = take.lane != 0 ? takes.placeFor (take.lane) : std::nullopt)
        {
            added.lane = take.lane;
            added.pieces = {place->piece (0, static_cast<std::int64_t> (take.heard), 0.0)};
        }

        if (added.pieces.empty())
            continue;

        if (restored == sinceRestored && ! takes.add (std::move (added), {std::move (voice), nullptr}))
            problem = "The project has more takes than Parlando plays; the oldest are in their folders alone.";
    }
}

void TakeDesk::decodeCarried (std::uint64_t sinceRestored)
{
    const auto now = copyOfTakes();

    for (const auto& take : now.missing())
        if (const auto flac = now.flacOf (take.hash); flac != nullptr)
        {
            if (auto voice = decodeTake (*flac, take))
                supply (take.hash, {std::move (voice), nullptr}, sinceRestored);
            else
                dropSound (take.hash, sinceRestored);
        }
}

void TakeDesk::findMissing (std::uint64_t sinceRestored)
{
    std::vector<std::string> places;

    {
        const std::lock_guard lock (mutex);
        places = folders;
    }

    for (const auto& take : copyOfTakes().missing())
        if (auto voice = findVoice (take, places))
            supply (take.hash, {std::move (voice), nullptr}, sinceRestored);
}

void TakeDesk::findSections (std::uint64_t sinceRestored)
{
    for (const auto& voice : copyOfTakes().unsectioned())
        supply (voice->hash(), {nullptr, nullptr, sectionsOf (*voice)}, sinceRestored);
}

void TakeDesk::encode (std::uint64_t sinceRestored)
{
    for (const auto& voice : copyOfTakes().unencoded())
        supply (voice->hash(), {nullptr, std::make_shared<const FlacBytes> (encodeFlac (*voice))}, sinceRestored);
}

void TakeDesk::layOut()
{
    Layout layout;

    {
        const std::lock_guard lock (mutex);
        layout = wanted;
    }

    const auto isPlayable = layout.hostRate >= ReplayMap::lowestRate && layout.hostRate <= ReplayMap::highestRate;
    const auto pieces = copyOfTakes().pieces();
    timeline.setMap (isPlayable && ! pieces.empty()
                         ? std::make_shared<const ReplayMap> (pieces, layout.hostRate, layout.anchor)
                         : nullptr);
}

} // namespace parlando
