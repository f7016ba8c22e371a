#pragma once

#include "SpokenTurns.h"

#include <Support/FileFolder.h>

#include <cmath>
#include <numbers>

namespace parlando::testing
{

/** A place where the host plays. */
inline VoicePlace playingAt (std::uint64_t turn, double sample, std::int64_t hostSamples, int rate)
{
    VoicePlace place;
    place.turn = turn;
    place.sample = sample;
    place.frame = static_cast<std::uint64_t> (std::llround (sample * rate / SpokenTurns::rate));
    place.host.isThere = place.host.isPlaying = place.host.hasSamples = true;
    place.host.samples = hostSamples;
    place.host.sampleRate = rate;
    return place;
}

/** A conversation with turns of the agent in a folder, made as in a session. */
class KeptFolder
{
public:
    KeptFolder() : archive (Keeps::everything, place / "Parlando", "Talk"), turns (archive) { turns.begin(); }

    /** A turn that is a sine of 1 kHz from its first sample on. */
    void speak (const std::string& words, std::size_t samples, const std::vector<VoicePlace>& places = {},
                std::size_t notHeard = 0)
    {
        turns.say (words);
        turns.speakSine (samples);
        turns.endWords();

        for (const auto& each : places)
            archive.agentPlaced (each);

        turns.hear (samples - notHeard);
    }

    /** Where it is; nothing more comes. */
    std::string folder()
    {
        archive.finish();
        return archive.folder();
    }

    const FileFolder place;
    ConversationArchive archive;
    SpokenTurns turns;
};

} // namespace parlando::testing
