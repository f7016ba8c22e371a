#pragma once

#include <nlohmann/json.hpp>


namespace parlando
{

/** What the host tells of its time in a block; hosts leave out what they do not know. Trivially copyable. */
struct HostTransport
{
    struct Optional
    {
        double value = 0.0;
        bool isThere = false;

        Optional() = default;
        Optional (double present) : value (present), isThere (true) {}
        explicit operator bool() const noexcept { return isThere; }
    };

    bool isThere = false; /**< The host tells of its transport at all. */
    bool isPlaying = false, isRecording = false, isLooping = false;
    Optional tempo; /**< Beats (quarter notes) a minute; above 0. */
    Optional meterNumerator, meterDenominator;
    Optional beats;              /**< Quarter notes since the start of the session. */
    Optional barStart;           /**< Quarter notes at which this bar began. */
    Optional bar;                /**< Counted from 0. */
    Optional seconds;            /**< Since the start of the session. */
    Optional loopStart, loopEnd; /**< Quarter notes. */

    /** Quarter notes in a bar; 4 where the host tells no meter. */
    [[nodiscard]] double beatsPerBar() const noexcept
    {
        return meterNumerator && meterDenominator && meterDenominator.value > 0.0
                   ? 4.0 * meterNumerator.value / meterDenominator.value
                   : 4.0;
    }
};

/** For the model. What the host does not tell is null, and is named in `not_told`. Bars and beats count from 1, as
    people count them. */
nlohmann::json toJson (const HostTransport&);

} // namespace parlando
