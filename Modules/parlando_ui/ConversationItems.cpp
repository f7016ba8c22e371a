#include "ConversationItems.h"

#include "WrappedText.h"

#include <parlando_plugin/NoteFile.h>

#include <algorithm>
#include <cmath>

namespace parlando
{
namespace
{

using Item = ConversationItem;

juce::String textOf (std::string_view utf8)
{
    return juce::String::fromUTF8 (utf8.data(), static_cast<int> (utf8.size()));
}

double secondsBetween (Instant from, Instant to)
{
    return from == Instant() || to < from ? 0.0 : std::chrono::duration<double> (to - from).count();
}

juce::String headingOf (const TranscriptEntry& entry)
{
    juce::String heading = entry.speaker == Speaker::agent ? "Agent" : "You";

    if (entry.typed)
        heading << ", typed";

    if (entry.interrupted)
        heading << ", interrupted";

    return heading;
}

/** What stands in place of the beginning of a long text. */
juce::String leftOutText (std::size_t bytes)
{
    return bytes == 0
               ? juce::String()
               : "[the first " + juce::String (static_cast<juce::int64> (std::max<std::size_t> (bytes / 1'024, 1))) +
                     " kB are in the transcript] ";
}

/** "set_reverb_send" as words. */
juce::String asWords (const std::string& name) { return textOf (name).replaceCharacter ('_', ' '); }

juce::String valueText (const nlohmann::json& value, const juce::String& unit)
{
    if (value.is_boolean())
        return value.get<bool>() ? "on" : "off";

    if (value.is_string())
        return textOf (value.get_ref<const std::string&>());

    if (! value.is_number())
        return {};

    constexpr double step = 100.0;
    const auto rounded = std::round (value.get<double>() * step) / step;
    return juce::String (rounded).replace ("-", juce::String::fromUTF8 ("−")) + (unit.isEmpty() ? unit : " " + unit);
}

juce::String member (const nlohmann::json& object, const char* name)
{
    const auto found = object.find (name);
    return found != object.end() && found->is_string() ? textOf (found->get_ref<const std::string&>()) : juce::String();
}

juce::String changeText (const nlohmann::json& change)
{
    if (! change.is_object() || ! change.contains ("before") || ! change.contains ("after"))
        return {};

    const auto unit = member (change, "unit");
    return valueText (change["before"], unit) + juce::String::fromUTF8 (" → ") + valueText (change["after"], unit);
}

/** What a call moved: each control, from where to where. */
juce::String changesText (const nlohmann::json& response)
{
    const auto changes = response.find ("changes");

    if (changes == response.end() || ! changes->is_array())
        return changeText (response);

    juce::StringArray all;

    for (const auto& change : *changes)
        if (const auto text = changeText (change); text.isNotEmpty())
            all.add (member (change, "control") + " " + text);

    return all.joinIntoString (", ");
}

juce::String outcomeText (const ToolCallReport& call)
{
    if (! call.response.is_object())
        return "done";

    if (const auto changes = changesText (call.response); changes.isNotEmpty() && ! call.isError)
        return changes;

    for (const auto* name : {"error", "reason", "output", "result"})
    {
        if (const auto text = member (call.response, name); text.isNotEmpty())
            return text;

        if (const auto found = call.response.find (name); found != call.response.end() && found->is_primitive())
            return valueText (*found, {});
    }

    return call.isError ? "failed" : "done";
}

ItemOutline outlineOf (const EntryOutline& entry)
{
    ItemOutline outline;
    outline.kind = entry.speaker == Speaker::agent ? Item::Kind::agent : Item::Kind::person;
    outline.id = entry.id;
    outline.start = entry.start;
    outline.hasVoice = entry.speaker == Speaker::agent && (entry.samplesHeard > 0 || entry.samplesReceived == 0);
    outline.hasUnheard = entry.interrupted && entry.samplesHeard < entry.samplesReceived;
    const auto share = outline.hasUnheard
                           ? static_cast<double> (entry.samplesHeard) / static_cast<double> (entry.samplesReceived)
                           : 1.0;
    outline.bytes = std::min (static_cast<std::size_t> (share * static_cast<double> (entry.bytes)), longestShownText);
    return outline;
}

} // namespace

ConversationItem itemOf (const RecentEntry& recent, Instant begin)
{
    const auto& entry = recent.entry;
    Item item;
    item.kind = entry.speaker == Speaker::agent ? Item::Kind::agent : Item::Kind::person;
    item.id = entry.id;
    item.turn = entry.turn;
    item.heading = headingOf (entry);
    item.start = entry.start;
    item.seconds = secondsBetween (begin, entry.start);
    item.samplesHeard = entry.samplesHeard;
    item.samplesReceived = entry.samplesReceived;

    const auto heard = entry.interrupted ? heardText (recent) : entry.text;
    item.text = WrappedText::wrappable (leftOutText (recent.leftOut) + textOf (heard).trim());
    item.unheard = WrappedText::wrappable (
        textOf (std::string_view (entry.text).substr (std::min (heard.size(), entry.text.size()))).trim());
    return item;
}

ConversationItem itemOf (const ToolCallReport& call, std::uint64_t number, Instant begin)
{
    Item item;
    item.kind = Item::Kind::toolCall;
    item.id = number;
    item.turn = call.turn;
    item.start = call.arrived;
    item.seconds = secondsBetween (begin, call.arrived);
    const auto control = call.response.is_object() ? member (call.response, "control") : juce::String();
    item.heading = control.isNotEmpty() ? control : asWords (call.name);
    item.details = textOf (call.name);
    item.hasNotes = hasPlayedNotes (call);

    const auto dumped = [] (const nlohmann::json& json)
    { return textOf (json.dump (-1, ' ', false, nlohmann::json::error_handler_t::replace)); };

    if (call.arguments.is_object() && ! call.arguments.empty())
        item.details << " " << dumped (call.arguments);

    if (! call.answered)
    {
        item.progress = Item::Progress::running;
        item.text = juce::String::fromUTF8 ("working…");
        return item;
    }

    if (call.end != CallEnd::answered)
    {
        item.progress = Item::Progress::ended;
        item.text = call.end == CallEnd::cancelled ? "cancelled" : "the connection was lost";
        return item;
    }

    item.progress = call.isError ? Item::Progress::failed : Item::Progress::done;
    item.text = outcomeText (call);

    if (! call.response.is_null())
        item.details << "\n" << dumped (call.response);

    return item;
}

ConversationItem interimItemOf (const std::string& text)
{
    TranscriptEntry entry;
    entry.text = text;
    Transcript one;
    one.entries.push_back (std::move (entry));
    const auto recent = recentOf (one, 1, longestShownText).front();
    Item interim;
    interim.kind = Item::Kind::interim;
    interim.heading = juce::String::fromUTF8 ("You, perhaps…");
    interim.text = WrappedText::wrappable (leftOutText (recent.leftOut) + textOf (recent.entry.text).trim());
    return interim;
}

std::vector<ItemOutline> outlineOf (const std::vector<EntryOutline>& entries, const std::vector<CallOutline>& calls,
                                    const std::string& interimText)
{
    std::vector<ItemOutline> items;
    items.reserve (entries.size() + calls.size() + 1);
    auto next = entries.begin();

    // Both come in the order in which they began; the entries' times may be a little out of step.
    for (const auto& call : calls)
    {
        for (; next != entries.end() && next->start <= call.arrived; ++next)
            if (next->bytes > 0)
                items.push_back (outlineOf (*next));

        items.push_back ({.kind = Item::Kind::toolCall, .id = call.number, .start = call.arrived});
    }

    for (; next != entries.end(); ++next)
        if (next->bytes > 0)
            items.push_back (outlineOf (*next));

    if (! interimText.empty())
        items.push_back ({.kind = Item::Kind::interim, .bytes = std::min (interimText.size(), longestShownText)});

    return items;
}

} // namespace parlando
