#pragma once

#include "CommandLineError.h"
#include "Console.h"
#include "ConversationEnding.h"
#include "EventInbox.h"
#include "EventLines.h"
#include "FileClock.h"
#include "HistoryFile.h"
#include "ImageFiles.h"
#include "KeptTalk.h"
#include "Recorder.h"
#include "SoundCard.h"
#include "SpeechFeed.h"
#include "StandardInput.h"
#include "StopSignal.h"
#include "TalkOptions.h"
#include "TypedTurns.h"

#include <parlando_agent/parlando_agent.h>
#include <parlando_archive/parlando_archive.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** One conversation of the program, from connecting to the files that it leaves. Main thread.

    Threads beside it: the agent's session thread, which hands over events and runs the blocks between files; the sound
    card's thread, where there is one; one that reads files and one that writes them. The main thread sleeps until one
   of them has something, or the terminal, or a signal.
*/
class TalkRun
{
public:
    /** Opens what the conversation needs, and waits for pipes, but opens neither a connection nor a file that it would
        replace. Throws UsageError, ConversationError and Interruption. */
    TalkRun (const TalkOptions&, LiveAgent::Options, Redactor, HistoryFile&, KeptTalk&);

    /** Holds the conversation and leaves its files, whatever came of it. */
    ExitCode hold();

private:
    void converse();
    void waitForSomething();
    void noteTold (const std::string& sentence);
    void takeEvents();
    void sendNextText();
    void sendNextFrame();
    void send (const std::string& text);
    void openSound();
    void openInput (const std::optional<int>& askedRate);
    void makeAgent (LiveAgent::Options);
    void makeArchive (KeptTalk&, LiveAgent::Options&);
    void begin();
    void startFiles();
    void watchCard();
    void finish();
    void finishArchive();
    void leaveFiles();
    ExitCode conclude();
    void gatherFailures();
    void gatherUnanswered();
    bool isAnswered() const;

    bool heardAll();
    bool isThrough();
    bool isOpenEnded() const;
    bool isAnswerOwed() const;
    bool isWaitedFor() const;
    bool hasRunOut() const;
    Instant inputEndsAt() const;
    static Milliseconds inMilliseconds (double seconds);
    int millisecondsToWait();

    const TalkOptions& options;
    HistoryFile& history;
    const Redactor redactor;
    nlohmann::json settings;
    Console console;
    StopSignal stopSignal;
    StandardInput standardInput;
    EventInbox inbox;
    std::optional<EventLines> events;
    ConversationEnding ending;
    TypedTurns typedTurns;
    std::vector<ImageFile> images;
    VideoFrames videoFrames;
    int sampleRate = 48000;
    int blockSize = 480;

    // Destroyed from the last to the first: what calls goes before what is called.
    std::optional<SpeechFeed> feed;
    std::optional<Recorder> recorder;
    std::optional<DiskThread> reading, writing;
    std::shared_ptr<ConversationArchive> archive; // null: nothing is kept
    std::optional<FileClock> clock;
    std::optional<LiveAgent> agent;
    std::optional<SoundCard> card;

    std::optional<SessionEnded> end;
    std::optional<Instant> inputEndedAt;
    bool stopRequested = false;
    bool finished = false;
    bool interactive = false; // a person sits there, and ends it when she likes
    bool unheard = false;     // not all of the input
    bool unfinished = false;  // an answer that is owed, when it ended
    std::atomic<bool> listenerLost{false};
    std::vector<std::string> told, failures;
};

} // namespace parlando
