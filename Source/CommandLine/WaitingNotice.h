#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

namespace parlando
{

/** Says on stderr what is waited for when it has lived for two seconds. */
class WaitingNotice
{
public:
    /** `sentence` must outlive it. */
    explicit WaitingNotice (const char* sentence);
    ~WaitingNotice();

    WaitingNotice (const WaitingNotice&) = delete;
    WaitingNotice& operator= (const WaitingNotice&) = delete;

private:
    std::mutex mutex;
    std::condition_variable ending;
    bool isOver = false;
    std::thread thread; // last: what it uses is there before it
};

/** For what looks into the places where keys are kept. */
inline constexpr auto waitingForKeyring = "Waiting for the keyring, which may ask you to unlock it...";

} // namespace parlando
