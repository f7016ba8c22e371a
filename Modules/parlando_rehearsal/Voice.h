#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace parlando
{

/** A word of a spoken sentence, as written (with its punctuation), and where it begins. */
struct SpokenWord
{
    std::string text;
    std::size_t firstSample = 0;
};

/** A sentence as sound: mono, 24 kHz. */
struct Speech
{
    std::vector<std::int16_t> samples;
    std::vector<SpokenWord> words;
};

/** Speech synthesis as a session sees it: it never waits. Sentences come back in the order in which they were asked
   for, through RehearsalSession::spoken(). An abandoned sentence may still come back; the session then drops it. */
class Voice
{
public:
    virtual ~Voice() = default;

    /** `voiceName` is one of Gemini's voices, or empty. */
    virtual void speak (std::uint64_t sentence, const std::string& text, const std::string& voiceName) = 0;
    virtual void abandonSentence (std::uint64_t sentence) = 0;
};

} // namespace parlando
