#pragma once

#include "Recogniser.h"

#include <compare>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace parlando
{

/** Runs one recogniser for all connections on a thread of its own, so that recognition never delays anybody's audio.
    Utterances are understood in the order in which they end. Public functions: any thread. */
class HearingThread
{
public:
    struct Utterance
    {
        int connection = 0;
        std::uint64_t number = 0;
        auto operator<=> (const Utterance&) const = default;
    };

    /** `understood` is called on the hearing thread, once for each finished utterance that was not abandoned. */
    using Understood = std::function<void (Utterance, std::string text)>;

    /** Throws what Recogniser throws. */
    HearingThread (const std::string& modelFolder, Understood);

    /** Joins; what was not understood by then is lost. */
    ~HearingThread();

    HearingThread (const HearingThread&) = delete;
    HearingThread& operator= (const HearingThread&) = delete;

    void begin (Utterance, std::vector<std::string> things);
    void append (Utterance, std::span<const std::int16_t> samples);
    void finish (Utterance);
    void abandon (Utterance);

    /** Joins early; later calls do nothing. */
    void stop();

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
