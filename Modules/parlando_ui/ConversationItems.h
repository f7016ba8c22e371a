#pragma once

#include <parlando_agent/parlando_agent.h>

#include <juce_core/juce_core.h>

namespace parlando
{

/** One thing that happened in a conversation, as it is shown. */
struct ConversationItem
{
    enum class Kind
    {
        person,
        agent,
        interim, /**< What the person seems to be saying; always the last. */
        toolCall
    };

    enum class Progress
    {
        running,
        done,
        failed,
        ended /**< Cancelled or expired. */
    };

    Kind kind = Kind::person;
    std::uint64_t id = 0; /**< The entry's; of a tool call its number from 1. */
    std::uint64_t turn = 0;
    juce::String heading;  /**< Who and how: "Agent, interrupted"; of a tool call what was moved or called. */
    juce::String text;     /**< What was said; of a tool call "20 % → 40 %", or what went wrong. */
    juce::String unheard;  /**< The end of the agent's words that nobody heard. */
    juce::String details;  /**< Of a tool call: function, arguments and answer. */
    bool hasNotes = false; /**< A tool call that played some: they can leave as a file. */
    double seconds = 0.0;  /**< From the beginning of the conversation. */
    Instant start{};
    Progress progress = Progress::done;
    std::uint64_t samplesHeard = 0, samplesReceived = 0; /**< Agent; 0 while it is still to be heard. */

    bool operator== (const ConversationItem&) const = default;
};

/** An item without its words: enough to say where it stands, and about how high it is. */
struct ItemOutline
{
    ConversationItem::Kind kind = ConversationItem::Kind::person;
    std::uint64_t id = 0; /**< As ConversationItem::id. */
    Instant start{};
    std::size_t bytes = 0; /**< Of the text that is shown. */
    bool hasVoice = false, hasUnheard = false;

    bool operator== (const ItemOutline&) const = default;

    /** The same thing, perhaps further on. */
    [[nodiscard]] bool isSameThing (const ItemOutline& other) const noexcept
    {
        return kind == other.kind && id == other.id;
    }
};

/** Of one text what a window can show without a stall: so many bytes of its end. The transcript has it whole. */
inline constexpr std::size_t longestShownText = 4'096;

/** In the order in which it happened; entries without words are left out. */
std::vector<ItemOutline> outlineOf (const std::vector<EntryOutline>&, const std::vector<CallOutline>&,
                                    const std::string& interimText);

/** The items themselves; `begin`: of the transcript. */
ConversationItem itemOf (const RecentEntry&, Instant begin);
ConversationItem itemOf (const ToolCallReport&, std::uint64_t number, Instant begin);
ConversationItem interimItemOf (const std::string& text);

} // namespace parlando
