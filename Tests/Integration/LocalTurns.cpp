// Turns of a person that are found beside the microphone, from its samples to the service, in virtual time.

#include "Support/FileFolder.h"
#include "Support/VirtualRehearsal.h"
#include "Support/VirtualService.h"
#include "Support/VirtualStudio.h"

#include <parlando_archive/parlando_archive.h>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iostream>

using namespace parlando;
using namespace parlando::testing;
using namespace std::chrono_literals;

namespace
{

using TurnKinds = std::vector<std::string>;
const TurnKinds oneLocalTurn{"activityStart", "audio", "activityEnd"};
constexpr int personRate = 16'000;

// A person of pocketsphinx-testdata, in seconds of the file.
std::vector<float> recordedPerson (const std::string& name, double from, double to)
{
    std::ifstream file ("/usr/share/pocketsphinx/test/data/" + name + ".raw", std::ios::binary);
    const std::vector<char> bytes ((std::istreambuf_iterator<char> (file)), {});
    std::vector<float> samples;

    for (auto i = static_cast<std::size_t> (from * personRate);
         i < static_cast<std::size_t> (to * personRate) && 2 * i + 1 < bytes.size(); ++i)
    {
        std::int16_t sample = 0;
        std::memcpy (&sample, bytes.data() + 2 * i, 2);
        samples.push_back (static_cast<float> (sample) / 32'768.0f);
    }

    return samples;
}

std::vector<float> goForward (double from, double to) { return recordedPerson ("goforward", from, to); }

void requirePerson()
{
    if (goForward (0.0, 1.0).empty())
        SKIP ("needs pocketsphinx-testdata");
}

ConversationOptions foundHere (bool isHere = true)
{
    auto options = VirtualStudio::options();
    options.agent.turnDetection.isLocal = isHere;

    if (isHere)
        options.agent.turnDetection.isOff = true;

    return options;
}

void listenTo (VirtualTime& time, VirtualStudio& studio, const std::vector<float>& microphone)
{
    constexpr auto block = static_cast<std::size_t> (VirtualStudio::blockSize);

    for (std::size_t at = 0; at < microphone.size(); at += block)
    {
        std::vector<float> input (block), output (block);
        std::copy_n (microphone.begin() + static_cast<std::ptrdiff_t> (at), std::min (block, microphone.size() - at),
                     input.begin());
        const float* inputs[] = {input.data()};
        float* outputs[] = {output.data()};
        studio.agent.audio().process (inputs, 1, outputs, 1, static_cast<int> (block));
        time.pass (std::chrono::nanoseconds (1'000'000'000LL * VirtualStudio::blockSize / personRate));
    }
}

/** A person at a microphone, and a service that writes down what it is told. */
struct LocalTalk
{
    explicit LocalTalk (ConversationOptions options = foundHere())
        : studio (time, service.server, std::move (options), personRate)
    {
        REQUIRE (studio.untilReady());
        pass (1.0);
    }

    void say (double from, double to) { listenTo (time, studio, goForward (from, to)); }
    void pass (double seconds)
    {
        listenTo (time, studio, std::vector<float> (static_cast<std::size_t> (seconds * personRate)));
    }

    void note (const nlohmann::json& message)
    {
        if (! message.contains ("realtimeInput"))
            return;

        const auto kind = message["realtimeInput"].begin().key();

        if (kinds.empty() || kind != "audio" || kinds.back() != kind)
            kinds.push_back (kind);
    }

    VirtualTime time;
    TurnKinds kinds; // of realtime input, runs of audio as one
    VirtualService service{
        time,
        [] (auto& connection, const auto&)
        { connection.sendText (R"({"sessionResumptionUpdate":{"newHandle":"one","resumable":true}})"); },
        [this] (auto&, const auto& message) { note (message); }};
    VirtualStudio studio;
};

/** From the person's last word to the agent's first, with the rehearsal service, which is strict with activities. */
Milliseconds untilAnswer (const std::string& name, bool isHere)
{
    VirtualTime time;
    VirtualRehearsal service (time);
    VirtualStudio studio (time, service.server(), foundHere (isHere), personRate);
    REQUIRE (studio.untilReady());
    listenTo (time, studio, std::vector<float> (personRate));
    listenTo (time, studio, recordedPerson (name, 0.0, 10.0));
    listenTo (time, studio, std::vector<float> (4 * personRate));
    const auto turns = studio.agent.report().turns;
    REQUIRE (turns.size() == 1);
    REQUIRE (turns[0].personStopped);
    REQUIRE (turns[0].firstSampleInBlock);
    CHECK (studio.told<SessionReconnecting>().empty());
    return std::chrono::duration_cast<Milliseconds> (*turns[0].firstSampleInBlock - *turns[0].personStopped);
}

} // namespace

TEST_CASE ("A sentence is one turn, with neither echo nor barge-in switched on")
{
    requirePerson();
    LocalTalk talk;
    talk.say (0.0, 2.6);
    talk.pass (1.0);
    CHECK (talk.kinds == oneLocalTurn);
    const auto heard = static_cast<double> (talk.service.samplesHeard()) / personRate;
    CHECK (heard > 2.0);
    CHECK (heard < 3.3);
    talk.pass (5.0);
    CHECK (talk.kinds == oneLocalTurn);
}

TEST_CASE ("The end of a sentence is found here before the service finds it")
{
    requirePerson();

    for (const auto* name : {"goforward", "something"})
    {
        const auto there = untilAnswer (name, false), here = untilAnswer (name, true);
        std::cout << "you stopped -> first sound, " << name << ".raw: " << there.count() << " ms by the service, "
                  << here.count() << " ms here\n";
        CHECK (here < there);
    }
}

TEST_CASE ("A turn whose microphone is lost in mid-word ends, and one that comes back begins another")
{
    requirePerson();
    LocalTalk talk;
    talk.say (0.0, 1.2);
    REQUIRE (talk.kinds == TurnKinds{"activityStart", "audio"});
    talk.time.pass (600ms);
    CHECK (talk.kinds == oneLocalTurn);
    talk.time.pass (3s);
    talk.say (1.2, 2.6);
    talk.pass (1.0);
    CHECK (talk.kinds == TurnKinds{"activityStart", "audio", "activityEnd", "activityStart", "audio", "activityEnd"});
}

TEST_CASE ("Muted in mid-word a turn ends at once")
{
    requirePerson();
    LocalTalk talk;
    talk.say (0.0, 1.2);
    talk.studio.agent.audio().setMicrophoneMuted (true);
    talk.say (1.2, 1.3);
    CHECK (talk.kinds == oneLocalTurn);
    talk.say (1.3, 2.6);
    CHECK (talk.kinds == oneLocalTurn);
}

TEST_CASE ("A conversation that ends in mid-word ends the turn")
{
    requirePerson();
    LocalTalk talk;
    talk.say (0.0, 1.2);
    talk.studio.agent.disconnect();
    REQUIRE (talk.studio.untilEnded());
    CHECK (talk.kinds == oneLocalTurn);
}

TEST_CASE ("Who chooses local detection in a conversation has it with the next connection, and likewise back")
{
    requirePerson();
    LocalTalk talk (foundHere (false));
    talk.studio.agent.stage (foundHere().agent, {});
    REQUIRE (talk.studio.until ([&] { return talk.studio.told<SessionResumed>().size() == 1; }));
    talk.pass (2.0);
    talk.kinds.clear();
    talk.say (0.0, 2.6);
    talk.pass (1.0);
    CHECK (talk.kinds == oneLocalTurn);

    talk.pass (5.0);
    talk.studio.agent.stage (foundHere (false).agent, {});
    REQUIRE (talk.studio.until ([&] { return talk.studio.told<SessionResumed>().size() == 2; }));
    talk.kinds.clear();
    talk.pass (0.5);
    CHECK (talk.kinds == TurnKinds{"audio"});
}

TEST_CASE ("Turns that were found here are found again when their conversation is run again")
{
    requirePerson();
    const FileFolder place;
    const auto archive = std::make_shared<ConversationArchive> (Keeps::words, place / "kept", "Talk");
    auto options = foundHere();
    options.taps.push_back (archive);
    options.recorder = std::make_shared<WireRecord> (archive, true);
    LocalTalk talk (std::move (options));
    talk.say (0.0, 2.6);
    talk.pass (1.0);
    talk.studio.agent.disconnect();
    REQUIRE (talk.studio.untilEnded());
    REQUIRE (talk.kinds == oneLocalTurn);
    archive->finish();

    std::ifstream file (archive->folder() + "/wire.jsonl", std::ios::binary);
    WireReader reader (std::string (std::istreambuf_iterator<char> (file), {}));
    const auto result = SessionReplay (reader, *gemini::geminiLive()).run();
    INFO (result.note << result.problem << (result.first ? result.first->sentence : std::string()));
    CHECK_FALSE (result.first);
    CHECK (result.problem.empty());
}
