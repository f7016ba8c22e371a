// Words as marks for others, by the conversation's time or the host's.

#include "KeptFolder.h"

#include <parlando_archive/WordMarks.h>

#include <Support/Text.h>
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

using namespace parlando;
using namespace parlando::testing;
using Catch::Matchers::WithinAbs;

namespace
{

TranscriptEntry entryAt (double start, double end, const std::string& text, std::uint64_t turn = 0)
{
    TranscriptEntry entry;
    entry.speaker = turn > 0 ? Speaker::agent : Speaker::person;
    entry.start = Instant (std::chrono::milliseconds (std::llround (start * 1000.0)));
    entry.end = Instant (std::chrono::milliseconds (std::llround (end * 1000.0)));
    entry.text = text;
    entry.turn = turn;
    return entry;
}

/** Odd words, and a time beyond ten hours. */
std::vector<WordMark> oddMarks()
{
    Transcript transcript;
    transcript.entries = {entryAt (36'000.5, 36'001.25, "\\a \"b\", c", 2), entryAt (1.5, 2.0, "One\ttwo\r\nthree "),
                          entryAt (3.0, 3.0, ""), entryAt (4.0, 3.0, "\xe3\x81\xaf\xe3\x81\x84", 1)};
    return wordMarksOf (transcript);
}

/** Turns, each of them heard for two seconds from `began` on. */
KeptWords wordsWith (const std::vector<std::pair<double, std::vector<VoicePlace>>>& turns)
{
    KeptWords words;

    for (const auto& [began, places] : turns)
    {
        KeptTake take;
        take.turn = words.voices.takes.size() + 1;
        take.sampleRate = SpokenTurns::rate;
        take.samples = 48'000;
        take.heard = 48'000;
        take.began = Instant (std::chrono::milliseconds (std::llround (began * 1000.0)));
        take.places = places;
        words.voices.takes.push_back (take);
        words.transcript.entries.push_back (entryAt (began, began + 2.0, "Turn.", take.turn));
    }

    return words;
}

std::vector<double> startsOf (const Transcript& transcript)
{
    std::vector<double> starts;

    for (const auto& entry : transcript.entries)
        starts.push_back (std::chrono::duration<double> (entry.start.time_since_epoch()).count());

    return starts;
}

} // namespace

