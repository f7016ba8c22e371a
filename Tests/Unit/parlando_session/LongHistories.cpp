#include <parlando_session/HistoryTexts.h>
#include <parlando_text/parlando_text.h>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

using namespace parlando;
using namespace std::chrono_literals;

namespace
{

const Instant began = Instant (1000s);

Transcript conversation (std::size_t entries, std::size_t textBytes)
{
    Transcript transcript;
    transcript.start = began;

    for (std::size_t i = 0; i < entries; ++i)
    {
        TranscriptEntry entry;
        entry.id = i + 1;
        entry.text = std::to_string (i) + std::string (textBytes, 'x');
        entry.start = entry.end = began + std::chrono::seconds (i);
        transcript.entries.push_back (entry);
        transcript.thoughts.push_back ({i, entry.start, "thought " + std::to_string (i)});
    }

    return transcript;
}

} // namespace

TEST_CASE ("A conversation that fits is one text, as it is written everywhere")
{
    const auto transcript = conversation (10, 100);
    CHECK (toHistoryTexts (transcript) == std::vector{toJsonText (transcript)});
    CHECK (toHistoryTexts ({}).size() == 1);
}

TEST_CASE ("A conversation too large for one text is divided in its order, each part readable, and nothing is left out")
{
    const auto transcript = conversation (101, 1000);

    for (const auto& [bytes, items] : {std::pair<std::size_t, std::size_t>{50'000, 100'000}, {1'000'000, 30}})
    {
        const auto texts = toHistoryTexts (transcript, bytes, items);
        CHECK (texts.size() > 3);
        std::size_t entries = 0, thoughts = 0;

        for (const auto& text : texts)
        {
            CHECK (text.size() <= bytes);
            const auto part = readTranscript (text);
            CHECK (part.entries.size() <= items);

            for (const auto& entry : part.entries)
            {
                CHECK (entry.text == transcript.entries.at (entries).text);
                CHECK (entry.start - Instant() == transcript.entries.at (entries).start - began);
                ++entries;
            }

            for (const auto& thought : part.thoughts)
                CHECK (thought.text == transcript.thoughts.at (thoughts++).text);
        }

        CHECK (entries == transcript.entries.size());
        CHECK (thoughts == transcript.thoughts.size());
    }
}

TEST_CASE ("A text that is longer than one entry can be is in several, with whole characters")
{
    Transcript transcript = conversation (1, 0);
    auto& text = transcript.entries[0].text;
    text.clear();

    while (text.size() < 600 * 1024)
        text += "語り";

    const auto texts = toHistoryTexts (transcript);
    REQUIRE (texts.size() == 1);
    const auto read = readTranscript (texts[0]);
    REQUIRE (read.entries.size() == 3);
    CHECK (read.entries[0].text + read.entries[1].text + read.entries[2].text == text);
    CHECK (isUtf8 (read.entries[0].text));
}
