#pragma once

#include <parlando_provider/Provider.h>
#include <parlando_rehearsal/parlando_rehearsal.h>

#include <nlohmann/json.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace parlando::testing
{

/** A service like none of the real ones, to see that nothing but its own files need know of it: a parrot.

    Its messages are lines of a verb and a rest, no JSON around them; it hears at 24 kHz and speaks at 48 kHz; it says
    its words before it speaks them, and ends turn and answer with one word; it has no handles, so that only the history
    outlives a connection, which becomes 60 s old; instructions, voice and tools change on the connection that stands;
   it can be interrupted and not nudged, and wants to know what was heard; it asks for a pong; its cost comes by the
   turn.

    To it: HELLO {…}, EARLIER P|A text, GO, SOUND base64, QUIET, SAY text, SHUSH, UPTO piece samples, PONG text, RESULT
   id {…}, PICTURE type base64, CHANGE {…}. From it: HI, HEARD text, WORDS text, SPEAK base64, ENOUGH, PING text, DO id
   name {…}, CUT, COST tokens, OOPS text.

    One that acknowledges nothing says no HI: it is presumed to be ready. */
std::shared_ptr<const Provider> parrot (bool acknowledges = true);

/** The parrot itself: it says again what it is told, plays what it hears, and does as it is told by "use TOOL". */
class ParrotService
{
public:
    MessageServer::Callbacks callbacks();

    /** All lines that came so far, but for SOUND. */
    std::vector<std::string> lines() const;

    /** Those that begin with `verb`, without it. */
    std::vector<std::string> linesWith (const std::string& verb) const;

    /** Samples at 24 kHz that came. */
    std::uint64_t samplesHeard() const;

    /** Those that it has not played back yet. */
    std::vector<std::int16_t> sound() const;

    /** On: what it says ends only once it is told to be quiet. */
    void holdReplies (bool shouldHold) { holds = shouldHold; }

    /** Closes each new connection with this whose HELLO has `word`. */
    void refuseWith (int code, std::string reason, std::string word = {});

    /** It says no HI. */
    void acknowledgesNothing() { saysHi = false; }

private:
    using Connection = MessageServer::Connection;

    void take (Connection&, std::string_view line);
    void say (Connection&, const std::string& words);
    void play (Connection&);

    mutable std::mutex mutex;
    std::vector<std::string> received;
    std::vector<std::int16_t> heard;
    std::uint64_t samples = 0;
    int calls = 0;
    int refusal = 0;
    std::string refusalReason, refusedWord;
    bool saysHi = true;
    bool holds = false;
};

} // namespace parlando::testing
