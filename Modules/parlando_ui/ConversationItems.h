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
    juce::String heading; /**< Who and how: "Agent, interrupted"; of a tool call what was moved or called. */
    juce::String text;    /**< What was said; of a tool call "20 % → 40 %", or what went wrong. */
    juce::String unheard; /**< The end of the agent's words that nobody heard. */
    juce::String details; /**< Of a tool call: function, arguments and answer. */
    double seconds = 0.0; /**< From the beginning of the conversation. */
    Instant start{};
    Progress progress = Progress::done;
    std::uint64_t samplesHeard = 0, samplesReceived = 0; /**< Agent; 0 while it is still to be heard. */

    bool operator== (const ConversationItem&) const = default;
};

/** What a window can show without a stall: so many bytes of one text (its end), and of all of them. The transcript has
    them whole. */
inline constexpr std::size_t longestShownText = 4'096, longestShownConversation = 65'536;

/** What the items are made of. */
struct ConversationSources
{
    std::vector<RecentEntry> entries;
    Instant start{}; /**< Of the transcript. */
    std::vector<ToolCallReport> calls;
    std::uint64_t callsBefore = 0; /**< Older calls that are not among them. */
    std::string interimText;
};

/** In the order in which it happened; entries without words are left out. Of many items the newest `most` are given,
    and only as many as have longestShownConversation bytes of text together. */
std::vector<ConversationItem> itemsOf (const ConversationSources&, std::size_t most);

/** The same of a whole transcript. */
std::vector<ConversationItem> itemsOf (const Transcript&, const std::vector<ToolCallReport>&,
                                       const std::string& interimText, std::size_t most);

} // namespace parlando
