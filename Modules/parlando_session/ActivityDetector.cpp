#include "ActivityDetector.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace parlando
{
namespace
{

constexpr std::uint32_t onsetWindow = 0xfffff; // 20 frames
constexpr int voicedToBegin = 12, voicedOverAgent = 15;

// The end of a word that has no voice hangs on to it, but for a stop; what goes on for longer is a noise.
constexpr std::int64_t longestStop = 10, longestUnvoicedEnd = 30; // frames

// Who goes on so soon had not finished; half a second of it is more than a word that only tells that somebody listens.
constexpr std::int64_t falseEndWithin = 100, moreThanBackchannel = 50; // frames

} // namespace

bool ActivityDetector::frame (const PersonVoice& heard, const Agent& agent, bool isLoud)
{
    ++position;
    follow (heard, agent, isLoud);

    if (! active && isSounding && isSure (agent))
        begin();
    else if (active && lengthOf (position - quietSince) >= learned.time())
    {
        active = false;
        ended = position;
        lastWord = voiceEnd;
    }

    if (active)
        learnFromFalseEnd();
    return active;
}

void ActivityDetector::follow (const PersonVoice& heard, const Agent& agent, bool isLoud)
{
    history = (history << 1) | (heard.isVoice ? 1u : 0u);

    if (heard.isSpeaking && ! isSounding)
        beginSound (std::max<std::int64_t> (position - 1 - heard.sinceOnset, 0));
    isSounding = heard.isSpeaking;

    if (isSounding)
        voiceEnd = quietSince = std::clamp<std::int64_t> (position - 1 - heard.sinceEnd, onset, position);

    const auto isEndOfWord = position - quietSince <= longestStop && position - voiceEnd <= longestUnvoicedEnd;
    if (isLoud && isEndOfWord && ! agent.isHeard)
        quietSince = position;
    if (agent.isHeard)
        ended.reset();
}

void ActivityDetector::beginSound (std::int64_t first)
{
    onset = first;
    if (active)
        learned.paused (lengthOf (onset - voiceEnd));
    else if (ended && onset - *ended <= falseEndWithin)
        wasTooShort = lengthOf (onset - lastWord);
    else
        wasTooShort.reset();
}

bool ActivityDetector::isSure (const Agent& agent) const
{
    if (agent.isHeard && agent.makesWay && ! agent.hasMadeWay)
        return false;
    return std::popcount (history & onsetWindow) >= (agent.isHeard ? voicedOverAgent : voicedToBegin);
}

void ActivityDetector::begin()
{
    active = true;
    ended.reset();
}

void ActivityDetector::learnFromFalseEnd()
{
    if (wasTooShort && voiceEnd - onset >= moreThanBackchannel)
        learned.endedTooSoon (*std::exchange (wasTooShort, {}));
}

void ActivityDetector::stop()
{
    active = isSounding = false;
    ended.reset();
    wasTooShort.reset();
    history = 0;
}

} // namespace parlando
