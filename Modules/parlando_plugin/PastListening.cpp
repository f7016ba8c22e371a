#include "PastListening.h"

#include <parlando_archive/KeptMix.h>
#include <parlando_archive/parlando_archive.h>
#include <parlando_realtime/parlando_realtime.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <mutex>
#include <span>
#include <thread>
#include <utility>
#include <vector>

namespace parlando
{

/** Its thread outlives its owner where the disk holds it up. */
struct PastListening::Stream
{
    explicit Stream (int rateOfHost) : hostRate (rateOfHost) {}

    const int hostRate;
    SpscRing<float> ring{std::size_t{1} << 15};
    std::atomic<bool> isWanted{true}, isRead{false};
    std::mutex mutex; // guards the sentence
    std::string problem;

    void complain (const std::string& sentence)
    {
        const std::lock_guard lock (mutex);
        problem = sentence;
    }
};

namespace
{

constexpr float quietPause = 0.001f; // -60 dBFS

/** Leaves out what is silent for longer than a second, in whole blocks. */
class PauseCut
{
public:
    explicit PauseCut (int sampleRate) : longest (static_cast<std::size_t> (sampleRate)) {}

    bool leavesOut (std::span<const float> block)
    {
        const auto isQuiet =
            std::all_of (block.begin(), block.end(), [] (auto sample) { return std::fabs (sample) <= quietPause; });
        silent = isQuiet ? silent + block.size() : 0;
        return silent > longest;
    }

private:
    const std::size_t longest; // frames
    std::size_t silent = 0;
};

/** All of it, as room comes free: the audio thread signals nobody. */
template <typename Stream>
void pushAll (Stream& stream, std::span<const float> block)
{
    constexpr auto whileFull = std::chrono::milliseconds (20);

    while (! block.empty() && stream.isWanted)
    {
        block = block.subspan (stream.ring.write (block.data(), block.size()));

        if (! block.empty())
            std::this_thread::sleep_for (whileFull);
    }
}

template <typename Stream>
void pushMix (Stream& stream, KeptMix& mix)
{
    PauseCut pauses (stream.hostRate);
    std::vector<float> middle;

    for (auto both = mix.next(); ! both.empty() && stream.isWanted; both = mix.next())
    {
        middle.clear();

        for (std::size_t i = 0; i + 1 < both.size(); i += 2)
            middle.push_back (both[i] + both[i + 1]);

        if (! pauses.leavesOut (middle))
            pushAll (stream, middle);
    }
}

template <typename Stream>
void readConversationInto (Stream& stream, const std::string& folder)
try
{
    const auto kept = readTakes (folder);

    if (! kept.problems.empty())
        stream.complain (kept.problems.front());

    KeptMix mix (kept, stream.hostRate);
    pushMix (stream, mix);

    if (! mix.problems().empty())
        stream.complain (mix.problems().front());
    else if (mix.length() == 0)
        stream.complain ("No voice was heard in it that is kept.");
}
catch (const std::bad_alloc&)
{
    stream.complain ("There is not enough memory to listen to it; close something and try again.");
}
catch (const std::exception& unreadable)
{
    stream.complain (unreadable.what());
}

} // namespace

PastListening::PastListening() = default;
PastListening::~PastListening() { stop(); }

void PastListening::play (std::string folder, int hostRate)
{
    constexpr int lowestRate = 8'000, highestRate = 768'000;
    stop();
    auto next = std::make_shared<Stream> (hostRate);

    if (hostRate < lowestRate || hostRate > highestRate)
    {
        next->isRead = true;
        next->complain ("The host plays no sound yet: let it run, and listen again.");
        stream = std::move (next);
        return;
    }

    keepModuleLoaded();
    std::thread (
        [mine = next, path = std::move (folder)]
        {
            readConversationInto (*mine, path);
            mine->isRead = true;
        })
        .detach();
    stream = std::move (next);
    isSilenced = false;
    handover.publish (stream);
}

void PastListening::stop()
{
    if (stream != nullptr)
        stream->isWanted = false;
}

bool PastListening::isPlaying() const
{
    return stream != nullptr && stream->isWanted && ! isSilenced && ! (stream->isRead && stream->ring.available() == 0);
}

std::string PastListening::problem() const
{
    if (stream == nullptr)
        return {};

    const std::lock_guard lock (stream->mutex);
    return stream->problem;
}

void PastListening::addTo (float* const* channels, std::size_t count, std::size_t frames) PARLANDO_REALTIME
{
    constexpr std::size_t fadesASecond = 200;

    if (auto* newest = handover.take(); newest != current)
    {
        current = newest;
        gain.prepare (current != nullptr ? static_cast<std::size_t> (current->hostRate) / fadesASecond : 1);
        gain.jumpTo (1.0f);
    }

    if (current == nullptr || isSilenced)
        return;

    for (std::size_t start = 0, samples = 0; start < frames; start += samples)
    {
        gain.aimAt (current->isWanted ? 1.0f : 0.0f);

        if (gain.isSettledAt (0.0f))
            return;

        samples = current->ring.read (scratch.data(), std::min (scratch.size(), frames - start));
        gain.apply (scratch.data(), samples);

        for (std::size_t channel = 0; channel < count; ++channel)
            for (std::size_t i = 0; i < samples; ++i)
                channels[channel][start + i] += scratch[i];

        if (samples == 0)
            return;
    }
}

} // namespace parlando
