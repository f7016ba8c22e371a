#pragma once

#include "SessionEvents.h"

#include <parlando_provider/AgentDefinition.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace parlando
{

/** What a session wants done, one kind each, in the order in which it is to be done (Session::handle()). */
namespace effect
{

/** effect::Connect is near: what of it can be done beside the connection that stands is to be done now. */
struct Prepare
{
};

/** Opens a connection; input::ConnectionOpened or input::ConnectionClosed follows. */
struct Connect
{
};

/** The connection is over for the service after `patience` at the latest; input::ConnectionClosed follows. */
struct Close
{
    int code = 1000;
    Milliseconds patience{};
};

/** One client message. */
struct Send
{
    std::string message;
};

/** Audio of `turn`, mono at `sampleRate` Hz, to follow what is queued. */
struct Play
{
    std::uint64_t turn = 0;
    std::vector<std::int16_t> samples;
    int sampleRate = 0;
};

/** Audio of `turn` that came too late to be played; for the figures alone. */
struct Discard
{
    std::uint64_t turn = 0;
    std::size_t samples = 0;
    int sampleRate = 0;
};

/** Nothing more comes of `turn`. */
struct EndPlayout
{
    std::uint64_t turn = 0;
};

/** How far the voice makes way for a person's; all of it is kept. effect::Silence takes it back. */
struct Yield
{
    VoiceYield how = VoiceYield::none;
};

/** Silence at once: all that is queued is void. */
struct Silence
{
};

/** Nothing of `turn` is played any more from its sample `from` on, counted from its beginning; what lies before it is.
 */
struct Cut
{
    std::uint64_t turn = 0;
    std::uint64_t from = 0;
};

/** input::ToolFinished follows, unless the call is cancelled. The call's id is unique in the session; the service's own
   may be used again on another connection. */
struct RunTool
{
    FunctionCall call;
    std::uint64_t turn = 0; /**< The open one, or the one that the call begins. */
};

/** The outcome of the call that was given to run under this id is for nobody. */
struct CancelTool
{
    std::string id;
};

/** From now on calls are for these tools: a staged definition is in force, or the one before it again. */
struct UseTools
{
    std::shared_ptr<const ToolRegistry> tools;
};

/** For whoever listens to the session. */
struct Tell
{
    SessionEvent event;
};

} // namespace effect

using SessionEffect = std::variant<effect::Prepare, effect::Connect, effect::Close, effect::Send, effect::Play,
                                   effect::Discard, effect::EndPlayout, effect::Yield, effect::Silence, effect::Cut,
                                   effect::RunTool, effect::CancelTool, effect::UseTools, effect::Tell>;

} // namespace parlando
