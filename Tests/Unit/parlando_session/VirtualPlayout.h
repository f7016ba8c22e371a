#pragma once

#include <parlando_session/parlando_session.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

namespace parlando::testing
{

/** A loudspeaker in virtual time: plays what a session hands over and tells it what was heard. */
class VirtualPlayout
{
public:
    /** What is given to the session. */
    using Session = std::function<void (SessionInput&&)>;

    void push (std::uint64_t turn, std::size_t samples, int sampleRate)
    {
        queue.push_back ({turn, samples, static_cast<std::size_t> (sampleRate) / 100});
        ended = 0;
    }

    void end (std::uint64_t turn) { ended = turn; }
    void discard() { isDiscarded = true; }
    bool isDry() const { return queue.empty(); }

    /** 10 ms go by. */
    void advance (Instant now, const Session& session)
    {
        if (std::exchange (isDiscarded, false))
            silence (now, session);

        if (queue.empty())
            return stopWhenDone (now, session);

        if (playing && queue.front().turn != *playing)
            stop (now, session, {heard, 0, false});

        auto& piece = queue.front();

        if (! playing)
        {
            playing = piece.turn;
            heard = 0;
            session (input::PlayoutBegan{now, piece.turn});
        }

        const auto played = std::min (piece.samples, piece.samplesIn10ms);
        heard += played;
        piece.samples -= played;

        if (piece.samples == 0)
            queue.pop_front();
    }

private:
    struct Piece
    {
        std::uint64_t turn;
        std::size_t samples, samplesIn10ms;
    };

    void silence (Instant now, const Session& session)
    {
        std::uint64_t left = 0;
        const auto turn = playing ? playing : queue.empty() ? std::nullopt : std::optional (queue.front().turn);

        for (const auto& piece : std::exchange (queue, {}))
            left += piece.samples;

        if (turn)
        {
            playing = turn;
            stop (now, session, {heard, left, true});
        }
    }

    void stopWhenDone (Instant now, const Session& session)
    {
        if (playing && ended >= *playing)
            stop (now, session, {heard, 0, false});
    }

    void stop (Instant now, const Session& session, TurnPlayback playback)
    {
        const auto turn = *std::exchange (playing, {});
        heard = 0;
        session (input::PlayoutStopped{now, turn, playback});
    }

    std::deque<Piece> queue;
    std::optional<std::uint64_t> playing;
    std::uint64_t heard = 0, ended = 0;
    bool isDiscarded = false;
};

} // namespace parlando::testing
