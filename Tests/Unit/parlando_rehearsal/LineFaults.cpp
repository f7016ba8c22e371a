#include <parlando_rehearsal/parlando_rehearsal.h>

#include <catch2/catch_test_macros.hpp>

#include <nlohmann/json.hpp>

#include <vector>

using namespace parlando;
using Json = nlohmann::json;
using Step = LineFaults::Step;

namespace
{

constexpr Instant start{};

std::string audioMessage()
{
    const Json part{
        {"inlineData",
         {{"mimeType", "audio/pcm;rate=24000"}, {"data", samplesToBase64 (std::vector<std::int16_t> (960, 5000))}}}};
    return Json{{"serverContent",
                 {{"modelTurn", {{"parts", Json::array ({part})}}}, {"outputTranscription", {{"text", "hello"}}}}}}
        .dump();
}

std::vector<std::int16_t> samplesOf (const std::string& message)
{
    const auto data = Json::parse (message)["/serverContent/modelTurn/parts/0/inlineData/data"_json_pointer];
    const auto bytes = base64ToBytes (data.get<std::string>()).value();
    std::vector<std::int16_t> samples;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
        samples.push_back (static_cast<std::int16_t> (static_cast<std::uint16_t> (bytes[i] | bytes[i + 1] << 8)));
    return samples;
}

} // namespace

TEST_CASE ("Each fault comes at its time, and nothing before it")
{
    LineFaults faults;
    faults.goAwayAfter = Milliseconds (1000);
    faults.timeLeft = Milliseconds (500);
    CHECK (faults.next (Milliseconds (999), false) == Step::nothing);
    CHECK (faults.next (Milliseconds (1000), false) == Step::goAway);
    CHECK (faults.next (Milliseconds (1499), true) == Step::nothing);
    CHECK (faults.next (Milliseconds (1500), true) == Step::overstay);

    faults.stallAfter = Milliseconds (1200);
    CHECK (faults.next (Milliseconds (1200), true) == Step::stall);
    faults.closeAfter = Milliseconds (1100);
    CHECK (faults.next (Milliseconds (1100), true) == Step::close);
    faults.dropAfter = Milliseconds (0);
    CHECK (faults.next (Milliseconds (0), false) == Step::drop);
}

TEST_CASE ("Delayed messages leave in their order, none before its time")
{
    LineFaults faults;
    faults.delay = Milliseconds (50);
    faults.jitter = Milliseconds (40);
    SpoiltLine line (faults, 7);

    for (int i = 0; i < 100; ++i)
        line.push (start + Milliseconds (i), std::to_string (i));

    CHECK_FALSE (line.next (start + Milliseconds (49)));
    int next = 0;

    for (int now = 50; now <= 300; ++now)
        while (const auto message = line.next (start + Milliseconds (now)))
        {
            CHECK (*message == std::to_string (next));
            CHECK (now >= next + 50);
            CHECK (now <= next + 90 + 100);
            ++next;
        }

    CHECK (next == 100);
}

TEST_CASE ("The agent's voice is replaced by silence or a tone of the same length, and the words go with it")
{
    LineFaults faults;
    faults.voice = LineFaults::Voice::silence;
    SpoiltLine silent (faults, 1);
    silent.push (start, audioMessage());
    const auto silence = silent.next (start).value();
    CHECK (samplesOf (silence) == std::vector<std::int16_t> (960, 0));
    CHECK_FALSE (Json::parse (silence)["serverContent"].contains ("outputTranscription"));

    faults.voice = LineFaults::Voice::tone;
    SpoiltLine ringing (faults, 1);
    ringing.push (start, audioMessage());
    const auto tone = samplesOf (ringing.next (start).value());
    REQUIRE (tone.size() == 960);
    CHECK (tone[15] == 8000); // a quarter of 400 Hz at 24 kHz
    CHECK (tone[45] == -8000);

    faults.voice = LineFaults::Voice::normal;
    SpoiltLine well (faults, 1);
    well.push (start, audioMessage());
    CHECK (well.next (start) == audioMessage());
}

TEST_CASE ("Bursts hold messages back and let them leave together; a trickle lets so many bytes leave in a second")
{
    LineFaults faults;
    faults.burst = Milliseconds (100);
    SpoiltLine bursting (faults, 1);
    for (int i = 0; i < 25; ++i)
        bursting.push (start + Milliseconds (10 * i), std::to_string (i));

    std::vector<int> left;
    for (int now = 0; now <= 300; now += 50)
    {
        int count = 0;
        while (bursting.next (start + Milliseconds (now)))
            ++count;
        left.push_back (count);
    }
    CHECK (left == std::vector<int>{1, 0, 10, 0, 10, 0, 4});

    faults.burst.reset();
    faults.trickle = 1000;
    SpoiltLine trickling (faults, 1);
    trickling.push (start, std::string (500, 'a'));
    trickling.push (start, std::string (250, 'b'));
    CHECK_FALSE (trickling.next (start + Milliseconds (499)));
    CHECK (trickling.next (start + Milliseconds (500)).value().front() == 'a');
    CHECK_FALSE (trickling.next (start + Milliseconds (749)));
    CHECK (trickling.next (start + Milliseconds (750)).value().front() == 'b');
}

TEST_CASE ("Faults of messages: what cannot be read, what is huge, what is said for nothing and what is said twice")
{
    const std::string call = R"({"toolCall":{"functionCalls":[{"id":"a","name":"f","args":{}}]}})";
    const std::string complete = R"({"serverContent":{"turnComplete":true}})";
    const std::string ready = R"({"setupComplete":{}})";

    LineFaults malformed;
    malformed.malformedEvery = 2;
    MessageFaults unreadable (malformed);
    for (int i = 0; i < 8; ++i)
    {
        const auto out = unreadable.apply (ready);
        REQUIRE (out.size() == (i % 2 == 0 ? 1u : 2u));
        CHECK (out[0] == ready);
        if (out.size() == 2)
            CHECK_FALSE (Json::parse (out[1], nullptr, false).is_object());
    }

    LineFaults huge;
    huge.hugeBytes = 5000;
    MessageFaults large (huge);
    CHECK (large.apply (ready).at (1).size() > 5000);
    CHECK (large.apply (ready).size() == 1);

    LineFaults spurious;
    spurious.interruptedEvery = 2;
    MessageFaults interrupting (spurious);
    CHECK (interrupting.apply (audioMessage()).size() == 1);
    CHECK (interrupting.apply (complete).size() == 1);
    CHECK (Json::parse (interrupting.apply (audioMessage()).at (1))["serverContent"]["interrupted"] == true);

    LineFaults repeated;
    repeated.calls = LineFaults::Calls::repeated;
    repeated.repeatsTurns = true;
    MessageFaults twice (repeated);
    CHECK (twice.apply (call) == std::vector<std::string>{call, call});
    CHECK (twice.apply (audioMessage()).size() == 1);
    CHECK (twice.apply (complete) == std::vector<std::string>{complete, audioMessage(), complete});
    CHECK (twice.apply (complete).size() == 2);
}
