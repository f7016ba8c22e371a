#pragma once

#include <parlando_realtime/parlando_realtime.h>

#include <atomic>

namespace parlando
{

/** The `connect` and `interrupt` parameters as the audio thread sees them: a rise from one block to the next counts, a
   value that a project, a preset or a host restores does not. */
class ConnectSwitch
{
public:
    /** Any thread: the value of the next block is where it stands from now on. */
    void rebase() noexcept { needsBaseline = true; }

    /** Audio thread, each block in real time. True when an interruption is wanted from this block on. */
    bool process (bool wantsConnection, bool wantsInterruption) PARLANDO_REALTIME
    {
        if (needsBaseline.exchange (false))
            connectWas = wantsConnection;

        if (wantsConnection && ! connectWas)
            rose = true;

        const auto interrupts = wantsInterruption && ! interruptWas;
        connectWas = wantsConnection;
        interruptWas = wantsInterruption;
        blockCame = true;
        return interrupts;
    }

    /** `connect` rose since forget(). */
    bool hasRisen() const noexcept { return rose; }
    void forget() noexcept { rose = false; }

    /** The last block saw `interrupt` on. */
    bool isInterrupting() const noexcept { return interruptWas; }

    /** There was a block since this was asked last. */
    bool takeBlock() noexcept { return blockCame.exchange (false); }

private:
    std::atomic<bool> needsBaseline{true}, rose{false}, blockCame{false}, interruptWas{false};
    bool connectWas = false; // the audio thread's
};

} // namespace parlando
