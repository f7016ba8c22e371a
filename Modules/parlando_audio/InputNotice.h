#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

namespace parlando
{

/** What a person should know about an input: its channels, or its rate. */
struct alignas (8) InputNotice
{
    enum class Kind : std::uint8_t
    {
        nothing,
        outOfPhase, /**< The channels cancel each other: `channel` is heard alone. */
        fewSpeak,   /**< A plain mix would be too soft: what speaks is heard, now `channel`. */
        broken,     /**< `channel` has samples that are no numbers, or absurdly large ones. */
        oddRate     /**< The host gave a sample rate at which no voice can be played. */
    };

    Kind kind = Kind::nothing;
    std::uint8_t loss = 0;                   /**< dB that a plain mix of all channels would have lost. */
    std::uint16_t channel = 0, channels = 0; /**< Counted from 1; of how many. */

    bool operator== (const InputNotice&) const = default;
};

/** One sentence, with what to do. */
[[nodiscard]] std::string describe (const InputNotice&);

/** Carries notices from the audio thread to whoever shows them: one about mixing, one about a broken channel and one
    about the rate may wait, and a newer one replaces it. */
class InputNotices
{
public:
    /** Audio thread. */
    void publish (const InputNotice& notice) PARLANDO_REALTIME
    {
        (notice.kind == InputNotice::Kind::broken ? broken : mixing).store (notice, std::memory_order_relaxed);
    }

    /** Any thread but the audio thread: the host's rate was looked at, and was odd or was not. */
    void setOddRate (bool isOdd) noexcept
    {
        rate.store ({isOdd ? InputNotice::Kind::oddRate : InputNotice::Kind::nothing}, std::memory_order_relaxed);
    }

    /** Any thread: what has not been taken yet; call until there is nothing. */
    [[nodiscard]] std::optional<InputNotice> take() noexcept
    {
        for (auto* waiting : {&rate, &broken, &mixing})
            if (waiting->load (std::memory_order_relaxed).kind != InputNotice::Kind::nothing)
                return waiting->exchange ({}, std::memory_order_relaxed);
        return {};
    }

private:
    std::atomic<InputNotice> broken{}, mixing{}, rate{};

    static_assert (std::atomic<InputNotice>::is_always_lock_free);
};

} // namespace parlando
