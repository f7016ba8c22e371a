#pragma once

#include <atomic>

namespace parlando::testing
{

/** While there is one, the disk does not answer to calls of a kind: what stands in for the system's waits in wait(). */
class HungDisk
{
public:
    enum class Call
    {
        none,
        read,
        sync
    };

    explicit HungDisk (Call kind) { hung = kind; }
    ~HungDisk() { answer(); }

    HungDisk (const HungDisk&) = delete;
    HungDisk& operator= (const HungDisk&) = delete;

    /** It answers from now on, with this error. */
    static void answer (int withError = 0)
    {
        error = withError;
        hung = Call::none;
        hung.notify_all();
    }

    /** Somebody waits for it. */
    static bool holdsUp() { return waiting > 0; }

    /** Any thread. What errno is to say; 0: nothing. */
    static int wait (Call kind)
    {
        ++waiting;
        hung.wait (kind);
        --waiting;
        return error;
    }

private:
    static inline std::atomic<Call> hung{Call::none};
    static inline std::atomic<int> error{0}, waiting{0};
};

} // namespace parlando::testing
