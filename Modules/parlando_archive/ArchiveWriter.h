#pragma once

#include "ArchiveQueue.h"
#include "ConversationFolder.h"
#include "ConversationMix.h"
#include "DiskSync.h"
#include "Journal.h"
#include "KeptWords.h"
#include "VoiceFile.h"
#include "WireFile.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace parlando
{

/** "agent-0012", without its ending. */
std::string numberedName (const char* name, std::uint64_t number);

/** The disk's side of a ConversationArchive: writes jobs into the conversation's folder. What cannot be written costs
    what it holds and no more: the next line and the next turn are tried again. Disk thread only. */
class ArchiveWriter
{
public:
    /** A new conversation, whose folder is made with archive_job::Begin. */
    ArchiveWriter (std::string place, std::string title);

    /** Goes on with one. */
    ArchiveWriter (ConversationFolder, const KeptWords& earlier);

    /** Throws nothing. */
    void write (ArchiveQueue::Waiting&&) noexcept;

    /** The last thing: what was written survives the power's loss, and others may go on with it. Slow. */
    void finish();

    /** One sentence once something could not be kept; empty while all is well. */
    const std::string& problem() const noexcept { return sentence; }

    /** Where it is, also once it is finished; empty while there is none. */
    const std::string& folderPath() const noexcept { return path; }

private:
    struct Turn
    {
        VoiceFile file;
        bool hasFailed = false;
    };

    void carryOut (archive_job::Begin&&);
    void carryOut (archive_job::Line&&);
    void carryOut (archive_job::Choice&&);
    void carryOut (archive_job::Voice&&);
    void carryOut (archive_job::Heard&&);
    void carryOut (archive_job::Person&&);
    void carryOut (archive_job::Wire&&);
    void lookAtWire();
    void beginTurn (Turn&, const archive_job::Voice&);
    VoiceFile createVoice (const std::string& stem, int sampleRate, std::span<const std::int16_t>, std::string& name,
                           int channels = 1);

    // A recording: ArchiveRecording.cpp
    void choose (Keeps, std::int64_t timeNs);
    void beginPerson (const archive_job::Person&);
    void beginMix (nlohmann::json& line);
    void fillGap (const archive_job::Person&);
    void appendSilence (std::uint64_t samples);
    std::int64_t personEndNs() const;
    void mixHeard (const VoiceFile&, const archive_job::Heard&);
    void settleMix();
    void checkMix (int error);

    void append (const nlohmann::json&);
    void appendContent (std::string_view content);
    bool isKept (int error);
    void tell (const std::string& reason, const char* whatToDo);
    void sync();
    void syncWhenDue();

    const std::string place, title;
    std::string path; // the folder's
    std::optional<ConversationFolder> folder;
    std::optional<Journal> journal; // into the folder's
    std::uint64_t lines = 0, entries = 0;
    int part = 0;
    std::map<std::uint64_t, Turn> turns; // that are not over
    VoiceFile person;
    WireFile wire;
    bool hasPersonFailed = false;
    std::int64_t personBeganNs = 0;
    ConversationMix mix;
    bool isRecording = false;
    std::int64_t recordedFromNs = 0, recordedToNs = 0; // the last recording
    std::uint64_t heardTurn = 0;                       // the last one
    bool isUnsynced = false, isTurnOver = false;
    std::chrono::steady_clock::time_point synced{};
    std::string sentence;
    DiskSync syncing;
};

} // namespace parlando
