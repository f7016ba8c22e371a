#include "TurnAudio.h"

#include <algorithm>

namespace parlando
{

void TurnAudio::push (Speech speech)
{
    for (auto& word : speech.words)
        words.push_back ({pushed + std::min (word.firstSample, speech.samples.size()), std::move (word.text)});
    waiting.insert (waiting.end(), speech.samples.begin(), speech.samples.end());
    pushed += speech.samples.size();
}

bool TurnAudio::mayLeave (Instant now) const
{
    if (! firstLeft)
        return true;
    const auto seconds = std::chrono::duration<double> (now - *firstLeft).count() * pace.speed +
                         std::chrono::duration<double> (pace.headStart).count();
    return static_cast<double> (sent) < seconds * sampleRate;
}

std::optional<TurnAudio::Piece> TurnAudio::next (Instant now, bool flush)
{
    const auto size = std::min (pieceSize, waiting.size());
    if (size == 0 || (size < pieceSize && ! flush) || ! mayLeave (now))
        return std::nullopt;

    const auto end = waiting.begin() + static_cast<std::ptrdiff_t> (size);
    Piece piece{{waiting.begin(), end}, {}};
    waiting.erase (waiting.begin(), end);
    sent += size;
    firstLeft = firstLeft.value_or (now);
    playedUntil = std::max (playedUntil, now) + std::chrono::microseconds (size * 1'000'000 / sampleRate);

    // The last piece takes what words are left, even one that rounding put behind the end.
    while (! words.empty() && (words.front().firstSample < sent || (flush && waiting.empty())))
    {
        piece.words += (saidWords.empty() && piece.words.empty() ? "" : " ") + words.front().text;
        words.pop_front();
    }
    saidWords += piece.words;
    return piece;
}

} // namespace parlando
