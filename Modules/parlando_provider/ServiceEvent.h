#pragma once

#include "ExecutableCode.h"
#include "FunctionCall.h"
#include "GroundingMetadata.h"
#include "UrlContextMetadata.h"
#include "UsageMetadata.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace parlando
{

/** What a service says, whichever it is: one kind each (Wire::read()). All texts are untrusted, valid UTF-8, and within
    the limits of whoever read them. */
namespace service
{

/** The agent's definition was taken: from now on everything may be sent. */
struct Ready
{
    std::string sessionId; /**< For support; often empty. */

    /** Nobody said so: the service acknowledges nothing. Until something else comes of it, or a few seconds have
       passed, a close counts as a refusal of the definition. */
    bool isPresumed = false;
};

/** Something that a person should know, in our own words; it ends nothing. */
struct Warning
{
    std::string text;
};

/** A message that is none of this service: one sentence in our own words. */
struct Unreadable
{
    std::string text;
};

/** The service has found something wrong and said so; the connection stands. */
struct Error
{
    int code = 0;
    std::string message;
    std::string status;
};

/** Tokens of one message or answer: to be summed. */
struct Usage
{
    UsageMetadata usage;
};

/** How the session can be gone on with on another connection. */
struct ResumptionHandle
{
    std::string handle;
};

/** The service closes the connection soon. */
struct GoingAway
{
    std::optional<double> secondsLeft; /**< Absent: at once. */
};

/** The agent was interrupted: what is queued of its voice is not heard any more. */
struct Interrupted
{
};

/** The service has noticed the person, and does not answer. */
struct WaitingForPerson
{
};

/** What the service understood of the person's speech. */
struct PersonWords
{
    std::string text;
    bool isFinal = false; /**< It ends what was said. */
    bool isInterim =
        false; /**< A guess: it takes the place of the one before, and the next that is none takes its place. */
};

/** What the agent says, in words. */
struct AgentWords
{
    std::string text;
    bool isFinal = false;
};

/** A piece of the agent's voice: mono at `sampleRate` Hz. */
struct Voice
{
    std::vector<std::int16_t> samples;
    int sampleRate = 24000;

    /** The wire's own number for what it is a piece of, for command::Heard; 0 for none. */
    std::uint64_t item = 0;
};

/** The agent's answer as text: of a session without a voice. */
struct Text
{
    std::string text;
};

/** What the agent thinks: never spoken, never part of the answer. */
struct Thought
{
    std::string text;
};

/** Code that the service runs by itself; never run here. */
struct Code
{
    ExecutableCodePart code;
};

struct CodeResult
{
    CodeExecutionResultPart result;
};

/** A piece of an answer that is of no use here; it opens a turn all the same. */
struct Other
{
};

/** What the answer rests on. */
struct Sources
{
    GroundingMetadata sources;
};

/** Pages that the service has read. */
struct Pages
{
    UrlContextMetadata pages;
};

/** The model calls a function. With an empty id the call cannot be answered. */
struct Call
{
    FunctionCall call;
};

/** These calls are void. */
struct CallsCancelled
{
    std::vector<std::string> ids;
};

/** Nothing more of the open turn comes, though it may not be over yet: its voice is still to be heard. */
struct AnswerGenerated
{
};

/** Whether the service still works on something that no turn shows. */
enum class Work
{
    none,
    goesOn,     /**< There is more to come. */
    needsAction /**< Something is asked of this side; what, is disputed. */
};

/** The service says whether it works, and ends no turn with it. */
struct WorkChanged
{
    Work work = Work::none;
};

/** The open turn is over; without one, what was asked has no answer. */
struct TurnEnded
{
    std::string reason; /**< The service's word for an end that is not the usual one. */
    Work work = Work::none;
};

} // namespace service

using ServiceEvent =
    std::variant<service::Ready, service::Warning, service::Unreadable, service::Error, service::Usage,
                 service::ResumptionHandle, service::GoingAway, service::Interrupted, service::WaitingForPerson,
                 service::PersonWords, service::AgentWords, service::Voice, service::Text, service::Thought,
                 service::Code, service::CodeResult, service::Other, service::Sources, service::Pages, service::Call,
                 service::CallsCancelled, service::AnswerGenerated, service::WorkChanged, service::TurnEnded>;

} // namespace parlando
