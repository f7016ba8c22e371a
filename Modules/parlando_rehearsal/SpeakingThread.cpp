#include "SpeakingThread.h"

#include <algorithm>
#include <utility>

namespace parlando
{

SpeakingThread::SpeakingThread (Ready r) : ready (std::move (r)), thread ([this] { run(); }) {}

SpeakingThread::~SpeakingThread() { stop(); }

void SpeakingThread::stop()
{
    {
        const std::lock_guard lock (mutex);
        stopping = true;
    }
    wake.notify_all();
    if (thread.joinable())
        thread.join();
}

void SpeakingThread::speak (Sentence sentence, std::string text, std::string voiceName)
{
    {
        const std::lock_guard lock (mutex);
        queue.push_back ({sentence, std::move (text), std::move (voiceName)});
    }
    wake.notify_all();
}

void SpeakingThread::abandon (Sentence sentence)
{
    const std::lock_guard lock (mutex);
    std::erase_if (queue, [&] (const Waiting& waiting) { return waiting.sentence == sentence; });
}

void SpeakingThread::run()
{
    std::unique_lock lock (mutex);
    while (true)
    {
        wake.wait (lock, [this] { return stopping || ! queue.empty(); });
        if (stopping)
            return;
        const auto next = std::move (queue.front());
        queue.pop_front();
        lock.unlock();
        ready (next.sentence, synthesiser.speak (next.text, next.voiceName));
        lock.lock();
    }
}

} // namespace parlando
