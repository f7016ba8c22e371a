// Any bytes as the journal of a kept conversation, in pieces of any size and with checksums that are right: taken or
// refused with a sentence; what is taken can be gone on with, and can leave.

#include "Input.h"

#include <parlando_archive/HostTimeline.h>
#include <parlando_archive/JournalLine.h>
#include <parlando_archive/KeptWords.h>
#include <parlando_archive/TakeName.h>
#include <parlando_archive/TakeNotes.h>
#include <parlando_archive/WordsExport.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace
{

/** The same lines as a writer would have made them, where they are JSON objects: else no input would pass. */
std::string signedLines (std::string_view text)
{
    std::string journal;
    std::uint64_t number = 0;

    for (std::size_t at = 0; at < text.size();)
    {
        const auto end = std::min (text.find ('\n', at), text.size());
        const auto line = text.substr (at, end - at);
        journal += line.size() > 2 && line.front() == '{' ? parlando::makeJournalLine (++number, line)
                                                          : std::string (line) + "\n";
        at = end + 1;
    }

    return journal;
}

/** All but what needs a file of sound. */
void leave (parlando::KeptWords words)
{
    using enum parlando::TakeClock;
    const parlando::KeptTakes kept{"/kept", std::move (words), {}};

    for (const auto clock : {automatic, host, timecode, conversation})
    {
        for (auto take : kept.conversation.voices.takes)
        {
            take.samples = 100'000;

            if (parlando::takeName (take, clock, 2).size() > 100)
                std::abort();

            const auto wave = parlando::notesOf (kept, take, {48'000, 1, 24}, clock);

            if (parlando::makeBroadcastHeader (wave, take.samples).size() % 2 != 0)
                std::abort();
        }

        for (const auto* form : {"vtt", "json", "audacity", "reaper", "ardour", "midi"})
            parlando::writeWords (kept, *parlando::wordsFormOf (form), clock);
    }
}

void read (std::string_view text, std::size_t piece)
{
    try
    {
        parlando::JournalReader reader;

        for (std::size_t at = 0; at < text.size(); at += piece)
            reader.take (text.substr (at, piece));

        const auto words = reader.finish();
        const auto written = parlando::toJsonText (words.transcript);

        if (parlando::readTranscript (written).entries.size() != words.transcript.entries.size())
            std::abort();

        leave (words);
    }
    catch (const std::invalid_argument& refusal)
    {
        if (refusal.what()[0] == '\0')
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput (const std::uint8_t* bytes, std::size_t size)
{
    const auto text = parlando::fuzz::textOf (bytes, size);
    const auto piece = size > 0 ? std::size_t{1} + bytes[0] : std::size_t{1};
    read (text, piece);
    read (signedLines (text), piece);
    return 0;
}
