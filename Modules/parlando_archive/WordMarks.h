#pragma once

#include <parlando_session/parlando_session.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace parlando
{

/** What was said in one go, as a mark on a timeline. */
struct WordMark
{
    double start = 0.0, end = 0.0; /**< s, from 0 on; the end is not before the start. */
    std::string text;              /**< "Agent: Good morning.", UTF-8 in one line. */
};

/** A mark for each entry of which something was heard, in the order of their times. Any thread. */
std::vector<WordMark> wordMarksOf (const Transcript&);

/** A label track of Audacity: start, end and text of each, with tabs between them. Any thread. */
std::string toAudacityLabels (std::span<const WordMark>);

/** Regions and, for what takes no time, markers for REAPER's Region/Marker Manager, as CSV; times are h:mm:ss.mmm,
   which it reads while its ruler shows those. Any thread. */
std::string toReaperRegions (std::span<const WordMark>);

/** A Lua script for Ardour 7 and later that adds a range for each to its session. Any thread. */
std::string toArdourScript (std::span<const WordMark>);

/** What the beats of a MIDI file are, from its beginning to its end. */
struct MidiTempo
{
    double beatsPerMinute = 120.0;
    std::optional<int> numerator, denominator; /**< Of the meter. */
};

/** A Standard MIDI File of format 1 (RP-001) with a marker (meta event 6) at the start of each, at the place that its
    time has at this tempo; 960 ticks a quarter note. Any thread. */
std::string toMidiMarkers (std::span<const WordMark>, const MidiTempo&);

} // namespace parlando
