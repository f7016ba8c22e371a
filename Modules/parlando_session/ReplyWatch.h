#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parlando
{

/** Whether the agent owes an answer, and since when: (now, event) in, decisions out. Session thread.

    Services fall silent without an error. What was asked and found no answer for 4 s is nudged once; after 10 s the
    connection is replaced and the request made again, once; after another 10 s it is given up. What a tool answered is
    nudged after 10 s (C120), and the connection replaced after 20 s. A model that was told to think, or that may search
    or run code, has three times as long, but for the nudge after a tool. Who is being spoken to answers nobody: the
   wait counts from the person's last loud moment, for 30 s at most, as music does not end.
*/
class ReplyWatch
{
public:
    enum class Step
    {
        nothing,
        nudge,   /**< Ask the service to begin. */
        replace, /**< Go on with another connection, and ask again there. */
        giveUp   /**< Say that there is no answer. */
    };

    void setSlow (bool isSlow) noexcept { slowness = isSlow ? 3 : 1; }

    /** Something was asked that must be answered. `request` is what to say to ask it again; empty where that must not
        be done, as it would run a tool twice. `turn`: the agent's turn that was open, which is not the answer; 0 for
        none. */
    void asked (Instant now, std::string_view request, std::uint64_t turn = 0);

    /** The answer of a tool left, and the service is to speak of it (C120). It cannot be asked for again but by a
       nudge: the tool would run twice. */
    void toolAnswered (Instant now);

    /** The service understood `words` of the person's, who stopped at `end`. A model that may stay silent owes
        nothing for it: it is nudged, no more. */
    void heard (Instant end, std::string_view words, bool mayStaySilent);

    /** A sign of life that is not an answer: the wait begins anew. */
    void progress (Instant now);

    /** The agent says something in `turn`. */
    void answered (Instant now, std::uint64_t turn);

    /** The agent calls a tool in `turn`: no word yet, so that what was repeated for nothing stays so. */
    void called (Instant now, std::uint64_t turn);

    /** Nobody waits for an answer any more. */
    void forget()
    {
        waiting.reset();
        answering.reset();
    }

    /** The answer has come to its end. */
    void completed() { answering.reset(); }

    /** What became of an answer that was under way when its connection went. */
    enum class CutAnswer
    {
        none,
        askedAgain, /**< By resumed(). */
        lost        /**< It must not be asked for again: a tool would run twice, or it was once already. */
    };

    /** The connection is gone. `callsRan`: with calls that had no answer yet. `wasHeard`: so much of the answer that
        only its rest is asked for. */
    CutAnswer cut (Instant now, bool callsRan, bool wasHeard = false);

    bool isWaiting() const noexcept { return waiting.has_value(); }

    /** An answer must come: the model may not stay silent. */
    bool isOwed() const noexcept { return waiting && ! waiting->mayStaySilent; }

    /** For what the service is to say after a tool's answer. */
    bool isWaitingForTool() const noexcept { return waiting && waiting->isOfTool; }

    /** For the answer to what was spoken alone: the end of the microphone's stream may bring it. */
    bool isOfSpeech() const noexcept { return waiting && waiting->isSpoken; }

    /** Whether `turn` may be the answer that is waited for. */
    bool isWaitingFor (std::uint64_t turn) const noexcept { return waiting && waiting->turnBefore < turn; }

    /** What is to be done now; told once. `lastLoud`: the person's last loud moment, as nobody answers who is being
        spoken to. `mayNudge`: the agent is idle (C110). */
    Step next (Instant now, std::optional<Instant> lastLoud, bool mayNudge);

    /** The session goes on with another connection: what to ask there again, if anything. */
    std::optional<std::string> resumed (Instant now);

private:
    struct Request
    {
        Instant since;
        std::string words;
        std::uint64_t turnBefore = 0;
        bool mayStaySilent = false;
        bool isSpoken = false;
        bool isOfTool = false;
        bool isNudged = false;
        bool isRepeated = false;
    };

    std::optional<Request> waiting;
    std::optional<Request> answering; // what the answer that has begun is for
    bool repeatedInVain = false;      // another connection was tried, and not a word has come since
    int slowness = 1;
};

} // namespace parlando
