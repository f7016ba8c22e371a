#include <parlando_audio/parlando_audio.h>

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <new>
#include <random>
#include <thread>
#include <vector>

namespace
{

// Counts allocations made while a block is processed, in every build, also without a sanitizer.
thread_local bool isInBlock = false;
std::atomic<int> allocationsInBlocks{0};

void* allocate (std::size_t size, std::size_t alignment)
{
    if (isInBlock)
        allocationsInBlocks.fetch_add (1);
    const auto rounded = (std::max<std::size_t> (size, 1) + alignment - 1) / alignment * alignment;
    if (auto* memory = std::aligned_alloc (alignment, rounded))
        return memory;
    throw std::bad_alloc();
}

} // namespace

void* operator new (std::size_t size) { return allocate (size, alignof (std::max_align_t)); }
void* operator new (std::size_t size, std::align_val_t alignment)
{
    return allocate (size, static_cast<std::size_t> (alignment));
}
void operator delete (void* memory) noexcept { std::free (memory); }
void operator delete (void* memory, std::size_t) noexcept { std::free (memory); }
void operator delete (void* memory, std::align_val_t) noexcept { std::free (memory); }
void operator delete (void* memory, std::size_t, std::align_val_t) noexcept { std::free (memory); }

using namespace parlando;

namespace
{

struct HostBuffers
{
    std::vector<float> left = std::vector<float> (4'096, 0.1f), right = std::vector<float> (4'096, -0.1f);
    const float* in[2] = {left.data(), right.data()};
    float* out[2] = {left.data(), right.data()};
    HostTransport time;
};

// What a host's audio thread does, in a context that RealtimeSanitizer watches.
void hostBlock (AudioEngine& engine, HostBuffers& buffers, int frames) PARLANDO_REALTIME
{
    engine.setHostTime (buffers.time);
    engine.process (buffers.in, 2, buffers.out, 2, frames);
}

void mixedBlock (AudioEngine& engine, const float* const* inputs, int count, int frames) PARLANDO_REALTIME
{
    engine.process (inputs, count, nullptr, 0, frames);
}

// A sound card as one of several sources and sinks.
void streamBlock (AudioStream& toAgent, AudioStream& fromAgent, std::span<float> samples) PARLANDO_REALTIME
{
    toAgent.push (samples);
    fromAgent.pull (samples);
}

// A plugin's block: random controls, buses of any size that share memory in any way.
struct StripHost
{
    StripHost() { turnKnobs(); }

