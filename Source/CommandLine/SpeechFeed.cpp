#include "SpeechFeed.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace parlando
{
namespace
{

/** How long the disk may stall before the clock stands still. */
constexpr int secondsAhead = 4;

constexpr int pieceFrames = 4096;

/** What is read at once of a pipe, where all that is waited for is late. */
constexpr int livePiecesPerSecond = 50;

} // namespace

SpeechFeed::SpeechFeed (WaveInput wave, int sampleRate)
    : file (std::move (wave)), length (file.seconds()), live (file.isLive()),
      ring (static_cast<std::size_t> (sampleRate * secondsAhead))
{
    if (file.sampleRate() != sampleRate)
        resampler.emplace (file.sampleRate(), sampleRate);

    if (! live)
        fill();
}

void SpeechFeed::fill()
{
    while (! ended.load (std::memory_order_relaxed))
    {
        pieceUsed += ring.write (piece.data() + pieceUsed, piece.size() - pieceUsed);

        if (pieceUsed < piece.size())
            return;

        if (! readPiece())
            ended.store (true, std::memory_order_release);
    }
}

/** Puts more of the file into `piece`; false when there is no more. */
bool SpeechFeed::readPiece()
{
    const auto frames = live ? std::max (file.sampleRate() / livePiecesPerSecond, 1) : pieceFrames;
    const auto& source = file.read (frames);
    pieceUsed = 0;

    if (! resampler)
    {
        piece = source;
        return ! piece.empty();
    }

    const auto ratio = static_cast<double> (resampler->targetRate()) / resampler->sourceRate();
    piece.resize (static_cast<std::size_t> (frames * ratio) + 64);

    if (! source.empty())
    {
        std::size_t produced = 0;

        for (std::size_t consumed = 0; consumed < source.size();)
        {
            if (piece.size() - produced < 64)
                piece.resize (piece.size() * 2);

            const auto step =
                resampler->process (std::span (source).subspan (consumed), std::span (piece).subspan (produced));
            consumed += step.consumed;
            produced += step.produced;
        }

        piece.resize (produced);
        return true;
    }

    piece.resize (resampler->isFlushed() ? 0 : resampler->flush (piece));
    return ! piece.empty();
}

bool SpeechFeed::isReadyFor (int frames) const PARLANDO_REALTIME
{
    return ended.load (std::memory_order_acquire) || ring.available() >= static_cast<std::size_t> (frames);
}

void SpeechFeed::read (float* block, int frames) PARLANDO_REALTIME
{
    const auto got = ring.read (block, static_cast<std::size_t> (frames));
    std::fill (block + got, block + frames, 0.0f);
}

bool SpeechFeed::isExhausted() const PARLANDO_REALTIME
{
    return ended.load (std::memory_order_acquire) && ring.available() == 0;
}

} // namespace parlando
