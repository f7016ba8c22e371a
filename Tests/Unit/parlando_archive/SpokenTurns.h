#pragma once

#include <parlando_archive/parlando_archive.h>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <vector>

namespace parlando::testing
{

/** Tells a tap of a conversation, as a Conversation does; its time is its own. */
class SpokenTurns
{
public:
    explicit SpokenTurns (ConversationTap& tapToTell, std::uint64_t firstEntry = 1, std::uint64_t firstTurn = 1)
        : tap (tapToTell), entry (firstEntry), turn (firstTurn)
    {
    }

    static constexpr int rate = 24'000;
    static constexpr Instant zero{std::chrono::hours (5)};

    Instant now = zero;

    void begin()
    {
        tap.began (zero, now);
        tap.told (SessionReady{now, "session"}, now);
    }

    std::uint64_t type (const std::string& text)
    {
        tap.told (TranscriptPiece{Speaker::person, entry, text, false, true}, now);
        TranscriptEntry words;
        words.id = entry;
        words.text = text;
        words.start = words.end = now;
        words.typed = words.final = true;
        tap.wrote (words);
        return entry++;
    }

    /** A piece of the agent's words, in an entry that stays open until endWords(). */
    void say (const std::string& text)
    {
        if (said.empty())
            tap.told (TurnStarted{turn, now}, now);

        said += text;
        tap.told (TranscriptPiece{Speaker::agent, entry, text, false, false}, now);
    }

    void speak (std::size_t samples, std::int16_t value = 1000)
    {
        const std::vector<std::int16_t> voice (samples, value);
        spoken += samples;
        tap.agentVoice (turn, voice, rate);
    }

    /** 1 kHz, at half of full scale unless told otherwise, from its first sample on. */
    void speakSine (std::size_t samples, double peak = 16'384.0)
    {
        std::vector<std::int16_t> voice;

        for (std::size_t i = 0; i < samples; ++i)
            voice.push_back (static_cast<std::int16_t> (
                std::lround (peak * std::sin (2.0 * std::numbers::pi * 1000.0 * static_cast<double> (i) / rate))));

        spoken += samples;
        tap.agentVoice (turn, voice, rate);
    }

    void endWords()
    {
        tap.told (TranscriptPiece{Speaker::agent, entry, {}, false, true}, now);
        tap.wrote (words());
    }

    /** It leaves the output; then another turn begins. */
    void hear (std::uint64_t heard)
    {
        const auto discarded = spoken - heard;
        tap.agentHeard ({turn, heard, discarded, now, now});
        auto last = words();
        last.samplesHeard = heard;
        last.samplesReceived = spoken;
        last.interrupted = discarded > 0;
        last.playedEnd = heard;
        tap.wrote (last);
        ++entry;
        ++turn;
        spoken = 0;
        said.clear();
    }

    void end() { tap.told (SessionEnded{EndReason::asked, 1000, {}, {}, now}, now); }

private:
    TranscriptEntry words() const
    {
        TranscriptEntry made;
        made.id = entry;
        made.speaker = Speaker::agent;
        made.text = said;
        made.start = made.end = now;
        made.turn = turn;
        made.final = true;
        return made;
    }

    ConversationTap& tap;
    std::uint64_t entry, turn;
    std::uint64_t spoken = 0;
    std::string said;
};

} // namespace parlando::testing
