#pragma once

#include "Speaking.h"
#include "Synthesiser.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

namespace parlando
{

/** Runs one synthesiser for all connections on a thread of its own, sentence by sentence in the order of asking. Public
    functions: any thread. */
class SpeakingThread final : public Speaking
{
public:
    /** `ready` is called on the speaking thread. */
    explicit SpeakingThread (Ready);
    ~SpeakingThread() override;

    SpeakingThread (const SpeakingThread&) = delete;
    SpeakingThread& operator= (const SpeakingThread&) = delete;

    void speak (Sentence, std::string text, std::string voiceName) override;
    void abandon (Sentence) override;

    /** Joins early. */
    void stop() override;

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
