#pragma once

#include "CallList.h"
#include "ConversationOptions.h"
#include "ConversationReport.h"
#include "ConversationStatus.h"

#include <parlando_audio/parlando_audio.h>
#include <parlando_auth/parlando_auth.h>
#include <parlando_session/parlando_session.h>
#include <parlando_tools/parlando_tools.h>

#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace parlando
{

/** A live conversation with an agent: the library's public face.

    It owns one background thread while a conversation lasts, and an AudioEngine whose process() the audio thread
    calls at any time, connected or not.

    Threads: every function may be called from any thread but the audio thread, unless it says otherwise. The
    constructor starts nothing. The destructor ends a running conversation and joins the thread; it takes at most 0.3 s,
    whatever the network and the tools do (Tool::stopsAtOnce()).

    Whatever a listener throws, and a system that has no descriptor or thread left, ends the conversation with a
    sentence (SessionEnded), and nothing else. The other listeners hear of the event all the same.
*/
class LiveAgent
{
public:
    using Options = ConversationOptions;

    /** Calls back into the agent are allowed from it, but for destruction and wait(). */
    using Listener = ConversationListener;

    /** Names one that was added; ListenerId() names none. */
    using ListenerId = CallList<Listener>::Id;

    /** The listener is the first of any number; it may be empty, and is never removed. */
    LiveAgent (Options, Listener);
    ~LiveAgent();

    LiveAgent (const LiveAgent&) = delete;
    LiveAgent& operator= (const LiveAgent&) = delete;

    /** One more: it hears of what happens after this, behind those that were added before it. Waits for no listener. An
        empty one is not added. */
    ListenerId addListener (Listener);

    /** From here on it is not called any more. Allowed in a listener, also for itself; on any other thread this waits
        until it does not run any more, so that it must not wait for this thread. One that has gone is ignored. */
    void removeListener (ListenerId);

    /** The realtime side: prepare(), process() and setMicrophoneMuted() are called on it directly. */
    AudioEngine& audio() noexcept { return engine; }
    const AudioEngine& audio() const noexcept { return engine; }

    /** What the next conversation begins with; a running one stays as it is. */
    void setOptions (Options);

    /** Starts a conversation; returns at once. Does nothing while one is running. Where it cannot begin the listener is
        told so from here. */
    void connect();

    /** Asks the running conversation to end: playout stops, the connection closes with 1000; returns at once. */
    void disconnect();

    /** Blocks until the running conversation is over or `timeout` has passed; true when none is running. */
    bool wait (Milliseconds timeout);

    /** A typed turn of the running conversation. Before the session is ready it waits; UTF-8, at most 64 kB. False when
        no conversation is running; what a running one does not take is told as a SessionWarning. */
    bool sendText (std::string text);

    /** A picture for the running conversation, a JPEG or PNG file of at most 4 MB; 1024 pixels on the longer side are
        enough. Its bytes leave as they are, with what a camera wrote of place and time: see pictureForAgent(). One a
       second leaves: stills wait (16 of them), video frames that come sooner are skipped. Typed text given after a
       still leaves after it. A SessionWarning tells what was not taken. */
    void sendImage (ImageFile, ImageKind = ImageKind::still);

    /** A local barge-in: what is queued is discarded, and what still comes of this turn is not played. The service is
        told, so that it stops, where the model has a form for that (AgentTraits::canBeInterrupted, or detection
        off). */
    void interrupt();

    /** For who detects speech themselves, and for a button that is held: whether the person speaks now. Counts in the
        running conversation where the service's detection is off (TurnDetection::isOff): what lies between is one
        activity, whatever its level. Nothing: the level tells. It always ends: with false, a mute, the end of the
        microphone, and the conversation. Push-to-talk of a ChannelStrip says the same by itself. */
    void setPersonActivity (std::optional<bool> isSpeaking);

    /** What the running conversation is to go on with from the next gap between turns on, as Session::stage() says;
        the definition and `tools` as in the options, which stay what they are, as the service does. */
    void stage (AgentDefinition, ToolRegistry tools);

    /** Such a setup waits for its moment. */
    bool hasStaged() const noexcept;

    SessionState state() const noexcept;

    /** False before connect() and once the last conversation is over and heard. */
    bool isRunning() const;

    /** True while anything of the agent's voice is still to be heard. */
    bool isSpeaking() const noexcept;

    /** How far the agent's voice makes way for a person who speaks over it. */
    VoiceYield voiceYield() const noexcept;

    /** True while the person speaks, by the level of the microphone. */
    bool isPersonSpeaking() const noexcept;

    /** True while the agent works on an answer and nothing of its voice is to be heard. */
    bool isThinking() const noexcept;

    /** True while the agent has something to give yet, so that its silence is not the end (Session::owesAnswer()): from
        sendText() on, while it was asked and must answer, while a call is open or its turn is not complete, and while
        the service says that it works on more. It has an end whatever the service does. */
    bool owesAnswer() const noexcept;

    /** When the agent last did or was about to do something: a message of a turn, a tool call, voice in the output.
        For deciding that a conversation has fallen silent. */
    Instant lastActivity() const noexcept;

    /** A copy of all figures up to now. */
    ConversationReport report() const;

    /** The sums and the newest `most` items of each list, for who looks on many times a second. */
    ConversationReport recentReport (std::size_t most) const;

    /** The transcript's time zero. */
    Instant transcriptStart() const;

    /** All entries and tool calls without what was said in them, and one of them: of each text the last `longest`
       bytes. For who shows what of a long conversation can be seen. */
    std::vector<EntryOutline> entryOutline() const;
    std::optional<RecentEntry> recentEntry (std::uint64_t id, std::size_t longest) const;
    std::vector<CallOutline> callOutline() const;
    std::optional<ToolCallReport> toolCall (std::uint64_t number) const;
    bool hasEntries() const;

    /** A copy of the transcript up to now, as it was said. */
    Transcript transcript() const;

    /** Knows each secret that the conversation, or the last one, has used so far, also access tokens: for what is kept
        of it, such as redacted (transcript(), redactor()). */
    Redactor redactor() const;

    /** What the person seems to be saying, before it is part of the transcript; often empty. */
    std::string interimText() const;

    /** The agent's voice in a turn; kept for the last TurnWaveforms::mostTurns turns. */
    std::optional<TurnWaveform> waveform (std::uint64_t turn) const;

    /** Another number whenever report(), transcript(), interimText() or waveform() may have changed. */
    std::uint64_t revision() const noexcept;

private:
    struct Running;

    struct SessionThread
    {
        std::thread thread;
        std::atomic<bool> hasEnded{false};
    };

    std::string tryToStart();
    void tellOfFailedStart (const std::string& problem);
    void serve (SessionThread&, std::shared_ptr<Running>);

    Options options;
    CallList<Listener> listeners;
    const Listener tellAll;
    AudioEngine engine;
    ConversationStatus status;
    mutable std::mutex mutex; // guards what is below, and `options`
    std::shared_ptr<Running> running;
    std::list<SessionThread> threads; // of the running conversation, and of those before that still take leave
};

} // namespace parlando
