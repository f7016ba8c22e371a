#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <optional>
#include <string>
#include <utility>

namespace parlando
{

/** An answer that was cut off with its connection: what came of it, and so is heard, and when its rest is asked for.
    Session thread. */
class CutOffAnswer
{
public:
    struct Heard
    {
        std::string words;
        Milliseconds length{};

        /** What asks for the rest, in the person's name. */
        std::string requestForRest() const;
    };

    /** A service that has resumed the session may go on with the answer by itself, and has 1 s for that. */
    void awaitRest (Instant now);
    void restCame() noexcept { restDue.reset(); }
    bool isRestOverdue (Instant now) const noexcept { return restDue && now >= *restDue; }

    /** It is given up but for what was heard. */
    void keep (Heard);
    bool isKept() const noexcept { return heard.has_value(); }
    void forget() noexcept { heard.reset(); }
    std::optional<Heard> take() { return std::exchange (heard, std::nullopt); }

    /** So much that only its rest is asked for; who heard less starts again. */
    bool isWorthGoingOn() const noexcept;

private:
    std::optional<Instant> restDue;
    std::optional<Heard> heard;
};

} // namespace parlando
