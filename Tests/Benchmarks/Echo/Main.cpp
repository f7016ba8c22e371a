#include "EchoParts.h"

#include <parlando_speech/parlando_speech.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

// An agent's voice in a microphone beside its loudspeaker, in simulated rooms: what is left of it, how often it
// interrupts itself, how soon a person is noticed, how many of their words are left, and what all of it costs.

using namespace parlando::benchmarks;

namespace
{

struct Part
{
    const char* name;
    std::function<void (bool)> measure;
};

std::string processor()
{
    std::ifstream file ("/proc/cpuinfo");
    for (std::string line; std::getline (file, line);)
        if (line.starts_with ("model name"))
            return line.substr (line.find (": ") + 2);
    return "unknown processor";
}

void printWhereAndWhen()
{
    const auto now = std::time (nullptr);
    char date[16];
    std::strftime (date, sizeof (date), "%Y-%m-%d", std::localtime (&now));
    std::printf ("%s, %u cores, %s, %s\n", processor().c_str(), std::thread::hardware_concurrency(), date,
                 parlando::echoCancellerName());
}

} // namespace

int main (int argc, char** argv)
{
    // Cost first, as later ones would take what others have left.
    const std::vector<Part> parts{{"cost", [] (bool) { measureCost(); }},
                                  {"cancellers", measureCancellers},
                                  {"rooms", measureRooms},
                                  {"onsets", measureOnsets},
                                  {"words", measureWords},
                                  {"holds", measureHolds}};
    const std::vector<std::string> chosen (argv + 1, argv + argc);
    const auto isChosen = [&] (const std::string& name)
    { return std::find (chosen.begin(), chosen.end(), name) != chosen.end(); };
    const auto isKnown = [&] (const std::string& name)
    {
        return name == "long" ||
               std::any_of (parts.begin(), parts.end(), [&] (const Part& part) { return part.name == name; });
    };
    if (! std::all_of (chosen.begin(), chosen.end(), isKnown))
    {
        std::fprintf (stderr, "benchmark-echo [long] [cost] [cancellers] [rooms] [onsets] [words] [holds]\n"
                              "All parts in about two minutes, or those that are named; long: with all cases, and half "
                              "hours of virtual time.\n");
        return 2;
    }

    const auto isLong = isChosen ("long");
    const auto isAll = chosen.size() == (isLong ? 1 : 0);
    printWhereAndWhen();
    for (const auto& part : parts)
        if (isAll || isChosen (part.name))
        {
            std::printf ("\n== %s\n", part.name);
            std::fflush (stdout);
            part.measure (isLong);
        }
    return 0;
}
