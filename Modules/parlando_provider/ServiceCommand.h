#pragma once

#include "AgentDefinition.h"
#include "ToolAnswer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace parlando
{

/** A turn of what was said before. */
struct HistoryTurn
{
    bool isPersons = false;
    std::string text;
};

/** What a client says to a service, whichever it is: one kind each (Wire::write()). A command is looked at during
    write() only. */
namespace command
{

/** What was said before: for a session that does not know it. Nothing is to be answered. */
struct History
{
    std::vector<HistoryTurn> turns; /**< The oldest first. */
};

/** A typed turn of the person's, to be answered. */
struct Text
{
    std::string text;
};

/** An answer was cut off with its connection: its rest is asked for. */
struct Continue
{
    std::string request; /**< What it was the answer to. */
    std::string heard;   /**< The words of it that were heard; may be empty. */
    std::string note;    /**< What asks for the rest, in the person's name. */
};

/** Stops what the agent says, without an answer to it. */
struct Interrupt
{
};

/** Not all of an item's voice was heard (AgentTraits::wantsHeard): it ended here. */
struct Heard
{
    std::uint64_t item = 0;    /**< service::Voice::item. */
    std::uint64_t samples = 0; /**< Heard of it, at its rate. */
};

/** Asks once more for an answer that is owed. */
struct Nudge
{
};

struct Image
{
    std::string mimeType; /**< image/jpeg or image/png. */
    std::vector<std::uint8_t> bytes;
};

/** The microphone has nothing more to give for now. */
struct MicrophonePaused
{
};

/** The person begins to speak, where the service does not detect it. */
struct ActivityStart
{
};

struct ActivityEnd
{
};

/** The answer to a call; its response is an object. */
using parlando::ToolAnswer;

/** Another definition on the connection that stands (Wire::changeBetween()). */
struct Update
{
    const AgentDefinition& before;
    const AgentDefinition& after;
};

} // namespace command

using ServiceCommand = std::variant<command::History, command::Text, command::Continue, command::Interrupt,
                                    command::Heard, command::Nudge, command::Image, command::MicrophonePaused,
                                    command::ActivityStart, command::ActivityEnd, command::ToolAnswer, command::Update>;

} // namespace parlando
