#include "HistoryLimits.h"
#include "TranscriptJson.h"

#include <parlando_text/parlando_text.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace parlando
{

namespace
{

using Json = nlohmann::json;

/** Entries of 14 members, thoughts of 4, and the rest. */
constexpr std::size_t maximumTranscriptValues = 18 * HistoryLimits::items + 1000;
constexpr double longestTranscript = 1.0e7; // s
constexpr std::uint64_t maximumTranscriptCount = std::uint64_t{1} << 48;

/** The fields of one object of a list, and where it stands. */
class Fields
{
public:
    Fields (const Json& item, std::string where) : object (item), place (std::move (where))
    {
        if (! object.is_object())
            refuse ("", "must be an object");
    }

    [[noreturn]] void refuse (const char* name, const std::string& what) const
    {
        throw std::invalid_argument ("This is no conversation to go on with: " + place + name + " " + what + ".");
    }

    std::string text (const char* name) const
    {
        const auto& value = get (name);

        if (! value.is_string() || value.get_ref<const std::string&>().size() > HistoryLimits::textBytes)
            refuse (name, "must be a text of at most 256 kB");

        return value.get<std::string>();
    }

    Instant time (const char* name) const
    {
        const auto& value = get (name);
        const auto seconds = value.is_number() ? value.get<double>() : -1.0;

        if (! (seconds >= 0.0 && seconds <= longestTranscript))
            refuse (name, "must be a time from 0 to 10,000,000 s");

        return Instant (std::chrono::round<Instant::duration> (std::chrono::duration<double> (seconds)));
    }

    /** Absent is 0. */
    std::uint64_t count (const char* name) const
    {
        if (! object.contains (name))
            return 0;

        const auto& value = object[name];

        if (! value.is_number_unsigned() || value.get<std::uint64_t>() > maximumTranscriptCount)
            refuse (name, "must be a count");

        return value.get<std::uint64_t>();
    }

    bool flag (const char* name) const
    {
        if (object.contains (name) && ! object[name].is_boolean())
            refuse (name, "must be true or false");

        return object.contains (name) && object[name].get<bool>();
    }

private:
    const Json& get (const char* name) const
    {
        if (! object.contains (name))
            refuse (name, "is missing");

        return object[name];
    }

    const Json& object;
    std::string place;
};

const Json& listIn (const Json& document, const char* name)
{
    static const auto none = Json::array();
    const auto& list = document.contains (name) ? document[name] : none;

    if (! list.is_array() || list.size() > HistoryLimits::items)
        throw std::invalid_argument ("This is no conversation to go on with: " + std::string (name) +
                                     " must be a list of at most 100,000.");

    return list;
}

std::string placeOf (const char* list, std::size_t index)
{
    return std::string (list) + "[" + std::to_string (index) + "].";
}

TranscriptEntry entryOf (const Fields& fields)
{
    TranscriptEntry entry;
    const auto speaker = fields.text ("speaker");

    if (speaker != "person" && speaker != "agent")
        fields.refuse ("speaker", "must be person or agent");

    entry.id = fields.count ("id");
    entry.speaker = speaker == "person" ? Speaker::person : Speaker::agent;
    entry.text = fields.text ("text");
    entry.start = fields.time ("startSeconds");
    entry.end = std::max (entry.start, fields.time ("endSeconds"));
    entry.turn = fields.count ("turn");
    entry.typed = fields.flag ("typed");
    entry.interrupted = fields.flag ("interrupted");
    entry.final = true; // nobody goes on with it
    entry.samplesHeard = fields.count ("samplesHeard");
    entry.samplesReceived = fields.count ("samplesReceived");
    entry.playedBegin = fields.count ("playedBegin");
    entry.playedEnd = fields.count ("playedEnd");
    return entry;
}

} // namespace

TranscriptEntry readTranscriptEntry (const nlohmann::json& object, const std::string& place)
{
    return entryOf (Fields (object, place));
}

Transcript readTranscript (std::string_view json)
{
    constexpr JsonLimits limits{HistoryLimits::bytes, JsonLimits().nesting, maximumTranscriptValues};
    const auto document = requireJson (json, "This is no conversation to go on with: it", limits);

    if (! document.is_object() || ! document.contains ("entries"))
        throw std::invalid_argument ("This is no conversation to go on with: it must be a transcript in JSON.");

    Transcript transcript;
    const auto& entries = listIn (document, "entries");

    for (std::size_t i = 0; i < entries.size(); ++i)
        transcript.entries.push_back (entryOf (Fields (entries[i], placeOf ("entries", i))));

    std::sort (transcript.entries.begin(), transcript.entries.end(),
               [] (const auto& a, const auto& b) { return a.id < b.id; });

    for (std::size_t i = 0; i < entries.size(); ++i)
        if (transcript.entries[i].id != i + 1)
            throw std::invalid_argument ("This is no conversation to go on with: its ids must be 1, 2, 3 and so on.");

    const auto& thoughts = listIn (document, "thoughts");

    for (std::size_t i = 0; i < thoughts.size(); ++i)
    {
        const Fields fields (thoughts[i], placeOf ("thoughts", i));
        transcript.thoughts.push_back ({fields.count ("turn"), fields.time ("seconds"), fields.text ("text")});
    }

    return transcript;
}

} // namespace parlando
