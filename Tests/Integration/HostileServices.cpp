// A service that sends as much as it can of everything: the memory that it takes has a bound, and a sentence says so.

#include "Support/VirtualService.h"
#include "Support/VirtualStudio.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

std::size_t warningsWith (const VirtualStudio& studio, const char* words)
{
    const auto told = studio.told<SessionWarning>();
    return static_cast<std::size_t> (std::count_if (told.begin(), told.end(),
                                                    [words] (const auto& warning)
                                                    { return warning.text.find (words) != std::string::npos; }));
}

} // namespace

TEST_CASE ("Voice beyond what may wait is not played: it is told once, and the words count as not heard")
{
    VirtualTime time;
    VirtualService service (
        time,
        [] (auto& connection, const auto&)
        {
            const std::vector<std::int16_t> second (24'000, 1000);

            for (int turn = 0; turn < 2; ++turn)
            {
                for (int i = 0; i < 4; ++i)
                    connection.sendBinary (ServiceScript::audio (second));

                connection.sendBinary (
                    R"({"serverContent":{"outputTranscription":{"text":"one two three four five six seven eight"}}})");
                connection.sendBinary (ServiceScript::content ("turnComplete"));
            }
        });
    auto options = VirtualStudio::options();
    options.setup.outputAudioTranscription = AudioTranscriptionConfig();
    options.mostVoiceWaiting = 2s;
    VirtualStudio studio (time, service.server, options);
    REQUIRE (studio.untilReady());
    REQUIRE (studio.until ([&] { return studio.agent.report().turns.size() == 2 && ! studio.agent.isSpeaking(); }));
    studio.pass (100ms);

    CHECK (warningsWith (studio, "More than 2 seconds of the agent's voice wait to be heard") == 1);
    const auto report = studio.agent.report();
    CHECK (report.turns[0].samplesReceived == 96'000);
    CHECK (report.turns[0].samplesHeard == 48'000);
    CHECK (report.turns[0].samplesDiscarded == 48'000);
    CHECK (report.turns[1].samplesHeard == 0);
    CHECK (report.turns[1].samplesDiscarded == 96'000);

    const auto transcript = studio.agent.transcript();
    REQUIRE (transcript.entries.size() == 2);
    CHECK (heardText (transcript.entries[0]) == "one two three four");
    CHECK (heardText (transcript.entries[1]).empty());
    CHECK (transcript.entries[1].text == "one two three four five six seven eight");
}
