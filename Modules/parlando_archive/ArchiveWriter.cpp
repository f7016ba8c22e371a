#include "ArchiveWriter.h"

#include "JournalLine.h"

#include <parlando_text/HeldSignals.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <utility>

namespace parlando
{
namespace
{

constexpr auto syncEvery = std::chrono::seconds (1);

/** A service that never ends its turns must not use up all descriptors: the oldest is closed, whole but unmarked. */
constexpr std::size_t mostOpenTurns = 16;

} // namespace

std::string numberedName (const char* name, std::uint64_t number)
{
    std::array<char, 48> text{};
    std::snprintf (text.data(), text.size(), "%s-%04llu", name, static_cast<unsigned long long> (number));
    return text.data();
}

ArchiveWriter::ArchiveWriter (std::string where, std::string called)
    : place (std::move (where)), title (std::move (called))
{
}

ArchiveWriter::ArchiveWriter (ConversationFolder there, const KeptWords& earlier)
    : path (there.path()), folder (std::move (there)), lines (earlier.lines),
      entries (earlier.transcript.entries.size()), part (earlier.parts)
{
}

void ArchiveWriter::write (ArchiveQueue::Waiting&& waiting) noexcept
{
    const HeldSignals held;
    isUnsynced = isUnsynced || ! waiting.jobs.empty();

    try
    {
        for (auto& job : waiting.jobs)
            std::visit ([this] (auto& each) { carryOut (std::move (each)); }, job);

        if (waiting.lost > 0)
        {
            wire.breakOff ("lost");
            append ({{"event", "lost"}, {"count", waiting.lost}});
            tell ("the disk is too slow", "keep conversations on a faster disk");
        }

        lookAtWire();
        settleMix();
        syncWhenDue();
        isKept (syncing.takeError());
    }
    catch (const FolderError& problem)
    {
        sentence = sentence.empty() ? problem.what() : sentence;
    }
    catch (const std::exception& problem)
    {
        tell (problem.what(), "close what else runs");
    }
}

void ArchiveWriter::carryOut (archive_job::Begin&& begin)
{
    if (! folder && sentence.empty())
    {
        folder.emplace (ConversationFolder::make (place, title, begin.startedAt));
        path = folder->path();
    }

    if (! folder)
        return;

    if (! journal)
    {
        int ignored = 0;
        journal.emplace (folder->journal(), lines);
        syncing.add (folder->files());
        syncing.add (DiskFolder::open (folder->path() + "/..", ignored));
    }

    append ({{"event", "opened"},
             {"format", "parlando conversation"},
             {"version", JournalReader::version},
             {"part", ++part},
             {"startedAt", writtenTime (begin.startedAt)},
             {"timeNs", begin.timeNs},
             {"entries", entries},
             {"keeps", nameOf (begin.keeps)}});
    choose (begin.keeps, begin.timeNs);
}

void ArchiveWriter::carryOut (archive_job::Choice&& choice)
{
    append ({{"event", "keeps"}, {"keeps", nameOf (choice.keeps)}, {"timeNs", choice.timeNs}});
    choose (choice.keeps, choice.timeNs);
}

void ArchiveWriter::carryOut (archive_job::Line&& line) { appendContent (line.content); }

void ArchiveWriter::carryOut (archive_job::Voice&& voice)
{
    if (! journal)
        return;

    if (! turns.contains (voice.turn) && turns.size() >= mostOpenTurns)
        turns.erase (turns.begin());

    const auto [found, isNew] = turns.try_emplace (voice.turn);
    auto& turn = found->second;

    // Its first samples may have come before its voice was kept.
    const auto comesLate = ! turn.file.isOpen() && ! turn.hasFailed && ! voice.samples.empty();

    if (isNew || comesLate || (turn.file.isOpen() && turn.file.sampleRate() != voice.sampleRate))
        beginTurn (turn, voice);
    else if (turn.file.isOpen() && ! turn.hasFailed)
        turn.hasFailed = ! isKept (turn.file.append (voice.samples));
}

void ArchiveWriter::beginTurn (Turn& turn, const archive_job::Voice& voice)
{
    nlohmann::json line{{"event", "voice"}, {"turn", voice.turn}};

    if (! voice.samples.empty())
    {
        std::string name;
        const auto isWhole = voice.before == 0;
        turn.file = createVoice (numberedName ("agent", voice.turn), voice.sampleRate,
                                 isWhole ? std::span (voice.samples) : std::span<const std::int16_t>(), name);
        turn.hasFailed = ! turn.file.isOpen();

        // Silence in the place of what is not kept: a sample stays the same sample of the turn.
        if (turn.file.isOpen() && ! isWhole)
            turn.hasFailed =
                ! isKept (turn.file.appendSilence (voice.before)) || ! isKept (turn.file.append (voice.samples));

        if (turn.file.isOpen())
            line.update ({{"file", name}, {"sampleRate", voice.sampleRate}});
    }

    append (line);
}

/** Under a name that is still free: a part that broke off may have left a turn of that number. */
VoiceFile ArchiveWriter::createVoice (const std::string& stem, int sampleRate, std::span<const std::int16_t> samples,
                                      std::string& name, int channels)
{
    constexpr int mostCopies = 1000;
    int error = EEXIST;
    VoiceFile made;

    for (int copy = 1; copy <= mostCopies && error == EEXIST; ++copy)
    {
        name = copy == 1 ? stem + ".wav" : stem + " (" + std::to_string (copy) + ").wav";
        made = VoiceFile::create (folder->files(), name, sampleRate, samples, error, channels);
    }

    if (isKept (error))
        syncing.add (folder->files());

    return made;
}

void ArchiveWriter::carryOut (archive_job::Heard&& heard)
{
    const auto found = turns.find (heard.turn);

    if (found != turns.end())
    {
        auto& [file, hasFailed] = found->second;

        if (file.isOpen() && ! hasFailed)
            mixHeard (file, heard);

        if (file.isOpen() && ! hasFailed && heard.heard < file.length() && heard.heard < UINT32_MAX)
            isKept (file.mark (heard.heard, "not heard from here on"));

        if (file.isOpen())
            syncing.add (file.onDisk());

        turns.erase (found);
    }

    heardTurn = std::max (heardTurn, heard.turn);
    appendContent (heard.content);
    isTurnOver = true;
}

void ArchiveWriter::carryOut (archive_job::Wire&& line) { wire.add (std::move (line.content)); }

/** It begins before there is a folder. */
void ArchiveWriter::lookAtWire()
{
    if (folder && wire.write (folder->files(), part))
        syncing.add (folder->files());

    isKept (wire.takeError());

    if (wire.isFull() && sentence.empty())
        sentence = "The record of the wire in " + path +
                   " has reached 64 MB and ends there; the conversation goes on, and the rest of it is kept.";
}

void ArchiveWriter::append (const nlohmann::json& line) { appendContent (journalContent (line)); }

void ArchiveWriter::appendContent (std::string_view content)
{
    if (journal)
        isKept (journal->append (content));
}

/** False where something is lost, which is told once. */
bool ArchiveWriter::isKept (int error)
{
    if (error != 0)
        tell (std::strerror (error),
              error == ENOSPC || error == EDQUOT || error == EFBIG ? "free some room" : "check the disk");

    return error == 0;
}

void ArchiveWriter::tell (const std::string& reason, const char* whatToDo)
{
    if (sentence.empty())
        sentence = "Not all of the conversation is kept in " + (path.empty() ? place : path) + " (" + reason +
                   "), but it goes on, and what came before is kept: " + whatToDo + ".";
}

void ArchiveWriter::syncWhenDue()
{
    const auto now = std::chrono::steady_clock::now();

    if (! std::exchange (isTurnOver, false) && now - synced < syncEvery)
        return;

    synced = now;
    sync();
}

void ArchiveWriter::finish()
{
    checkMix (mix.finish());
    sync();
    syncing.finish();
    isKept (syncing.takeError());

    // From here on others may go on with it.
    turns.clear();
    person = {};
    wire = {};
    mix = {};
    journal.reset();
    folder.reset();
}

void ArchiveWriter::sync()
{
    if (! journal || ! std::exchange (isUnsynced, false))
        return;

    syncing.add (journal->onDisk());

    for (auto& [number, turn] : turns)
        if (turn.file.isOpen() && ! turn.hasFailed)
            syncing.add (turn.file.onDisk());

    if (person.isOpen() && ! hasPersonFailed)
        syncing.add (person.onDisk());

    if (wire.isOpen())
        syncing.add (wire.onDisk());
    if (mix.isOpen())
    {
        syncing.add (mix.agentOnDisk());
        syncing.add (mix.bothOnDisk());
    }

    if (journal->isGone())
        tell ("the folder is gone", "make room for another one, and connect again");
}

} // namespace parlando
