#include "ConversationItems.h"

#include "WrappedText.h"

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

Item itemOf (const RecentEntry& recent, Instant begin)
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

Item itemOf (const ToolCallReport& call, std::uint64_t number, Instant begin)
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

Item interimOf (const std::string& text)
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

/** The newest. */
void keepWhatCanBeShown (std::vector<Item>& items, std::size_t most)
{
    auto first = items.end();

    for (std::size_t bytes = 0; first != items.begin() && static_cast<std::size_t> (items.end() - first) < most;
         --first)
    {
        const auto& next = *(first - 1);
        bytes += next.text.getNumBytesAsUTF8() + next.unheard.getNumBytesAsUTF8();

        if (bytes > longestShownConversation)
            break;
    }

    items.erase (items.begin(), first);
}

} // namespace

std::vector<ConversationItem> itemsOf (const ConversationSources& sources, std::size_t most)
{
    std::vector<Item> items;
    const auto& calls = sources.calls;

    // What cannot be shown need not be looked at: where a text was cut off takes long to find.
    auto first = sources.entries.size();

    for (std::size_t bytes = 0; first > 0 && bytes <= longestShownConversation; --first)
        bytes += sources.entries[first - 1].entry.text.size();

    for (auto i = first; i < sources.entries.size(); ++i)
        if (! sources.entries[i].entry.text.empty())
            items.push_back (itemOf (sources.entries[i], sources.start));

    for (auto i = calls.size() - std::min (calls.size(), most); i < calls.size(); ++i)
    {
        // Entries come in the order of their ids, whose times may be a little out of step.
        const auto after = std::find_if (
            items.begin(), items.end(),
            [&] (const Item& each) { return each.kind != Item::Kind::toolCall && each.start > calls[i].arrived; });
        items.insert (after, itemOf (calls[i], sources.callsBefore + i + 1, sources.start));
    }

    keepWhatCanBeShown (items, most);

    if (! sources.interimText.empty())
        items.push_back (interimOf (sources.interimText));

    return items;
}

std::vector<ConversationItem> itemsOf (const Transcript& transcript, const std::vector<ToolCallReport>& calls,
                                       const std::string& interimText, std::size_t most)
{
    return itemsOf ({recentOf (transcript, most, longestShownText), transcript.start, calls, 0, interimText}, most);
}

} // namespace parlando
