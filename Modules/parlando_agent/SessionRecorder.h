#pragma once

#include <parlando_audio/AudioEngine.h>
#include <parlando_auth/Redactor.h>
#include <parlando_provider/Provider.h>
#include <parlando_session/parlando_session.h>

#include <cstdint>
#include <span>

namespace parlando
{

/** How a conversation's session and its output are made. */
struct SessionOpening
{
    const Provider& provider;
    const Endpoint& endpoint;
    const Session::Options& session; /**< Its seed is the one that is used. */
    AudioEngine::OutputPosition output;
    Milliseconds lead, mostWaiting; /**< Playout::setLead(), setMostWaiting(). */
};

/** Writes down all that decides what a session does, and what it does, so that the same can be run again.

    A session has no clock and asks nobody: the same inputs at the same times make the same effects. What this is given
    is as the session has it, with secrets: `redactor` takes them out. Called on the session thread, never under a lock,
    and first by the conversation's constructor; the voice and the network wait for it. What it throws ends the
    conversation with its sentence.
*/
class SessionRecorder
{
public:
    virtual ~SessionRecorder() = default;

    /** Once, before anything else. */
    virtual void opens (const SessionOpening&, Instant now, const Redactor&) = 0;

    /** The session takes this next; `output`: how far that has come. */
    virtual void takes (Instant now, const SessionInput&, const AudioEngine::OutputPosition& output,
                        const Redactor&) = 0;

    /** What the session wants done about it, before any of it is. */
    virtual void wants (std::span<const SessionEffect>, const Redactor&) = 0;
};

} // namespace parlando
