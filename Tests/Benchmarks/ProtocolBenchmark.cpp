// What the codec costs per message. The goals: 2.5 us to decode 40 ms of audio, 1.5 us to encode 20 ms of it.

#include "Figures.h"

#include <parlando_gemini/parlando_gemini.h>
#include <parlando_text/Base64.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <random>
#include <span>
#include <string>
#include <vector>

using namespace parlando;
using namespace parlando::gemini;

namespace
{

/** Microseconds for each call, from batches long enough for the clock. */
template <typename Run>
void measure (const char* name, Run&& run)
{
    constexpr int batches = 400, callsPerBatch = 500;
    std::vector<double> values;

    for (int batch = 0; batch < batches; ++batch)
    {
        const auto start = std::chrono::steady_clock::now();

        for (int i = 0; i < callsPerBatch; ++i)
            run();

        const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - start;
        values.push_back (time.count() / callsPerBatch);
    }

    benchmarks::printFigures (name, "us", std::move (values));
}

std::vector<std::uint8_t> noise (std::size_t size)
{
    std::mt19937 random (1);
    std::vector<std::uint8_t> bytes (size);

    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t> (random());

    return bytes;
}

nlohmann::json audioMessage()
{
    const nlohmann::json inlineData{{"mimeType", "audio/pcm;rate=24000"}, {"data", toBase64 (noise (1920))}};
    const auto parts = nlohmann::json::array ({{{"inlineData", inlineData}}});
    return {{"serverContent", {{"modelTurn", {{"parts", parts}}}}}};
}

std::string fixture (const char* name)
{
    std::ifstream file (std::string (PARLANDO_FIXTURES) + "/protocol/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char> (file), {}};
}

std::size_t sink = 0;

} // namespace

int main()
{
    const auto compact = audioMessage().dump(), pretty = audioMessage().dump (2) + "\n";
    const auto transcript = fixture ("16-input-transcription.json"),
               usage = fixture ("11-turn-complete-with-usage.json");
    const auto call = fixture ("26-tool-call-multiple.json");
    const auto read = [&] (const std::string& json) { sink += decode (json).index(); };

    measure ("decode 40 ms of audio, compact", [&] { read (compact); });
    measure ("decode 40 ms of audio, pretty-printed", [&] { read (pretty); });
    measure ("decode 40 ms of audio, without the shortcut", [&] { sink += decodeInFull (pretty).index(); });
    measure ("decode a transcription", [&] { read (transcript); });
    measure ("decode the end of a turn with usage", [&] { read (usage); });
    measure ("decode three tool calls", [&] { read (call); });

    const auto bytes = noise (1920);
    const auto text = toBase64 (bytes);
    std::vector<std::uint8_t> decoded;
    measure ("base64 to 1920 bytes", [&] { sink += fromBase64 (text, decoded) ? decoded.size() : 0; });

    const std::vector<std::int16_t> samples (320, 1234);
    std::string out;
    measure ("encode 20 ms of microphone",
             [&]
             {
                 out.clear();
                 appendRealtimeAudio (out, samples, 16000);
                 sink += out.size();
             });

    return sink == 0 ? 1 : 0;
}
