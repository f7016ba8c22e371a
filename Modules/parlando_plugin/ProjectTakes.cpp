#include "ProjectTakes.h"

#include "ProjectTakesJson.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <set>

namespace parlando
{

bool ProjectTakes::add (ProjectTake take, TakeSound sound)
{
    auto& known = sounds[take.hash];
    known.voice = known.voice != nullptr ? known.voice : std::move (sound.voice);
    known.flac = known.flac != nullptr ? known.flac : std::move (sound.flac);

    if (take.lane == 0)
        take.lane = ++newestLane;

    const auto lanesBefore = byLane();

    if (const auto others = lanesBefore.find (take.lane); others != lanesBefore.end())
    {
        chosen.set (take.lane, choiceIn (take.lane, others->second));
        chosen.choose (take.lane, {take.hash, {}});
    }

    takes.push_back (std::move (take));
    return ! forgetOldest();
}

/** As long as there is more than fits; the newest stays whatever it is. */
bool ProjectTakes::forgetOldest()
{
    const auto isTooMuch = [this]
    {
        std::size_t pieceCount = 0;
        std::uint64_t samples = 0;

        for (const auto& take : takes)
        {
            pieceCount += take.pieces.size();
            samples += take.samples;
        }

        return takes.size() > 1 && (pieceCount > mostPieces || samples > mostSamples);
    };
    auto hasForgotten = false;

    for (; isTooMuch(); hasForgotten = true)
    {
        const auto hash = takes.front().hash;
        takes.erase (takes.begin());

        if (std::none_of (takes.begin(), takes.end(), [&] (const auto& take) { return take.hash == hash; }))
            sounds.erase (hash);
    }

    return hasForgotten;
}

std::vector<ProjectTake> ProjectTakes::missing() const
{
    std::vector<ProjectTake> found;

    for (const auto& take : takes)
        if (sounds.at (take.hash).voice == nullptr)
            found.push_back (take);

    return found;
}

std::shared_ptr<const FlacBytes> ProjectTakes::flacOf (const std::string& hash) const
{
    const auto found = sounds.find (hash);
    return found != sounds.end() ? found->second.flac : nullptr;
}

std::vector<std::shared_ptr<const TakeVoice>> ProjectTakes::unencoded() const
{
    std::vector<std::shared_ptr<const TakeVoice>> found;

    for (const auto& [hash, sound] : sounds)
        if (sound.voice != nullptr && sound.flac == nullptr)
            found.push_back (sound.voice);

    return found;
}

void ProjectTakes::supply (const std::string& hash, const TakeSound& sound)
{
    const auto found = sounds.find (hash);

    if (found == sounds.end())
        return;

    if (sound.voice != nullptr)
        found->second.voice = sound.voice;

    if (sound.flac != nullptr)
        found->second.flac = sound.flac;

    if (! sound.sections.empty())
        found->second.sections = sound.sections;
}

void ProjectTakes::dropSound (const std::string& hash)
{
    if (const auto found = sounds.find (hash); found != sounds.end())
        found->second.flac.reset();
}

TakesView ProjectTakes::view() const
{
    TakesView view;
    view.takes = takes.size();
    view.missing = missing().size();

    for (const auto& [hash, sound] : sounds)
        if (sound.voice != nullptr)
            view.seconds += static_cast<double> (sound.voice->samples().size()) / sound.voice->sampleRate();

    for (const auto& hash : carried())
        view.carriedBytes += sounds.at (*hash).flac->size();

    return view;
}

/** The newest, as far as they fit one after the other: so that a long one that does not fit leaves no gap before it. */
std::vector<const std::string*> ProjectTakes::carried() const
{
    std::vector<const std::string*> hashes;
    std::set<std::string_view> seen;
    std::size_t bytes = 0;

    for (auto take = takes.rbegin(); take != takes.rend(); ++take)
    {
        const auto& flac = sounds.at (take->hash).flac;

        if (flac == nullptr || ! seen.insert (take->hash).second)
            continue;

        if (bytes + flac->size() > mostCarried)
            break;

        bytes += flac->size();
        hashes.push_back (&take->hash);
    }

    return hashes;
}

nlohmann::json ProjectTakes::toJson (bool carriesSound) const
{
    auto list = nlohmann::json::array();
    auto voices = nlohmann::json::object();

    for (const auto& take : takes)
        list.push_back (parlando::toJson (take));

    if (carriesSound)
        for (const auto* hash : carried())
            voices[*hash] = toBase64 (*sounds.at (*hash).flac);

    nlohmann::json json{{"takes", std::move (list)}};
    addLanesTo (json);

    if (! voices.empty())
        json["voices"] = std::move (voices);

    return json;
}

ProjectTakes ProjectTakes::fromJson (const nlohmann::json& json)
{
    ProjectTakes result;
    std::size_t pieceCount = 0;
    std::uint64_t samples = 0;

    for (const auto& each : takesIn (json))
    {
        auto take = takeFromJson (each);
        pieceCount += take.pieces.size();
        samples += take.samples;

        if (pieceCount > mostPieces || samples > mostSamples)
            throw std::invalid_argument ("The project's takes are longer than Parlando plays.");

        result.sounds[take.hash];
        result.takes.push_back (std::move (take));
    }

    result.readLanes (json);

    for (auto& [hash, flac] : voicesIn (json))
        result.supply (hash, {nullptr, std::make_shared<const FlacBytes> (std::move (flac))});

    return result;
}

} // namespace parlando
