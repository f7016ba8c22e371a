#include "HearingThread.h"

#include <utility>

namespace parlando
{

HearingThread::HearingThread (const std::string& modelFolder, Understood u)
    : recogniser (modelFolder), understood (std::move (u)), thread ([this] { run(); })
{
}

HearingThread::~HearingThread() { stop(); }

void HearingThread::stop()
{
    {
        const std::lock_guard lock (mutex);
        stopping = true;
    }
    wake.notify_all();
    if (thread.joinable())
        thread.join();
}

void HearingThread::begin (Utterance utterance, std::vector<std::string> things)
{
    const std::lock_guard lock (mutex);
    heard[utterance].things = std::move (things);
}

void HearingThread::append (Utterance utterance, std::span<const std::int16_t> samples)
{
    const std::lock_guard lock (mutex);
    if (const auto found = heard.find (utterance); found != heard.end())
        found->second.samples.insert (found->second.samples.end(), samples.begin(), samples.end());
}

void HearingThread::finish (Utterance utterance)
{
    {
        const std::lock_guard lock (mutex);
        finished.push_back (utterance);
    }
    wake.notify_all();
}

void HearingThread::abandon (Utterance utterance)
{
    const std::lock_guard lock (mutex);
    heard.erase (utterance);
}

void HearingThread::run()
{
    std::unique_lock lock (mutex);
    while (true)
    {
        wake.wait (lock, [this] { return stopping || ! finished.empty(); });
        if (stopping)
            return;
        const auto utterance = finished.front();
        finished.pop_front();
        const auto node = heard.extract (utterance);
        if (node.empty())
            continue;
        lock.unlock();
        understood (utterance, recogniser.understand (node.mapped().samples, node.mapped().things));
        lock.lock();
    }
}

} // namespace parlando