    void turnKnobs()
    {
        const float nonsense[] = {0.0f, 1.0f, -1.0f, 1e30f, std::nanf (""), 0.3f, 0.7f, 0.01f};
        for (auto* control : {&controls.inputGain, &controls.voiceGain, &controls.dryGain, &controls.duckGain,
                              &controls.duckAttack, &controls.duckRelease, &controls.voiceDuckGain,
                              &controls.voiceDuckThreshold, &controls.voiceDuckAttack, &controls.voiceDuckRelease})
            *control = nonsense[random() % 8];
        controls.isBypassed = random() % 4 == 0;
        controls.isMuted = random() % 4 == 0;
        controls.isOffline = random() % 8 == 0;
        controls.isPushToTalk = random() % 2 == 0;
        controls.isTalking = random() % 3 != 0;
        controls.hears = static_cast<TrackSource> (random() % 3);
        controls.loudspeakers = static_cast<LoudspeakerSource> (random() % 3);
        controls.channels = random() % 2 == 0 ? InputChannels() : InputChannels{1, 1};

        for (auto* bus : {main, sideChain})
            for (int i = 0; i < 2; ++i)
                bus[i] = anyMemory();
        for (auto* bus : {output, agent})
            for (int i = 0; i < 2; ++i)
                bus[i] = anyMemory();
        buses = {main,       channels(), sideChain,
                 channels(), output,     channels(),
                 agent,      channels(), static_cast<int> (random() % 4'097)};
    }

    void process (ChannelStrip& strip) PARLANDO_REALTIME { strip.process (buses, controls); }

    [[nodiscard]] int channels() { return static_cast<int> (random() % 3); }
    [[nodiscard]] float* anyMemory()
    {
        const auto which = random() % 9;
        return which == 8 ? nullptr : memory[which].data();
    }

    std::mt19937 random{3};
    std::vector<std::vector<float>> memory = std::vector (8, std::vector<float> (4'096, 0.1f));
    const float *main[2], *sideChain[2];
    float *output[2], *agent[2];
    StripBuses buses;
    StripControls controls;
};

void countedBlock (AudioEngine& engine, HostBuffers& buffers, int frames)
{
    buffers.time.isThere = buffers.time.hasSamples = true;
    buffers.time.isPlaying = frames % 5 != 0;
    buffers.time.sampleRate = 48'000;
    buffers.time.samples = frames % 7 == 0 ? 0 : buffers.time.samples + frames;
    isInBlock = true;
    hostBlock (engine, buffers, frames);
    isInBlock = false;
}

// Speaks, is interrupted, listens and mutes, as a session does, until `host` has been called `rounds` times.
void converse (AudioEngine& engine, int rounds, const std::atomic<int>& blocks)
{
    std::mt19937 random (2);
    std::vector<std::int16_t> frame;
    const std::vector<std::int16_t> voice (9'600, 8'000);
    std::uint64_t turn = 1;

    while (blocks.load() < rounds)
    {
        auto& playout = engine.playout();
        playout.push (turn, std::span (voice).first (random() % voice.size()), random() % 5 == 0 ? 48'000 : 24'000);
        if (random() % 4 == 0)
            playout.endTurn (turn++);
        if (random() % 9 == 0 || engine.takeInterruptionRequest())
        {
            playout.interrupt();
            ++turn;
        }
        playout.pump();
        playout.poll ([] (const PlayoutEvent&) {});
        while (engine.capture().takeTalk (false))
        {
        }
        while (engine.capture().pull (frame))
        {
        }
        engine.setCaptureEnabled (random() % 7 != 0);
        std::this_thread::yield();
    }
}

} // namespace

TEST_CASE ("The audio thread neither allocates nor blocks, whatever the session does meanwhile")
{
    constexpr int rounds = 3'000;
    AudioEngine engine;
    engine.prepare (48'000, 512);
    std::atomic<int> blocks{0};
    std::thread session ([&] { converse (engine, rounds, blocks); });

    std::mt19937 random (1);
    HostBuffers buffers;
    const double rates[] = {44'100, 48'000, 192'000};
    while (blocks.load() < rounds)
    {
        countedBlock (engine, buffers, static_cast<int> (random() % 4'097));
        if (blocks.fetch_add (1) % 500 == 499)
            engine.prepare (rates[random() % 3], 4'096);
        std::this_thread::yield();
    }
    session.join();

    CHECK (allocationsInBlocks.load() == 0);
    CHECK (engine.capture().capturedSamples() > 0);
}

TEST_CASE ("A strip neither allocates nor blocks, whatever controls, buses and session are like")
{
    constexpr int rounds = 6'000;
    AudioEngine engine;
    ChannelStrip strip (engine);
    strip.prepare (48'000, 512);
    std::atomic<int> blocks{0};
    std::thread session ([&] { converse (engine, rounds, blocks); });

    StripHost host;
    const double rates[] = {44'100, 48'000, 192'000};
    while (blocks.load() < rounds)
    {
        if (host.random() % 4 == 0)
            host.turnKnobs();
        isInBlock = true;
        host.process (strip);
        engine.requestInterruption();
        isInBlock = false;
        if (blocks.fetch_add (1) % 500 == 499)
            strip.prepare (rates[host.random() % 3], 4'096);
        if (host.random() % 100 == 0)
            strip.reset();
        std::this_thread::yield();
    }
    session.join();

    CHECK (allocationsInBlocks.load() == 0);
    CHECK (engine.capture().capturedSamples() > 0);
}

TEST_CASE ("Any number of inputs is mixed without allocating or blocking, whatever is in them")
{
    std::mt19937 random (4);
    std::vector<std::vector<float>> memory (64, std::vector<float> (1'024));
    const float special[] = {std::nanf (""), 1e30f, -0.0f, 1e-40f, 0.5f};
    for (auto& channel : memory)
        for (auto& sample : channel)
            sample =
                random() % 3 == 0 ? special[random() % 5] : static_cast<float> (random() % 1'000) / 1'000.0f - 0.5f;

    AudioEngine engine;
    engine.prepare (48'000, 1'024);
    std::vector<const float*> inputs (300);
    for (int block = 0; block < 300; ++block)
    {
        for (auto& input : inputs)
            input = random() % 8 == 0 ? nullptr : memory[random() % memory.size()].data();
        const auto count = static_cast<int> (random() % (inputs.size() + 1));
        const auto frames = static_cast<int> (random() % 1'025);
        engine.setInputChannels (random() % 2 == 0 ? InputChannels() : InputChannels{2, 7});
        isInBlock = true;
        mixedBlock (engine, inputs.data(), count, frames);
        isInBlock = false;
        static_cast<void> (engine.inputNotices().take());
    }
    CHECK (allocationsInBlocks.load() == 0);
}

TEST_CASE ("A stream takes and gives on the audio thread without allocating or blocking, full, empty or finished")
{
    AudioStream toAgent (48'000), fromAgent (44'100);
    std::vector<float> block (480), taken (160);
    const auto allocatedBefore = allocationsInBlocks.load();

    for (int i = 0; i < 400; ++i)
    {
        if (i % 3 != 0)
            fromAgent.write (block, 48'000);

        if (i > 200)
            toAgent.read (taken, 16'000);

        if (i == 300)
            fromAgent.finish();

        isInBlock = true;
        streamBlock (toAgent, fromAgent, block);
        isInBlock = false;
    }

    CHECK (toAgent.droppedSamples() > 0);
    CHECK (allocationsInBlocks.load() == allocatedBefore);
}

TEST_CASE ("Nothing on the audio thread depends on a session being there")
{
    AudioEngine engine;
    HostBuffers buffers;
    engine.prepare (384'000, 32);
    for (int i = 0; i < 1'000; ++i)
        countedBlock (engine, buffers, 4'096);
    CHECK (allocationsInBlocks.load() == 0);
    CHECK (engine.capture().droppedSamples() > 0);
}

TEST_CASE ("The counter of this file sees an allocation")
{
    isInBlock = true;
    const std::vector<int> allocated (10);
    isInBlock = false;
    CHECK (allocationsInBlocks.exchange (0) > 0);
    CHECK (allocated.size() == 10);
}
