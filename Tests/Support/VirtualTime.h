#pragma once

#include <parlando_transport/parlando_transport.h>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace parlando::testing
{

/** A world whose time passes only when the test says so, and whose things happen in one order, on the test's thread:
    seconds of conversation take milliseconds and are the same each time. */
class VirtualTime
{
public:
    Instant now() const { return Instant (std::chrono::nanoseconds (nanoseconds.load())); }

    /** For an AudioEngine that lives in it. */
    AudioClock audioClock() const { return AudioClock (nanoseconds); }

    /** Any thread. What is due at the same time happens in the order of the calls. */
    void at (Instant due, std::function<void()> happens);

    /** Lets all happen that is due up to then. Throws when there is no end to what happens at one moment. */
    void pass (std::chrono::nanoseconds duration);

    /** Between these two time stands still, as somebody outside is at work, such as a tool on a thread of its own;
        what is due happens. Throws, in pass(), when the work takes more than 20 s. */
    void hold() { ++holds; }
    void release() { --holds; }

private:
    std::function<void()> next (Instant end);

    std::atomic<std::int64_t> nanoseconds{1'000'000'000'000}; // anywhere
    int holds = 0;
    std::mutex mutex;
    std::condition_variable came;
    std::multimap<Instant, std::function<void()>> queue;
};

/** A thread of that world. */
class VirtualThread final : public Scheduler
{
public:
    explicit VirtualThread (VirtualTime& virtualTime) : time (virtualTime) {}
    ~VirtualThread() override { stop(); }

    VirtualThread (const VirtualThread&) = delete;
    VirtualThread& operator= (const VirtualThread&) = delete;

    Instant now() const override { return time.now(); }
    void post (std::function<void()>) override;
    [[nodiscard]] Timer after (std::chrono::nanoseconds, std::function<void()>) override;
    [[nodiscard]] Timer every (Milliseconds, std::function<void()>);
    void stop() override { *stopped = true; }
    bool isStopped() const { return *stopped; }
    VirtualTime& world() const { return time; }

private:
    struct Waiting;

    VirtualTime& time;
    const std::shared_ptr<std::atomic<bool>> stopped = std::make_shared<std::atomic<bool>> (false);
};

} // namespace parlando::testing
