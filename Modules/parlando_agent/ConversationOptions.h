#pragma once

#include "BlockClock.h"
#include "ConversationHooks.h"
#include "ConversationTap.h"
#include "SessionRecorder.h"

#include <parlando_auth/parlando_auth.h>
#include <parlando_provider/Provider.h>
#include <parlando_session/parlando_session.h>
#include <parlando_tools/parlando_tools.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace parlando
{

/** What a conversation needs to know before it begins. */
struct ConversationOptions
{
    std::shared_ptr<const Provider> provider; /**< Which service it is; there is none without it. */
    Endpoint endpoint;     /**< Where the service is, and the proxy to it; the provider's by default, directly. */
    Credential credential; /**< None is enough for a rehearsal service on loopback. */

    /** Where access tokens come from, instead of `credential`: asked before a connection when the last one is older
       than accessTokenAge, or was refused. */
    AccessTokenSource accessTokens;
    AgentDefinition agent; /**< The model, its voice and behaviour; what `tools` declares is added to it. */
    ToolRegistry tools;    /**< What the model may call. */

    /** Off (a live microphone): when the network cannot keep up, at most 10 s of microphone audio wait and the oldest
        is dropped and counted (C47). On (a file): it waits in the capture ring instead, and whoever calls
        AudioEngine::process() must not run ahead of it. */
    bool losslessCapture = false;

    /** Once ready, the conversation outlives its connections (Session::Options::reconnects). */
    bool reconnects = true;

    Transcript earlier; /**< A conversation to go on with (Session::Options::earlier). */

    PriceTable prices; /**< For estimates of the cost. */
    UsageCap cap;      /**< Where the conversation ends by itself (Session::Options::cap). */

    /** How much of the agent's voice may wait to be heard, 1 s to 1 h: what a service sends beyond it is not played,
       and a SessionWarning says so. Its words are kept, and count as not heard. */
    Milliseconds mostVoiceWaiting{600'000};

    ConversationHooks hooks; /**< What may change or refuse what it is about to do. */

    /** Who hear all of it with its sound, in this order; none is null. */
    std::vector<std::shared_ptr<ConversationTap>> taps;

    std::shared_ptr<SessionRecorder> recorder; /**< Writes down what the session is given; none without it. */

    /** Of the pauses before attempts to connect; a random one unless set, so that clients do not come in step. */
    std::optional<std::uint32_t> seed;

    /** Who calls AudioEngine::process() where no audio thread does; none where one does. Outlives the conversation. */
    BlockClock* blockClock = nullptr;
};

/** Receives every SessionEvent in order, on the session thread, never under a lock. */
using ConversationListener = std::function<void (const SessionEvent&)>;

} // namespace parlando
