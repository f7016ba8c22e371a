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

TEST_CASE ("Only the first connections are spoilt where that was asked for")
{
    LineFaults faults;
    CHECK (faults.concern (1000));
    faults.connections = 2;
    CHECK (faults.concern (2));
    CHECK_FALSE (faults.concern (3));
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
