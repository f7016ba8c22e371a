#include "Moves.h"

#include <algorithm>
#include <cmath>

namespace parlando
{

namespace detail_moves
{
using Json = nlohmann::json;

/** A host keeps values as floats, some in steps. */
constexpr double exactly = 1e-3;

/** Hosts hand back what they were told some blocks ago: only what is off the way was moved by somebody else. */
constexpr double offTheWay = 5e-3;

static double inMilliseconds (const RampTime& ramp, const HostTransport& transport)
{
    const auto beat = transport.tempo ? 60'000.0 / transport.tempo.value : 0.0;

    switch (ramp.unit)
    {
        case RampTime::Unit::milliseconds:
            return ramp.amount;
        case RampTime::Unit::beats:
            return ramp.amount * beat;
        case RampTime::Unit::bars:
            break;
    }

    return ramp.amount * beat * transport.beatsPerBar();
}

/** Of the ramp's unit in so much time. */
static double unitsIn (Instant::duration time, const RampTime& ramp, const HostTransport& transport)
{
    const auto milliseconds = std::chrono::duration<double, std::milli> (time).count();
    const auto unit = inMilliseconds ({1.0, ramp.unit}, transport);
    return unit > 0.0 ? milliseconds / unit : 0.0;
}

static ToolOutcome failureWith (const std::string& sentence, bool retryable, const Json& members)
{
    auto outcome = ToolOutcome::failure (sentence, retryable);

    for (const auto& [name, value] : members.items())
        outcome.response[name] = value;

    return outcome;
}

/** One change is told flat, several as a list. */
static Json membersFor (Json changes)
{
    return changes.size() == 1 ? std::move (changes.front()) : Json{{"changes", std::move (changes)}};
}
} // namespace detail_moves

Moves::Moves (ControlPort& controlPort, Answer onAnswer) : port (controlPort), answer (std::move (onAnswer)) {}

void Moves::setControls (std::vector<Control> newControls) { controls = std::move (newControls); }

void Moves::begin (Instant now, std::uint64_t id, std::uint64_t turn, const MoveRequest& request,
                   const HostTransport& transport)
{
    const auto isKnown = [this] (const auto& target) { return target.control < controls.size(); };

    if (! std::all_of (request.targets.begin(), request.targets.end(), isKnown))
        return answer (id, ToolOutcome::failure ("The controls have changed: nothing was moved.", true));

    const auto isMusical = request.ramp.amount > 0.0 && request.ramp.unit != RampTime::Unit::milliseconds;

    if (isMusical && ! (transport.tempo && transport.tempo.value > 0.0))
        return answer (id,
                       ToolOutcome::failure ("The host tells no tempo: give the ramp in ms. Nothing was moved.", true));

    Call call;
    call.id = id;
    call.turn = turn;
    call.ramp = request.ramp;
    call.begun = call.ticked = now;
    call.isLong = detail_moves::inMilliseconds (request.ramp, transport) > static_cast<double> (longestWait.count());

    for (const auto& target : request.targets)
    {
        const auto before = port.normalised (target.control);
        call.parts.push_back (
            {target.control, before, definition (target.control).toNormalised (target.value), before, true, {}});
    }

    takeControls (call.parts);

    for (const auto& part : call.parts)
        port.beginGesture (part.control);

    if (call.ramp.amount <= 0.0)
        advance (call, now, transport);

    if (! finishIfSettled (call, now, transport))
        calls.push_back (std::move (call));
}

void Moves::takeControls (const std::vector<Part>& wanted)
{
    for (auto& call : calls)
        for (auto& part : call.parts)
            if (part.isMoving && std::any_of (wanted.begin(), wanted.end(),
                                              [&] (const auto& each) { return each.control == part.control; }))
            {
                keep (call, part);
                release (part, "a later call moved it");
            }
}

void Moves::release (Part& part, std::string why)
{
    part.isMoving = false;
    part.lost = std::move (why);
    port.endGesture (part.control);
}

void Moves::put (std::size_t control, double normalised)
{
    port.beginGesture (control);
    port.set (control, normalised);
    port.endGesture (control);
}

void Moves::advance (Call& call, Instant now, const HostTransport& transport)
{
    call.progress += detail_moves::unitsIn (now - call.ticked, call.ramp, transport);
    call.ticked = now;
    const auto share = call.ramp.amount > 0.0 ? std::min (1.0, call.progress / call.ramp.amount) : 1.0;

    for (auto& part : call.parts)
    {
        if (! part.isMoving)
            continue;

        const auto found = port.normalised (part.control);

        if (found < std::min (part.before, part.last) - detail_moves::offTheWay ||
            found > std::max (part.before, part.last) + detail_moves::offTheWay)
        {
            release (part, "it was moved by hand or by the host on the way");
            continue;
        }

        part.last = share < 1.0 ? part.before + (part.target - part.before) * share : part.target;
        port.set (part.control, part.last);
    }

    call.isEnded = share >= 1.0 ||
                   std::none_of (call.parts.begin(), call.parts.end(), [] (const auto& part) { return part.isMoving; });

    call.ended = now;
}

bool Moves::finishIfSettled (Call& call, Instant now, const HostTransport& transport)
{
    if (! call.isEnded || (transport.isPlaying && now - call.ended < settling))
        return false;

    auto outcome = outcomeOf (call);
    log (call);

    for (auto& part : call.parts)
        if (part.isMoving)
            release (part);

    if (! call.wasAnswered)
        answer (call.id, std::move (outcome));

    return true;
}

void Moves::keep (const Call& call, const Part& part)
{
    if (const auto after = port.normalised (part.control); after != part.before)
        journal.add (call.turn, {part.control, part.before, after});
}

/** What others moved is not ours to undo. */
void Moves::log (const Call& call)
{
    for (const auto& part : call.parts)
        if (part.lost.empty())
            keep (call, part);
}

bool Moves::tick (Instant now, const HostTransport& transport)
{
    for (auto& call : calls)
    {
        if (! call.isEnded)
            advance (call, now, transport);

        if (call.isLong && ! call.isEnded && ! call.wasAnswered && now - call.begun >= earlyAnswer)
        {
            auto outcome = outcomeOf (call);
            outcome.response["status"] = "moving";
            outcome.response["seconds_left"] =
                std::round (
                    detail_moves::inMilliseconds ({call.ramp.amount - call.progress, call.ramp.unit}, transport) /
                    100.0) /
                10.0;
            call.wasAnswered = true;
            answer (call.id, std::move (outcome));
        }
    }

    std::erase_if (calls, [&] (Call& call) { return finishIfSettled (call, now, transport); });
    return isBusy();
}

void Moves::cancel (std::uint64_t id)
{
    const auto call = std::find_if (calls.begin(), calls.end(),
                                    [&] (const auto& each) { return each.id == id && ! each.wasAnswered; });

    if (call == calls.end())
        return;

    for (auto& part : call->parts)
    {
        if (part.isMoving)
        {
            port.set (part.control, part.before);
            release (part);
        }
        else if (part.lost.empty())
        {
            put (part.control, part.before);
        }
    }

    calls.erase (call);
}

void Moves::undo (std::uint64_t id)
{
    using detail_moves::Json;

    // What is under way is the last change; those of its turn that are done are undone with it.
    while (! calls.empty())
    {
        auto last = std::move (calls.back());
        calls.pop_back();

        for (auto& part : last.parts)
            if (part.isMoving)
            {
                keep (last, part);
                release (part, "the person undid it");
            }

        last.isEnded = true;

        if (! last.wasAnswered)
            answer (last.id, outcomeOf (last));

        log (last);
    }

    if (journal.isEmpty())
        return answer (id, ToolOutcome::failure ("There is no change left to undo."));

    auto undone = Json::array(), kept = Json::array();

    for (const auto& change : journal.take())
    {
        if (change.control >= controls.size())
            continue;

        const auto current = port.normalised (change.control);

        if (std::abs (current - change.after) > detail_moves::exactly)
        {
            kept.push_back (definition (change.control).name);
            continue;
        }

        put (change.control, change.before);
        undone.push_back (changeOf (change.control, current, port.normalised (change.control)));
    }

    Json members = {{"undone", undone}};

    if (! kept.empty())
        members["kept_because_moved_since"] = kept;

    answer (id, undone.empty() ? detail_moves::failureWith (
                                     "All of it was moved by hand or by the host since: it stays.", false, members)
                               : ToolOutcome::success (members));
}

void Moves::abandon (const std::string& reason)
{
    for (auto& call : calls)
    {
        for (auto& part : call.parts)
            if (part.isMoving)
                release (part, reason);

        if (! call.wasAnswered)
            answer (call.id, ToolOutcome::failure (reason, true));
    }

    calls.clear();
    journal.clear();
}

std::string Moves::lastChange() const
{
    std::string text;

    for (const auto& call : calls)
        for (const auto& part : call.parts)
            text += (text.empty() ? "" : ", ") + definition (part.control).name;

    if (! text.empty() || journal.newest() == nullptr)
        return text;

    for (const auto& change : *journal.newest())
        if (change.control < controls.size())
            text += (text.empty() ? "" : ", ") + definition (change.control).name;

    return text;
}

nlohmann::json Moves::changeOf (std::size_t control, double before, double after) const
{
    const auto& meaning = definition (control);
    nlohmann::json change = {{"control", meaning.name},
                             {"before", meaning.toModel (meaning.toValue (before))},
                             {"after", meaning.toModel (meaning.toValue (after))}};

    if (meaning.kind == ControlDefinition::Kind::number && ! meaning.unit.empty())
        change["unit"] = meaning.unit;

    return change;
}

ToolOutcome Moves::outcomeOf (const Call& call) const
{
    auto changes = nlohmann::json::array();
    std::string refusal, keeper = port.hindrance();

    if (keeper.empty())
        keeper = "the host keeps it there, by its automation or a lock";

    for (const auto& part : call.parts)
    {
        const auto& meaning = definition (part.control);
        const auto after = port.normalised (part.control);
        changes.push_back (changeOf (part.control, part.before, after));
        const auto isThere = meaning.kind == ControlDefinition::Kind::number
                                 ? std::abs (after - part.target) <= detail_moves::exactly
                                 : meaning.toValue (after) == meaning.toValue (part.target);

        if (! call.isEnded || (isThere && part.lost.empty()))
            continue;

        refusal += (refusal.empty() ? "" : " ") + meaning.name + " is at " +
                   meaning.toTextWithUnit (meaning.toValue (after)) + " and not at " +
                   meaning.toTextWithUnit (meaning.toValue (part.target)) + ": " +
                   (! part.lost.empty() ? part.lost : keeper) + ".";
    }

    auto members = detail_moves::membersFor (std::move (changes));
    return refusal.empty() ? ToolOutcome::success (members) : detail_moves::failureWith (refusal, true, members);
}

} // namespace parlando
