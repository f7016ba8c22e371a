#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <deque>

namespace parlando
{

/** Push-to-talk. */
enum class TalkState : std::uint8_t
{
    open, /**< There is none: the person may speak at any time. */
    up,
    held
};

/** From `position` of the capture stream on, this is so. */
struct TalkChange
{
    std::uint64_t position = 0;
    TalkState state = TalkState::open;
};

/** The way of push-to-talk from the audio thread to the session thread, in step with the captured samples: so not even
    what was held for less than a tick is lost. It begins with TalkState::open. */
class TalkChanges
{
public:
    /** Audio thread: what is so from the sample at `position` on. */
    void set (TalkState state, std::uint64_t position) PARLANDO_REALTIME
    {
        // Full only where nobody looks. What is so then is told by the first block that finds room.
        if (state != told && queue.push ({position, state}))
            told = state;
    }

    /** Session thread: the oldest that is not taken yet. What changed again before the next sample is passed over. */
    [[nodiscard]] const TalkChange* front()
    {
        for (TalkChange next; queue.pop (next);)
            if (! waiting.empty() && waiting.back().position == next.position)
                waiting.back() = next;
            else
                waiting.push_back (next);

        return waiting.empty() ? nullptr : &waiting.front();
    }

    void pop() { waiting.pop_front(); }

private:
    SpscQueue<TalkChange> queue{64};
    TalkState told = TalkState::open; // the audio thread's
    std::deque<TalkChange> waiting;   // the session thread's
};

} // namespace parlando
