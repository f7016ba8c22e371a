#pragma once

#include <parlando_audio/VoicePlace.h>
#include <parlando_realtime/Instant.h>

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** A turn of the agent whose voice is kept. Times count from Instant(), when its conversation began. */
struct KeptTake
{
    int part = 1; /**< Of the conversation, from 1. */
    std::uint64_t turn = 0;
    std::string file;          /**< Its name in the conversation's folder. */
    int sampleRate = 0;        /**< Hz */
    std::uint64_t samples = 0; /**< In the file; 0 before somebody looked (readTakes()). */

    /** How many of them were heard, and when the first one was; nothing where nobody came to note it. */
    std::optional<std::uint64_t> heard;
    std::optional<Instant> began;

    std::string words;              /**< What was said in it, also what was not heard. */
    std::vector<VoicePlace> places; /**< Where on the host's timeline it was heard, in the order in which it was. */
};

/** A part of a conversation: from one opening of its folder to the next. */
struct KeptPart
{
    std::time_t startedAt = 0; /**< 0 where its line does not say. */
    Instant began;
};

/** The person's voice in a part. */
struct KeptPerson
{
    std::string file;
    int sampleRate = 0;
    Instant began; /**< Its first sample was captured. */
};

/** All sound that is kept of a conversation. */
struct KeptVoices
{
    std::vector<KeptTake> takes; /**< In the order in which they came. */
    std::vector<KeptPart> parts;
    std::vector<KeptPerson> person;
};

} // namespace parlando
