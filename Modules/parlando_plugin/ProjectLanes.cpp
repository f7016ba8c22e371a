// The lanes of a project: which of several takes of the same words is heard.

#include "ProjectTakes.h"
#include "ProjectTakesJson.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace parlando
{

namespace
{

/** Where the first sample of a take that has been heard lies, or would. */
LanePlace placeOf (const ProjectTake& take)
{
    const auto& piece = take.pieces.front();
    const auto lead = static_cast<double> (piece.first) / take.sampleRate; // s
    LanePlace place{piece.position - std::llround (lead * piece.hostRate), piece.hostRate, piece.beats, piece.tempo};

    if (place.beats && place.tempo)
        place.beats = *place.beats - lead * *place.tempo / 60.0;

    return place;
}

std::int64_t heardOf (const ProjectTake& take)
{
    std::int64_t end = 0;

    for (const auto& piece : take.pieces)
        end = std::max (end, piece.first + piece.count);

    return end;
}

std::optional<std::size_t> indexIn (const std::vector<const ProjectTake*>& lane, const std::string& hash)
{
    const auto found = std::find_if (lane.begin(), lane.end(), [&] (const auto* take) { return take->hash == hash; });
    return found != lane.end() ? std::optional (static_cast<std::size_t> (found - lane.begin())) : std::nullopt;
}

} // namespace

ReplayPiece LanePlace::piece (std::int64_t first, std::int64_t count, double offset) const
{
    ReplayPiece made{nullptr, first, count, position + std::llround (offset * hostRate), hostRate, {}, {}};

    if (beats && tempo)
    {
        made.tempo = tempo;
        made.beats = *beats + offset * *tempo / 60.0;
    }

    return made;
}

std::map<std::uint64_t, ProjectTakes::Lane> ProjectTakes::byLane() const
{
    std::map<std::uint64_t, Lane> lanes;

    for (const auto& take : takes)
        lanes[take.lane].push_back (&take);

    return lanes;
}

/** What was chosen as far as it is still there; the newest take otherwise. */
LaneChoice ProjectTakes::choiceIn (std::uint64_t lane, const Lane& all) const
{
    const auto* choice = chosen.of (lane);

    if (choice == nullptr || ! indexIn (all, choice->base))
        return {all.back()->hash, {}};

    const auto isThere = [&] (const auto& hash) { return indexIn (all, hash).has_value(); };
    return std::all_of (choice->sections.begin(), choice->sections.end(), isThere) ? *choice
                                                                                   : LaneChoice{choice->base, {}};
}

/** As far as it was heard; a take whose sentences are not known is one. */
std::vector<std::int64_t> ProjectTakes::sectionsOfTake (const ProjectTake& take) const
{
    auto begins = sounds.at (take.hash).sections;
    const auto heard = heardOf (take);
    std::erase_if (begins, [&] (auto begin) { return begin >= heard; });

    if (begins.empty())
        begins.push_back (0);

    return begins;
}

std::optional<LanePlace> ProjectTakes::placeFor (std::uint64_t lane) const
{
    const auto all = byLane();
    const auto found = all.find (lane);

    if (found == all.end() || found->second.size() >= mostInLane)
        return std::nullopt;

    return placeOf (*found->second.front());
}

std::optional<std::uint64_t> ProjectTakes::laneOf (const std::string& file) const
{
    const auto found = std::find_if (takes.rbegin(), takes.rend(),
                                     [&] (const auto& take) { return ! file.empty() && take.file == file; });
    return found != takes.rend() ? std::optional (found->lane) : std::nullopt;
}

std::shared_ptr<const TakeVoice> ProjectTakes::voiceOf (std::uint64_t lane, std::size_t take) const
{
    const auto all = byLane();
    const auto found = all.find (lane);
    return found != all.end() && take < found->second.size() ? sounds.at (found->second[take]->hash).voice : nullptr;
}

TakeLane ProjectTakes::viewOf (std::uint64_t lane, const Lane& all) const
{
    const auto place = placeOf (*all.front());
    const auto choice = choiceIn (lane, all);
    TakeLane view{lane, static_cast<double> (place.position) / place.hostRate, place.beats, {}, 0, {}};

    for (const auto* take : all)
    {
        TakeInLane shown{take->hash,
                         take->file,
                         static_cast<double> (heardOf (*take)) / take->sampleRate,
                         sounds.at (take->hash).voice == nullptr,
                         {}};

        for (const auto begin : sectionsOfTake (*take))
            shown.sections.push_back (static_cast<double> (begin) / take->sampleRate);

        view.takes.push_back (std::move (shown));
    }

    view.base = indexIn (all, choice.base).value_or (0);
    view.comp.assign (view.takes[view.base].sections.size(), view.base);

    for (std::size_t i = 0; i < std::min (choice.sections.size(), view.comp.size()); ++i)
        view.comp[i] = indexIn (all, choice.sections[i]).value_or (view.base);

    return view;
}

std::vector<TakeLane> ProjectTakes::lanes() const
{
    std::vector<TakeLane> views;

    for (const auto& [lane, all] : byLane())
        views.push_back (viewOf (lane, all));

    std::sort (views.begin(), views.end(),
               [] (const auto& a, const auto& b) { return std::tie (a.seconds, a.id) < std::tie (b.seconds, b.id); });
    return views;
}

void ProjectTakes::chooseTake (std::uint64_t lane, std::size_t take)
{
    const auto all = byLane();

    if (const auto found = all.find (lane); found != all.end() && take < found->second.size())
    {
        chosen.set (lane, choiceIn (lane, found->second));
        chosen.choose (lane, {found->second[take]->hash, {}});
    }
}

void ProjectTakes::chooseSection (std::uint64_t lane, std::size_t section, std::size_t take)
{
    const auto all = byLane();
    const auto found = all.find (lane);

    if (found == all.end() || take >= found->second.size())
        return;

    const auto now = viewOf (lane, found->second);

    if (section >= now.comp.size() || section >= now.takes[take].sections.size())
        return;

    LaneChoice choice{now.takes[now.base].hash, {}};

    for (std::size_t i = 0; i < now.comp.size(); ++i)
        choice.sections.push_back (now.takes[i == section ? take : now.comp[i]].hash);

    // All from one take is that take, at all of its places.
    if (std::all_of (choice.sections.begin(), choice.sections.end(),
                     [&] (const auto& hash) { return hash == choice.base; }))
        choice.sections.clear();

    chosen.set (lane, choiceIn (lane, found->second));
    chosen.choose (lane, std::move (choice));
}

std::vector<std::shared_ptr<const TakeVoice>> ProjectTakes::unsectioned() const
{
    std::vector<std::shared_ptr<const TakeVoice>> found;

    for (const auto& [lane, all] : byLane())
        for (const auto* take : all)
            if (const auto& sound = sounds.at (take->hash);
                all.size() > 1 && sound.voice != nullptr && sound.sections.empty())
                found.push_back (sound.voice);

    return found;
}

void ProjectTakes::addPieces (const ProjectTake& take, std::vector<ReplayPiece>& to) const
{
    const auto& voice = sounds.at (take.hash).voice;

    if (voice == nullptr)
        return;

    for (auto piece : take.pieces)
    {
        piece.voice = voice;
        to.push_back (std::move (piece));
    }
}

/** One sentence after the other, each with the pause behind it; neighbours of the same take stay in one piece. */
void ProjectTakes::addComp (const LaneChoice& choice, const Lane& all, std::vector<ReplayPiece>& to) const
{
    const auto place = placeOf (*all.front());
    auto offset = 0.0;

    for (std::size_t i = 0, next = 0; i < choice.sections.size(); i = next)
    {
        for (next = i + 1; next < choice.sections.size() && choice.sections[next] == choice.sections[i];)
            ++next;

        const auto& take = *all[indexIn (all, choice.sections[i]).value_or (0)];
        const auto begins = sectionsOfTake (take);

        if (i >= begins.size())
            continue;

        const auto isLast = next >= std::min (choice.sections.size(), begins.size());
        const auto count = (isLast ? heardOf (take) : begins[next]) - begins[i];
        auto piece = place.piece (begins[i], count, offset);
        piece.voice = sounds.at (take.hash).voice;
        offset += static_cast<double> (count) / take.sampleRate;

        if (piece.voice != nullptr)
            to.push_back (std::move (piece));
    }
}

void ProjectTakes::addLane (std::uint64_t lane, const Lane& all, std::vector<ReplayPiece>& to) const
{
    const auto choice = choiceIn (lane, all);

    if (choice.sections.empty())
        addPieces (*all[indexIn (all, choice.base).value_or (all.size() - 1)], to);
    else
        addComp (choice, all, to);
}

/** A lane is as new as its newest take: what is newer lies on top. */
std::vector<ReplayPiece> ProjectTakes::pieces() const
{
    std::vector<ReplayPiece> made;
    const auto all = byLane();

    for (const auto& take : takes)
        if (const auto& lane = all.at (take.lane); lane.back() == &take)
            addLane (take.lane, lane, made);

    return made;
}

//==============================================================================
// A take that is alone says nothing of lanes: so do projects from before there were any.

void ProjectTakes::addLanesTo (nlohmann::json& json) const
{
    const auto all = byLane();
    std::map<std::uint64_t, std::uint64_t> numbers; // counted anew, so that the same lanes give the same text
    auto choicesMade = nlohmann::json::array();

    for (std::size_t i = 0; i < takes.size(); ++i)
    {
        const auto& lane = all.at (takes[i].lane);

        if (lane.size() < 2)
            continue;

        const auto number = numbers.try_emplace (takes[i].lane, numbers.size() + 1).first->second;
        json["takes"][i]["lane"] = number;
        const auto choice = choiceIn (takes[i].lane, lane);

        if (lane.front() == &takes[i] && choice != LaneChoice{lane.back()->hash, {}})
            choicesMade.push_back (parlando::toJson (number, choice));
    }

    if (! choicesMade.empty())
        json["lanes"] = std::move (choicesMade);
}

void ProjectTakes::readLanes (const nlohmann::json& json)
{
    std::map<std::uint64_t, std::size_t> counts;

    for (const auto& take : takes)
    {
        newestLane = std::max (newestLane, take.lane);

        if (take.lane != 0 && ++counts[take.lane] > mostInLane)
            throw std::invalid_argument ("The project has more takes in a lane than Parlando plays.");
    }

    for (auto& take : takes)
        if (take.lane == 0)
            take.lane = ++newestLane;

    for (auto& [lane, choice] : laneChoicesIn (json))
        chosen.set (lane, std::move (choice));
}

} // namespace parlando
