#include "VoiceOutput.h"

#include <algorithm>
#include <utility>

namespace parlando
{

namespace
{

/** What is decided of is no longer than the playout's lead, as it is better known later. This is for what the limiter
    holds back. */
constexpr Milliseconds reserve{10};

/** The loudness of what is coming is known well enough by then. */
constexpr Milliseconds mostWaiting{30'000};

/** Pieces no longer than this, so that each is decided of with all that is known. */
constexpr Milliseconds longestPiece{1'000};

/** Playing must not stop for what the limiter holds back. */
constexpr Milliseconds nearlyDry{10};

} // namespace

VoiceOutput::VoiceOutput (Playout& next, Leaving tell) : playout (next), leaving (std::move (tell)) {}

void VoiceOutput::play (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate)
{
    if (leveller.isIdle())
        return leave (turn, samples, sampleRate);

    leveller.push (turn, samples, sampleRate);
    pump();
}

void VoiceOutput::endTurn (std::uint64_t turn)
{
    if (leveller.isIdle())
        return playout.endTurn (turn);

    leveller.endTurn (turn);
    pump();
}

void VoiceOutput::cutTurn (std::uint64_t turn, std::uint64_t from)
{
    flush();
    playout.cutTurn (turn, from);
}

void VoiceOutput::interrupt()
{
    flush();
    playout.interrupt();
}

void VoiceOutput::pump()
{
    if (! leveller.isIdle())
        for (auto most = needed(); most.count() > 0; most = needed())
            if (! leaveNext (std::min (most, longestPiece), false))
                break;

    // The tail of a turn that is open: without it, its beginning would wait for more.
    if (! leveller.isIdle() && playout.backlog() < playout.startCushion() + nearlyDry)
        leaveNext (longestPiece, true);

    playout.pump();
}

Milliseconds VoiceOutput::needed() const noexcept
{
    const auto wanted = ahead.value_or (std::max (playout.lengthOfLead(), playout.startCushion()) + reserve);
    return std::max (wanted - playout.backlog(), leveller.waiting() - mostWaiting);
}

bool VoiceOutput::leaveNext (Milliseconds most, bool withTail)
{
    const auto piece = leveller.take (most, withTail);

    if (! piece)
        return false;

    if (! piece->samples.empty())
        leave (piece->turn, piece->samples, piece->sampleRate);

    if (piece->endsTurn)
        playout.endTurn (piece->turn);

    return true;
}

void VoiceOutput::flush()
{
    while (leaveNext (longestPiece, true))
    {
    }
}

void VoiceOutput::leave (std::uint64_t turn, std::span<const std::int16_t> samples, int sampleRate)
{
    const auto refused = playout.push (turn, samples, sampleRate);

    if (leaving)
        leaving (turn, samples, sampleRate, refused);
}

} // namespace parlando
