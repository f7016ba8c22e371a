#include "TakePreparation.h"

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

std::string takeFileOf (std::uint64_t turn, const std::string& folder)
{
    std::array<char, 48> name{};
    std::snprintf (name.data(), name.size(), "/agent-%04llu.wav", static_cast<unsigned long long> (turn));
    return folder.empty() ? std::string() : std::filesystem::path (folder).filename().string() + name.data();
}

void TakePreparation::work()
{
    std::unique_lock lock (mutex);

    if (isStopped || done == asked)
        return;

    const auto upTo = asked, sinceRestored = restored;
    auto heard = std::exchange (incoming, {});
    lock.unlock();
    prepare (std::move (heard), upTo, sinceRestored);
    lock.lock();
    laidOut = done = upTo;
    lock.unlock();
    finished.notify_all();
}

void TakePreparation::prepare (std::vector<NewTake>&& heard, std::uint64_t upTo, std::uint64_t sinceRestored)
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
    const std::lock_guard lock (mutex);
    problem = std::string ("Not all takes can be played (") + trouble.what() + "): close what else runs.";
}

/** What is not needed any more is not worth a disk's time. */
bool TakePreparation::goesOn (std::uint64_t sinceRestored) const
{
    const std::lock_guard lock (mutex);
    return ! isStopped && restored == sinceRestored;
}

void TakePreparation::tellLaidOut (std::uint64_t upTo)
{
    const std::lock_guard lock (mutex);
    laidOut = upTo;
    finished.notify_all();
}

ProjectTakes TakePreparation::copyOfTakes() const
{
    const std::lock_guard lock (mutex);
    return takes;
}

void TakePreparation::supply (const std::string& hash, const TakeSound& sound, std::uint64_t sinceRestored)
{
    const std::lock_guard lock (mutex);

    if (restored == sinceRestored)
        takes.supply (hash, sound);
}

void TakePreparation::dropSound (const std::string& hash, std::uint64_t sinceRestored)
{
    const std::lock_guard lock (mutex);

    if (restored == sinceRestored)
        takes.dropSound (hash);
}

void TakePreparation::takeIn (std::vector<NewTake>&& heard, std::uint64_t sinceRestored)
{
    for (auto& [take, folder] : heard)
    {
        if (! goesOn (sinceRestored))
            return;

        auto voice = std::make_shared<const TakeVoice> (std::move (take.voice), take.sampleRate);
        auto pieces = piecesOf (take, voice);
        ProjectTake added{
            voice->hash(), voice->sampleRate(), voice->samples().size(), takeFileOf (take.turn, folder()), {}};

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

        if (restored != sinceRestored)
            continue;

        ++edited;

        if (! takes.add (std::move (added), {std::move (voice), nullptr}))
            problem = "The project has more takes than Parlando plays; the oldest are in their folders alone.";
    }
}

void TakePreparation::decodeCarried (std::uint64_t sinceRestored)
{
    const auto now = copyOfTakes();

    for (const auto& take : now.missing())
        if (const auto flac = now.flacOf (take.hash); flac != nullptr && goesOn (sinceRestored))
        {
            if (auto voice = decodeTake (*flac, take))
                supply (take.hash, {std::move (voice), nullptr}, sinceRestored);
            else
                dropSound (take.hash, sinceRestored);
        }
}

void TakePreparation::findMissing (std::uint64_t sinceRestored)
{
    std::vector<std::string> places;

    {
        const std::lock_guard lock (mutex);
        places = folders;
    }

    for (const auto& take : copyOfTakes().missing())
    {
        if (! goesOn (sinceRestored))
            return;

        if (auto voice = findVoice (take, places))
            supply (take.hash, {std::move (voice), nullptr}, sinceRestored);
    }
}

void TakePreparation::findSections (std::uint64_t sinceRestored)
{
    for (const auto& voice : copyOfTakes().unsectioned())
        if (goesOn (sinceRestored))
            supply (voice->hash(), {nullptr, nullptr, sectionsOf (*voice)}, sinceRestored);
}

void TakePreparation::encode (std::uint64_t sinceRestored)
{
    for (const auto& voice : copyOfTakes().unencoded())
        if (goesOn (sinceRestored))
            supply (voice->hash(), {nullptr, std::make_shared<const FlacBytes> (encodeFlac (*voice))}, sinceRestored);
}

void TakePreparation::layOut()
{
    Layout layout;

    {
        const std::lock_guard lock (mutex);

        if (isStopped)
            return;

        layout = wanted;
    }

    const auto isPlayable = layout.hostRate >= ReplayMap::lowestRate && layout.hostRate <= ReplayMap::highestRate;
    const auto pieces = copyOfTakes().pieces();
    timeline.setMap (isPlayable && ! pieces.empty()
                         ? std::make_shared<const ReplayMap> (pieces, layout.hostRate, layout.anchor)
                         : nullptr);
}

} // namespace parlando
