#pragma once

#include "Hearing.h"
#include "Recogniser.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace parlando
{

/** Runs one recogniser for all connections on a thread of its own, so that recognition never delays anybody's audio.
    Utterances are understood in the order in which they end. Public functions: any thread. */
class HearingThread final : public Hearing
{
public:
    /** `understood` is called on the hearing thread. Throws what Recogniser throws. */
    HearingThread (const std::string& modelFolder, Understood);

    /** Joins; what was not understood by then is lost. */
    ~HearingThread() override;

    HearingThread (const HearingThread&) = delete;
    HearingThread& operator= (const HearingThread&) = delete;

    void begin (Utterance, std::vector<std::string> things) override;
    void append (Utterance, std::span<const std::int16_t> samples) override;
    void finish (Utterance) override;
    void abandon (Utterance) override;

    /** Joins early. */
    void stop() override;

private:
    struct Heard
    {
        std::vector<std::string> things;
        std::vector<std::int16_t> samples;
    };

    void run();

    Recogniser recogniser;
    Understood understood;
    std::mutex mutex;
    std::condition_variable wake;
    std::map<Utterance, Heard> heard; // until it is understood or abandoned
    std::deque<Utterance> finished;
    bool stopping = false;
    std::thread thread;
};

} // namespace parlando
