#pragma once

#include <parlando_realtime/parlando_realtime.h>

namespace parlando
{

/** Notices by its blocks alone that a sound device runs no more (not every system tells), and when to try to open it
    again. One thread; it asks for no time and opens nothing itself. */
class DeviceWatch
{
public:
    enum class Step
    {
        nothing,
        lost,      /**< Now there are no blocks any more: tell the person. */
        tryToOpen, /**< Look for the device and open it again; then opened(), if that worked. */
        back       /**< Blocks come again. */
    };

    static constexpr Milliseconds patience{1'000}; /**< Or two blocks, where those are longer. */
    static constexpr Milliseconds patienceAtStart{3'000};
    static constexpr Milliseconds interval{1'000},
        laterInterval{3'000}; /**< Between attempts; the latter after a minute. */

    /** The device was opened and started: blocks of this length are to come. */
    void opened (Instant now, Milliseconds blockLength) noexcept;

    /** Several times a second, with the number of blocks so far. */
    [[nodiscard]] Step look (Instant now, unsigned blocks) noexcept;

    [[nodiscard]] bool isLost() const noexcept { return lost; }

private:
    unsigned seen = 0;
    Milliseconds limit = patience;
    Instant lastBlock{}, lostAt{}, nextAttempt{};
    bool hasOpened = false, hasBlocks = false, lost = false;
};

} // namespace parlando
