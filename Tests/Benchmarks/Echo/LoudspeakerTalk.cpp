#include "LoudspeakerTalk.h"

#include "Support/SpokenSound.h"

#include <parlando_audio/PcmCodec.h>
#include <parlando_text/Base64.h>

#include <stdexcept>

namespace parlando::benchmarks
{

using namespace test;
using namespace testing;

LoudspeakerTalk::LoudspeakerTalk (const Setup& chosen)
    : setup (chosen), room (setup.path, agentSpeech (30.0), setup.rate),
      roomNoise (noise (static_cast<std::size_t> (setup.rate) * 10, setup.noise, 5)),
      service (time, {},
               [this] (ServiceScript::Connection& from, const nlohmann::json& message) { receive (from, message); }),
      agent (
          time, service.server,
          []
          {
              auto options = VirtualStudio::options();
              options.agent.transcribesPerson = true;
              return options;
          }(),
          [this] (const SessionEvent& event)
          {
              if (const auto* yielded = std::get_if<VoiceYielded> (&event))
                  yields.push_back (yielded->how);
          })
{
    const auto story = resampled (agentSpeech (setup.answer), speechRate, 24'000);
    answer.resize (story.size());
    floatToPcm (story, answer);

    auto& audio = agent.audio();
    audio.prepare (setup.rate, setup.blockSize);
    audio.setEchoMode (setup.echo);
    audio.setBargeInMode (setup.bargeIn);
    audio.setDeviceLatency (static_cast<int> (std::lround (setup.path.delay * setup.rate / 1000.0)), setup.rate);
    agent.connect();
    for (int i = 0; agent.state() != SessionState::ready; ++i)
    {
        if (i > 100)
            throw std::runtime_error ("The conversation did not begin.");
        pass (0.05);
    }
}

void LoudspeakerTalk::begin()
{
    agent.sendText ("Tell me everything");
    for (int i = 0; ! isSpeaking(); ++i)
    {
        if (i > 1'000)
            throw std::runtime_error ("The agent did not begin to speak.");
        pass (0.02);
    }
}

void LoudspeakerTalk::pass (std::span<const float> person)
{
    const auto size = static_cast<std::size_t> (setup.blockSize);
    for (std::size_t at = 0; at < person.size(); at += size)
        block (person.subspan (at, std::min (size, person.size() - at)));
}

void LoudspeakerTalk::block (std::span<const float> person)
{
    std::vector<float> input (static_cast<std::size_t> (setup.blockSize)), output (input.size());
    std::copy (person.begin(), person.end(), input.begin());
    for (auto& sample : input)
        sample += roomNoise[noiseAt++ % roomNoise.size()];
    room.hear (input);

    const float* inputs[] = {input.data()};
    float* outputs[] = {output.data()};
    agent.audio().process (inputs, 1, outputs, 1, setup.blockSize);
    agent.audio().played (output.data(), setup.blockSize);
    room.play (output);
    if (keepsSound)
    {
        captured.insert (captured.end(), input.begin(), input.end());
        played.insert (played.end(), output.begin(), output.end());
    }
    time.pass (std::chrono::nanoseconds (1'000'000'000LL * setup.blockSize / setup.rate));
}

//==============================================================================
void LoudspeakerTalk::receive (ServiceScript::Connection& from, const nlohmann::json& message)
{
    if (message.contains ("clientContent"))
    {
        connection = &from;
        for (std::size_t at = 0; at < answer.size(); at += 9'600)
            from.sendBinary (ServiceScript::audio (
                std::span (answer).subspan (at, std::min<std::size_t> (9'600, answer.size() - at))));
        from.sendBinary (ServiceScript::content ("generationComplete"));
        from.sendBinary (ServiceScript::content ("turnComplete"));
        return;
    }
    const auto input = message.value ("realtimeInput", nlohmann::json::object());
    if (! keepsSound || ! input.contains ("audio"))
        return;
    std::vector<std::uint8_t> bytes;
    if (fromBase64 (input["audio"]["data"].get_ref<const std::string&>(), bytes))
        for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
            sent.push_back (static_cast<float> (static_cast<std::int16_t> (bytes[i] | (bytes[i + 1] << 8))) /
                            32'768.0f);
}

void LoudspeakerTalk::interrupt()
{
    connection->sendBinary (ServiceScript::content ("interrupted"));
    connection->sendBinary (R"({"serverContent":{"inputTranscription":{"text":"Let me say something else"}}})");
}

} // namespace parlando::benchmarks
