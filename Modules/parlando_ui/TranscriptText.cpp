#include "TranscriptText.h"

#include <tuple>

namespace parlando
{
namespace
{

auto headingKey (const TranscriptEntry& entry)
{
    return std::tuple (entry.id, entry.speaker, entry.typed, entry.interrupted);
}

} // namespace

juce::String headingOf (const TranscriptEntry& entry)
{
    juce::String heading = entry.speaker == Speaker::agent ? "Agent" : "You";

    if (entry.typed)
        heading << ", typed";

    if (entry.interrupted)
        heading << ", interrupted";

    return heading;
}

bool readsTheSame (const TranscriptEntry& one, const TranscriptEntry& other)
{
    return headingKey (one) == headingKey (other) && one.text == other.text;
}

bool continues (const TranscriptEntry& before, const TranscriptEntry& now)
{
    return headingKey (before) == headingKey (now) && now.text.starts_with (before.text);
}

std::vector<TranscriptEntry> entriesWithText (Transcript transcript)
{
    std::erase_if (transcript.entries, [] (const TranscriptEntry& entry) { return entry.text.empty(); });
    return std::move (transcript.entries);
}

} // namespace parlando
