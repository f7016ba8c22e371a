#pragma once

#include "Synthesiser.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace parlando
{

/** Runs one synthesiser for all connections on a thread of its own, sentence by sentence in the order of asking. Public
    functions: any thread. */
class SpeakingThread
{
public:
    struct Sentence
    {
        int connection = 0;
        std::uint64_t number = 0;
        auto operator<=> (const Sentence&) const = default;
    };

    /** Called on the speaking thread. */
    using Ready = std::function<void (Sentence, Speech)>;

    explicit SpeakingThread (Ready);
    ~SpeakingThread();

    SpeakingThread (const SpeakingThread&) = delete;
    SpeakingThread& operator= (const SpeakingThread&) = delete;

    void speak (Sentence, std::string text, std::string voiceName);
    void abandon (Sentence);

    /** Joins early; later calls do nothing. */
    void stop();

private:
    struct Waiting
    {
        Sentence sentence;
        std::string text, voiceName;
    };

    void run();

    Synthesiser synthesiser;
    Ready ready;
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<Waiting> queue;
    bool stopping = false;
    std::thread thread;
};

} // namespace parlando