TEST_CASE ("Marks are in the order of their times, in one line, and none of them is empty")
{
    const auto marks = oddMarks();
    REQUIRE (marks.size() == 3);
    CHECK (marks[0].text == "Person: One two three");
    CHECK (marks[1].text == "Agent: \xe3\x81\xaf\xe3\x81\x84");
    CHECK (marks[1].end == marks[1].start);
    CHECK (marks[2].start == 36'000.5);
}

TEST_CASE ("Audacity gets labels with tabs between start, end and text, and no others")
{
    CHECK (toAudacityLabels (oddMarks()) == "1.500000\t2.000000\tPerson: One two three\n"
                                            "4.000000\t4.000000\tAgent: \xe3\x81\xaf\xe3\x81\x84\n"
                                            "36000.500000\t36001.250000\tAgent: \\a \"b\", c\n");
    CHECK (toAudacityLabels ({}).empty());
}

TEST_CASE ("REAPER gets regions in hours, minutes and seconds, with quotes doubled, and markers for what takes no time")
{
    CHECK (toReaperRegions (oddMarks()) == "#,Name,Start,End,Length\n"
                                           "R1,\"Person: One two three\",0:00:01.500,0:00:02.000,0:00:00.500\n"
                                           "M1,\"Agent: \xe3\x81\xaf\xe3\x81\x84\",0:00:04.000,,\n"
                                           "R2,\"Agent: \\a \"\"b\"\", c\",10:00:00.500,10:00:01.250,0:00:00.750\n");
}

TEST_CASE ("Ardour gets a script in which no text ends its own quotes")
{
    const auto script = toArdourScript (oddMarks());
    CHECK (contains (script, R"({ 36000.500000, 36001.250000, "Agent: \\a \"b\", c" },)"));
    CHECK (contains (script, "{ 1.500000, 2.000000, \"Person: One two three\" },"));
    CHECK (script.starts_with ("ardour {"));
    CHECK (contains (script, "function factory ()"));
}

TEST_CASE ("A MIDI file holds markers at their ticks, byte for byte as the standard has it")
{
    const std::vector<WordMark> marks{{0.0, 1.0, "A"}, {0.5, 1.0, "B"}};
    CHECK (toMidiMarkers (marks, {}) == rawText ("MThd\x00\x00\x00\x06\x00\x01\x00\x01\x03\xc0MTrk\x00\x00\x00\x22"
                                                 "\x00\xff\x03\x08Parlando"
                                                 "\x00\xff\x51\x03\x07\xa1\x20" // 500,000 us
                                                 "\x00\xff\x06\x01"
                                                 "A"
                                                 "\x87\x40\xff\x06\x01" // 960 ticks
                                                 "B"
                                                 "\x00\xff\x2f\x00"));

    // Ten hours at 120 are 69,120,000 ticks.
    const std::vector<WordMark> late{{36'000.0, 36'001.0, std::string (200, 'x')}};
    const auto file = toMidiMarkers (late, {120.0, 6, 8});
    CHECK (contains (file, rawText ("\xa0\xfa\xe0\x00\xff\x06\x81\x48xxx")));
    CHECK (contains (file, rawText ("\x00\xff\x58\x04\x06\x03\x18\x08")));

    // No meter, and a tempo that nobody has.
    CHECK_FALSE (contains (toMidiMarkers (marks, {1.0e9, 4, 3}), rawText ("\xff\x58")));
    CHECK (contains (toMidiMarkers (marks, {std::nan (""), {}, {}}), rawText ("\xff\x51\x03\x07\xa1\x20")));
}

TEST_CASE ("On the host's timeline the agent's words are where its voice was heard, also where the host loops")
{
    auto words = wordsWith ({{10.0, {playingAt (1, 0, 96'000, 48'000), playingAt (1, 24'000, 48'000, 48'000)}}});
    words.transcript.entries.push_back (entryAt (11.5, 11.8, "And more.", 1));
    const auto found = onHostTimeline (words, TakeClock::host);
    CHECK (found.leftOut == 0);
    CHECK (startsOf (found.transcript) == std::vector<double>{2.0, 1.5});
    CHECK (found.transcript.entries[0].end == Instant (std::chrono::seconds (4)));
}

TEST_CASE ("The person's words are as long before or behind the agent's as they were said, whichever is nearer")
{
    auto words = wordsWith ({{10.0, {playingAt (1, 0, 96'000, 48'000)}}, {30.0, {playingAt (2, 0, 48'000, 48'000)}}});
    words.transcript.entries = {entryAt (9.0, 9.5, "Before."), entryAt (12.5, 13.0, "Right behind."),
                                entryAt (29.5, 29.6, "Before the other."), entryAt (35.0, 35.1, "Last.")};
    CHECK (startsOf (onHostTimeline (words, TakeClock::host).transcript) == std::vector<double>{1.0, 4.5, 0.5, 6.0});
}

TEST_CASE ("What was said while the host stood still or before its beginning has no place, and is counted")
{
    auto stopped = playingAt (1, 0, 96'000, 48'000);
    stopped.host.isPlaying = false;
    auto words = wordsWith ({{10.0, {stopped}}, {30.0, {playingAt (2, 0, -48'000, 48'000)}}});
    words.transcript.entries.push_back (entryAt (26.0, 27.0, "Long before."));
    const auto found = onHostTimeline (words, TakeClock::host);
    CHECK (found.leftOut == 2);
    CHECK (startsOf (found.transcript) == std::vector<double>{0.0});
    CHECK (found.transcript.entries[0].end == Instant (std::chrono::seconds (1)));
    CHECK (onHostTimeline (wordsWith ({{10.0, {}}}), TakeClock::host).leftOut == 1);
}

TEST_CASE ("Marks for a host are on its timeline where there was one, and texts in the conversation's time")
{
    KeptFolder kept;
    kept.turns.now += std::chrono::seconds (100);
    auto place = playingAt (1, 0, 240'000, 48'000);
    place.host.tempo = 60.0;
    place.host.timecodeOrigin = 3600.0;
    kept.speak ("Good morning.", 24'000, {place});
    const auto takes = readTakes (kept.folder());
    const auto in = [&] (WordsForm form, TakeClock clock = TakeClock::automatic)
    { return writeWords (takes, form, clock).bytes; };
    CHECK (in (WordsForm::audacity).starts_with ("5.000000\t"));
    CHECK (in (WordsForm::audacity, TakeClock::conversation).starts_with ("100.000000\t"));
    CHECK (in (WordsForm::audacity, TakeClock::timecode).starts_with ("3605.000000\t"));
    CHECK (in (WordsForm::srt).starts_with ("1\r\n00:01:40,000 --> "));
    CHECK (in (WordsForm::srt, TakeClock::host).starts_with ("1\r\n00:00:05,000 --> "));
    CHECK (contains (in (WordsForm::vtt), "<v Agent>Good morning."));
    CHECK (contains (in (WordsForm::text), "[01:40] Agent: Good morning."));
    CHECK (readTranscript (in (WordsForm::json)).entries.size() == 1);
    CHECK (contains (in (WordsForm::midi), rawText ("\xff\x51\x03\x0f\x42\x40"))); // 1 s
    CHECK (contains (in (WordsForm::midi), rawText ("\xa5\x40\xff\x06")));         // 5 beats
    CHECK (contains (in (WordsForm::reaper), "0:00:05.000"));
}

TEST_CASE ("A file of words is called after the conversation, whose folder may be given as it likes")
{
    KeptTakes kept;
    kept.folder = "/home/me/2026-11-28 14.03 Talk/";
    CHECK (wordsName (kept, WordsForm::srt) == "2026-11-28 14.03 Talk.srt");
    CHECK (wordsName (kept, WordsForm::reaper, 2) == "2026-11-28 14.03 Talk (2) regions.csv");
    kept.folder = "/home/me/Talk/.";
    CHECK (wordsName (kept, WordsForm::midi) == "Talk markers.mid");
}
