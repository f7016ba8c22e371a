// What a Conversation's taps hear of it.

#include "Conversation.h"

namespace parlando
{

void Conversation::tellTaps (const SessionEvent& event)
{
    for (const auto& tap : options.taps)
        tap->told (event, loop.now());
}

/** An entry that grows would be redacted and handed over whole with each of its pieces: those are told as events. */
void Conversation::tellTaps (std::size_t firstChanged)
{
    if (options.taps.empty())
        return;

    const auto& entries = session.transcript().entries;

    for (auto i = firstChanged; i < entries.size(); ++i)
    {
        if (! entries[i].final)
            continue;

        auto entry = entries[i];
        entry.text = connector.redactor().redactSecrets (entry.text); // C5: also one that came in several pieces

        for (const auto& tap : options.taps)
            tap->wrote (entry);
    }
}

void Conversation::tellTaps (const VoicePlace& place)
{
    for (const auto& tap : options.taps)
        tap->agentPlaced (place);
}

void Conversation::tellTaps (const PlayoutEvent& event)
{
    if (event.kind == PlayoutEvent::Kind::firstSample)
        voiceBegan = event.when;

    if (event.kind != PlayoutEvent::Kind::lastSample && event.kind != PlayoutEvent::Kind::silenced)
        return;

    const HeardVoice voice{event.turn, event.samplesHeard, event.samplesDiscarded, voiceBegan.value_or (event.when),
                           event.when};
    voiceBegan.reset();

    for (const auto& tap : options.taps)
        tap->agentHeard (voice);
}

} // namespace parlando
