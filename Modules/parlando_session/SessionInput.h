#pragma once

#include "ImageQueue.h"
#include "PersonVoice.h"
#include "Reconnection.h"
#include "TranscriptWriter.h"

#include <parlando_provider/AgentDefinition.h>
#include <parlando_provider/ToolAnswer.h>
#include <parlando_realtime/Loudspeaker.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace parlando
{

/** What happens to a session, one kind each (Session::handle()). What the session must know of the world beside it
   comes with them: it asks nobody. */
namespace input
{

/** The conversation begins. Once per session, before anything else. */
struct Start
{
};

/** The connection that was asked for stands. */
struct ConnectionOpened
{
};

/** The connection that was asked for is over, or never came about. Once for each effect::Connect. */
struct ConnectionClosed
{
    ConnectionEnd end;
};

/** One message of the service; it is looked at during handle() only. */
struct Message
{
    std::string_view text;
};

/** 20 ms of the microphone: mono, Session::microphoneRate() Hz, its last sample captured now; looked at during handle()
   only.

    Where the setup switches the service's detection off, only what is speech is sent, between activityStart and
   activityEnd, with 300 ms before it (C44): by its level, or where TurnDetection::isLocal by what `voice` says. While a
   model that takes it for a reason to drop a call has one to answer, it waits, 10 s at the most (C119). */
struct MicrophoneFrame
{
    /** What a detector beside the microphone made of it, where there is one. */
    struct Voice
    {
        BargeInMode bargeIn = BargeInMode::off; /**< What it is to do to the agent. */
        std::array<PersonVoice, 2> halves;      /**< 10 ms each. */
    };

    std::span<const std::int16_t> samples;
    std::size_t unsentBytes = 0; /**< Of what was given to be sent: what has not left yet. */
    std::optional<Voice> voice{};
};

/** Somebody else than the microphone's level knows whether the person speaks: a detector of the application's, or a
    button that is held. Counts, before what a detector says, where the service's detection is off. Nothing: the level
   tells again. What began ends also when the microphone is muted, and when no frame has come for 1 s; another
   connection begins it anew. */
struct PersonActivity
{
    std::optional<bool> isSpeaking;
};

/** The microphone was muted: what of it has not left yet is dropped, and the person has stopped speaking. When no frame
    has come for 1 s, for this or any other reason, the service is told (C45). */
struct MicrophoneMuted
{
};

/** A typed turn; while the session is not ready it waits. During a farewell it is still answered. What is not taken any
    more is told as a SessionWarning. */
struct Text
{
    std::string text;
};

/** A picture for the agent to look at; what is not taken is told as a SessionWarning. */
struct Image
{
    ImageFile file;
    ImageKind kind;
};

/** A tool that was run has come to its end. */
struct ToolFinished
{
    ToolAnswer answer; /**< Its id is that of effect::RunTool. */
};

/** Local barge-in. A service that is speaking or thinking is told to stop, where it has a form for that
    (AgentTraits::canBeInterrupted), or where detection is off by an activity that ends with the person's next words.
    Else what it goes on to send is not played, but it is billed. */
struct Interrupt
{
};

/** The agent's voice of `turn` began in the output, at `when`. */
struct PlayoutBegan
{
    Instant when;
    std::uint64_t turn = 0;
};

/** The agent's voice of `turn` left the output, at `when`. */
struct PlayoutStopped
{
    Instant when;
    std::uint64_t turn = 0;
    TurnPlayback playback;
};

/** What the session goes on with from the next gap between turns on: 1.5 s after the last such input, when nobody
   speaks or is owed an answer.

    New instructions and tools are told to a model that takes them on the connection that stands (C109). For all else
   the connection is replaced, once the host does not record. The session is resumed, unless
   it would not take that over (DefinitionChange::keepsSession): then it is a new one, which is told the last words.
   What the service refuses is put back: SetupChange tells. A setup that says what the present one says takes back what
   was staged. Nothing is staged (Session::hasStaged()) where the setup can never be that of this session, which
   SetupChange has said, or the session is ending, or it does not outlive its connection. */
struct Stage
{
    AgentDefinition definition;
};

/** Time goes by: to be given every few ms while a session runs. */
struct Tick
{
    bool playoutIsDry = true;         /**< Nothing is queued for the output. */
    std::size_t unsentBytes = 0;      /**< Of what was given to be sent: what has not left yet. */
    bool isPrepared = true;           /**< What effect::Prepare asked for is done, or there is nothing of the kind. */
    bool isHandOverUnwelcome = false; /**< A connection is not replaced as long as that can wait: the host records. */
};

/** The host ends the session. */
struct Stop
{
};

/** Something beside the session failed, so that it cannot go on: over at once. What the connection does is not waited
    for. */
struct Fail
{
    std::string error; /**< For people. */
};

} // namespace input

using SessionInput = std::variant<input::Start, input::ConnectionOpened, input::ConnectionClosed, input::Message,
                                  input::MicrophoneFrame, input::MicrophoneMuted, input::PersonActivity, input::Text,
                                  input::Image, input::ToolFinished, input::Interrupt, input::PlayoutBegan,
                                  input::PlayoutStopped, input::Stage, input::Tick, input::Stop, input::Fail>;

} // namespace parlando
