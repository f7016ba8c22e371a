// What came of a replay, against what is expected: the fields of expected.json.

#include "Replay.h"

#include <algorithm>

namespace parlando::testing
{

namespace
{

std::string trimmed (const std::string& text)
{
    const auto begin = text.find_first_not_of (" \t\r\n");
    return begin == std::string::npos ? "" : text.substr (begin, text.find_last_not_of (" \t\r\n") - begin + 1);
}

std::string listOf (const std::vector<std::string>& texts) { return nlohmann::json (texts).dump(); }

} // namespace

std::vector<std::string> Replay::compare()
{
    std::vector<std::string> faults;
    compareAgent (faults);
    comparePerson (faults);
    compareTools (faults);
    compareTexts (faults);
    compareBusy (faults);
    compareEnd (faults);
    compareContinuation (faults);
    return faults;
}

std::vector<TranscriptEntry> Replay::entriesOf (Speaker speaker, bool typed) const
{
    auto entries = session->transcript().entries;
    std::erase_if (entries, [&] (const auto& entry)
                   { return entry.id <= earlier.entries.size() || entry.speaker != speaker || entry.typed != typed; });
    return entries;
}

void Replay::compareAgent (std::vector<std::string>& faults)
{
    std::map<std::uint64_t, std::string> texts;

    for (const auto& entry : entriesOf (Speaker::agent, false))
        texts[entry.turn] += entry.text;

    std::vector<std::string> found, wanted;

    for (const auto& [number, turn] : turns)
        if (const auto text = trimmed (texts[number]); ! text.empty() || turn.played + turn.discarded > 0)
        {
            const auto* end = ! turn.isComplete ? "open" : turn.isInterrupted ? "interrupted" : "complete";
            found.push_back (text + " | " + end + " | " + std::to_string (turn.played + turn.discarded));
        }

    for (const auto& turn : recording.expected["agent"])
        wanted.push_back (turn["text"].get<std::string>() + " | " + turn["end"].get<std::string>() + " | " +
                          std::to_string (turn["audio"].get<int>()));

    if (found != wanted)
        faults.push_back ("agent's turns are " + listOf (found) + " instead of " + listOf (wanted));
}

void Replay::comparePerson (std::vector<std::string>& faults)
{
    std::vector<std::string> spoken, typed;

    for (const auto& entry : entriesOf (Speaker::person, false))
        spoken.push_back (trimmed (entry.text));

    for (const auto& entry : entriesOf (Speaker::person, true))
        typed.push_back (entry.text);

    const auto& expected = recording.expected;
    const auto isJoined = spoken.size() == 1 && expected.value ("personJoined", "") == spoken.front();

    if (! isJoined && nlohmann::json (spoken) != expected["person"])
        faults.push_back ("the person said " + listOf (spoken) + " instead of " + expected["person"].dump());

    if (nlohmann::json (typed) != expected["typed"])
        faults.push_back ("the person typed " + listOf (typed) + " instead of " + expected["typed"].dump());
}

void Replay::compareTools (std::vector<std::string>& faults)
{
    std::size_t expectedRuns = 0;

    for (const auto& tool : recording.expected["tools"])
    {
        const auto runs =
            std::count_if (executions.begin(), executions.end(),
                           [&] (const auto& each)
                           { return each.name == tool["name"].get<std::string>() && each.args == tool["args"]; });
        expectedRuns += tool["times"].get<std::size_t>();

        if (runs != tool["times"].get<int>())
            faults.push_back (tool["name"].get<std::string>() + " ran " + std::to_string (runs) + " times");

        for (const auto& id : tool["ids"])
            if (std::count (askingIds.begin(), askingIds.end(), id.get<std::string>()) != 1)
                faults.push_back ("call " + id.get<std::string>() + " was not told once");
    }

    if (executions.size() != expectedRuns)
        faults.push_back (std::to_string (executions.size()) + " executions");

    for (const auto& id : recording.expected.value ("mustAnswer", nlohmann::json::array()))
        if (const auto answers = answersTo (id); answers != 1)
            faults.push_back ("call " + id.get<std::string>() + " has " + std::to_string (answers) + " answers");
}

void Replay::compareTexts (std::vector<std::string>& faults)
{
    const auto isHistory = [this] (const auto& entry) { return entry.id <= earlier.entries.size() || entry.typed; };

    for (const auto& entry : session->transcript().entries)
    {
        if (isHistory (entry))
            continue;

        for (const auto& text : recording.expected["notWithin"])
            if (entry.text.find (text.get<std::string>()) != std::string::npos)
                faults.push_back ("an entry contains " + text.dump());

        for (const auto& text : recording.expected["notAsEntry"])
            if (trimmed (entry.text) == text.get<std::string>())
                faults.push_back ("an entry is " + text.dump());
    }

    for (const auto& event : events)
        if (const auto* piece = std::get_if<TranscriptPiece> (&event))
            for (const auto& text : recording.expected["notWithin"])
                if (piece->text.find (text.get<std::string>()) != std::string::npos)
                    faults.push_back ("a piece was told that contains " + text.dump());
}

void Replay::compareBusy (std::vector<std::string>& faults)
{
    if (! recording.expected.contains ("busyFromTo"))
        return;

    const std::size_t from = recording.expected["busyFromTo"][0], to = recording.expected["busyFromTo"][1];

    for (auto line = from; line <= to; ++line)
        if (busy[line] != (line < to))
            faults.push_back (std::string (busy[line] ? "busy" : "not busy") + " after line " + std::to_string (line));
}

void Replay::compareEnd (std::vector<std::string>& faults)
{
    const std::string end = recording.expected["end"];
    const auto isOpenTurn =
        std::any_of (turns.begin(), turns.end(),
                     [] (const auto& turn) { return ! turn.second.isComplete && turn.second.played > 0; });

    for (const auto& event : events)
    {
        if (const auto* warning = std::get_if<SessionWarning> (&event))
            faults.push_back ("warned: " + warning->text);
        else if (const auto* ended = std::get_if<SessionEnded> (&event))
            faults.push_back ("ended: " + ended->error);
        else if (const auto* fired = std::get_if<WatchdogFired> (&event); fired != nullptr && end == "idle")
            faults.push_back (describe (*fired));
    }

    if (session->state() != SessionState::ready)
        faults.push_back ("is not ready at the end");

    if (end == "idle" && (isOpenTurn || session->owesAnswer (now)))
        faults.push_back ("is not idle at the end");

    if (end == "speaking" && turns.empty())
        faults.push_back ("no turn is open at the end");
}

/** The conversation goes on: on a new connection where the old one ended, with the last handle where there was one. */
void Replay::compareContinuation (std::vector<std::string>& faults)
{
    const auto& expected = recording.expected;

    if (const auto wanted = expected.contains ("newConnection") ? 2u : 1u; connections != wanted)
        faults.push_back (std::to_string (connections) + " connections");

    close (1006, {});
    run (Milliseconds (5'000));
    nlohmann::json setup;

    for (const auto& message : sent)
        if (message.contains ("setup"))
            setup = message["setup"];

    const auto handle = setup.value ("/sessionResumption/handle"_json_pointer, std::string());

    if (session->state() != SessionState::ready)
        faults.push_back ("does not go on after a lost connection");

    if (handle != (expected.value ("handles", 0) > 0 ? lastHandle : std::string()))
        faults.push_back ("goes on with the handle '" + handle + "'");
}

} // namespace parlando::testing
