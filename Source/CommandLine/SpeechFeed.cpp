#include "SpeechFeed.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
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

std::vector<float> converted (Resampler& resampler, std::span<const float> source)
{
    const auto ratio = static_cast<double> (resampler.targetRate()) / resampler.sourceRate();
    std::vector<float> target (static_cast<std::size_t> (static_cast<double> (source.size()) * ratio) + 64);
    std::size_t produced = 0;

    while (! source.empty())
    {
        if (target.size() - produced < 64)
            target.resize (target.size() * 2);

        const auto step = resampler.process (source, std::span (target).subspan (produced));
        source = source.subspan (step.consumed);
        produced += step.produced;
    }

    target.resize (produced);
    return target;
}

std::vector<float> flushed (Resampler& resampler)
{
    std::vector<float> target;

    while (! resampler.isFlushed())
    {
        std::array<float, 256> some{};
        const auto count = resampler.flush (some);
        target.insert (target.end(), some.begin(), some.begin() + count);
    }

    return target;
}

} // namespace

SpeechFeed::SpeechFeed (WaveInput wave, int sampleRate)
    : file (std::move (wave)), length (file.seconds()), live (file.isLive()),
      ring (static_cast<std::size_t> (sampleRate * secondsAhead)), rate (sampleRate)
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
        {
            const std::lock_guard lock (mutex);
            pieceUsed += ring.write (piece.data() + pieceUsed, piece.size() - pieceUsed);

            if (pieceUsed < piece.size())
                return;

            if (isRead)
                return ended.store (true, std::memory_order_release);
        }

        isRead = ! readPiece();
    }
}

/** Puts more of the file into `piece`; false when there is no more. */
bool SpeechFeed::readPiece()
{
    const auto frames = live ? std::max (file.sampleRate() / livePiecesPerSecond, 1) : pieceFrames;
    const auto& source = file.read (frames); // may wait for a pipe: not under the lock
    const std::lock_guard lock (mutex);
    return put (source);
}

/** Nothing is the end of the file. False when there is no more. */
bool SpeechFeed::put (const std::vector<float>& source)
{
    pieceUsed = 0;

    if (! resampler)
        piece = source;
    else if (! source.empty())
        piece = converted (*resampler, source);
    else
        piece = flushed (*resampler);

    return ! piece.empty();
}

void SpeechFeed::setSampleRate (int newRate)
{
    const std::lock_guard lock (mutex);

    if (newRate == rate)
        return;

    auto unheard = takeUnheard();
    Resampler between (rate, newRate);
    piece = converted (between, unheard);
    const auto rest = flushed (between);
    piece.insert (piece.end(), rest.begin(), rest.end());
    pieceUsed = 0;
    rate = newRate;

    if (file.sampleRate() == rate)
        resampler.reset();
    else
        resampler.emplace (file.sampleRate(), rate);

    ended = false; // until what was read is in the ring again
}

/** All that was read, at the rate until now. */
std::vector<float> SpeechFeed::takeUnheard()
{
    std::vector<float> unheard (ring.available());
    ring.read (unheard.data(), unheard.size());
    unheard.insert (unheard.end(), piece.begin() + static_cast<std::ptrdiff_t> (pieceUsed), piece.end());

    if (resampler)
    {
        const auto rest = flushed (*resampler);
        unheard.insert (unheard.end(), rest.begin(), rest.end());
    }

    return unheard;
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
