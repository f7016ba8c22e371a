#pragma once

#include "PlaybackRing.h"

#include <cstdint>

namespace parlando
{

/** Notes in a PlaybackRing where on the host's timeline its samples are heard: where they begin after silence, where
    the host did not go on by as much as was played (it stopped, was started, jumped or looped), and where it is asked
    to. Audio thread only. */
class PlaceWriter
{
public:
    explicit PlaceWriter (PlaybackRing& ringToNote) noexcept : ring (ringToNote) {}

    /** Samples from `position` on go out from where `host` is. */
    void follow (std::uint64_t position, const HostTransport& host) PARLANDO_REALTIME
    {
        const auto isContinued = hasPiece && isWhereItWouldBe (position, host);
        lastPosition = position;
        last = host;

        if (! isContinued)
        {
            piecePosition = position;
            pieceSamples = host.samples;
            note (position, true);
        }
    }

    /** Notes a sample that lies at or behind the last place that was followed. */
    void mark (std::uint64_t position) PARLANDO_REALTIME
    {
        if (hasPiece && position >= lastPosition && position != noted)
            note (position, false);
    }

    /** What comes next begins after silence. */
    void pause() PARLANDO_REALTIME { hasPiece = false; }

private:
    /** Hosts that count in seconds are a sample off now and then, and back again. */
    [[nodiscard]] bool isWhereItWouldBe (std::uint64_t position, const HostTransport& host) const PARLANDO_REALTIME
    {
        if (host.isPlaying != last.isPlaying || host.hasSamples != last.hasSamples)
            return false;

        if (! host.isPlaying || ! host.hasSamples)
            return true;

        const auto offset = host.samples - pieceSamples - static_cast<std::int64_t> (position - piecePosition);
        return offset >= -1 && offset <= 1;
    }

    /** Where there is no room a note is lost, and nothing else. */
    void note (std::uint64_t position, bool isBreak) PARLANDO_REALTIME
    {
        hasPiece = true;
        noted = position;

        if (last.isThere)
            (void)ring.places.push (
                {position, last.after (static_cast<std::int64_t> (position - lastPosition)), isBreak});
    }

    PlaybackRing& ring;
    bool hasPiece = false;
    std::uint64_t piecePosition = 0; // where the host last did anything but go on
    std::int64_t pieceSamples = 0;
    std::uint64_t lastPosition = 0, noted = 0;
    HostTransport last;
};

} // namespace parlando
