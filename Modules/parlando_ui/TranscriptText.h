#pragma once

#include <parlando_session/parlando_session.h>

#include <juce_core/juce_core.h>

namespace parlando
{

/** Who speaks and how: "You", "You, typed", "Agent", "Agent, interrupted". */
juce::String headingOf (const TranscriptEntry&);

/** Whether two entries read the same on the screen; times set aside. */
bool readsTheSame (const TranscriptEntry&, const TranscriptEntry&);

/** Whether `now` reads like `before` with something more at its end. */
bool continues (const TranscriptEntry& before, const TranscriptEntry& now);

/** The entries that have any text. */
std::vector<TranscriptEntry> entriesWithText (Transcript);

} // namespace parlando
