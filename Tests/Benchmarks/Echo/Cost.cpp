#include "../Figures.h"
#include "EchoParts.h"
#include "Heard.h"

#include <cstdio>
#include <fstream>
#include <memory>
#include <numeric>
#include <string>

namespace parlando::benchmarks
{
namespace
{

/** What this process holds now, in MB; Linux alone tells it. */
double memoryNow()
{
    std::ifstream status ("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "VmData:" && status >> word)
            return std::stod (word) / 1'000.0;
    return 0.0;
}

void measureMemory()
{
    const auto before = memoryNow();
    std::vector<std::unique_ptr<SpeechProcessor>> many;
    for (int i = 0; i < 32; ++i)
        many.push_back (std::make_unique<SpeechProcessor>());
    std::printf ("memory of one: %.2f MB\n", (memoryNow() - before) / 32.0);
}

} // namespace

void measureCost()
{
    measureMemory();
    for (const auto level : {-26.0, -200.0})
    {
        const AloneInRoom room ({.level = level}, 20.0);
        SpeechProcessor processor;
        const auto heard = heardBy (processor, room.microphone, room.agent, 50.0);
        const auto mean =
            std::accumulate (heard.cost.begin(), heard.cost.end(), 0.0) / static_cast<double> (heard.cost.size());
        std::printf ("%s: mean %.1f us a frame of 10 ms: %.2f %% of a core\n",
                     level > -100.0 ? "with echo" : "headphones", mean, mean / 100.0);
        printFigures (level > -100.0 ? "  a frame, with echo" : "  a frame, headphones", "us", heard.cost);
    }
}

} // namespace parlando::benchmarks
