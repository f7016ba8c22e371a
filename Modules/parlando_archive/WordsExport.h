#pragma once

#include "KeptTakes.h"
#include "TakeTime.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlando
{

/** The forms in which words leave the folder. */
enum class WordsForm
{
    srt,
    vtt,
    text,
    json,
    audacity,
    reaper,
    ardour,
    midi
};

/** Words in one form. */
struct WrittenWords
{
    std::string bytes;
    std::size_t leftOut = 0; /**< Entries that have no place on the host's timeline (onHostTimeline()). */
};

/** A conversation's words in a form. By `automatic` texts have the conversation's times, and marks for a host those of
    its timeline where there was one. Any thread. */
WrittenWords writeWords (const KeptTakes&, WordsForm, TakeClock = TakeClock::automatic);

/** What a file of them is called: after the conversation's folder, "2026-11-28 14.03 Talk.srt"; from `copy` 2 on
    "… (2).srt". Any thread. */
std::string wordsName (const KeptTakes&, WordsForm, int copy = 1);

/** "srt", "vtt", "txt", "json", "audacity", "reaper", "ardour", "midi"; nothing for other names. */
std::optional<WordsForm> wordsFormOf (std::string_view name);

} // namespace parlando
