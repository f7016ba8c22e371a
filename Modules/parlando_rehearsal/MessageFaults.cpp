#include "MessageFaults.h"

#include "Base64.h"
#include "ServerMessages.h"
#include "TurnAudio.h"

#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace parlando
{

namespace detail_message_faults
{
using server_message::Json;

// A story of ten minutes has 15,000.
constexpr std::size_t longestTurn = 20'000;

const Json::json_pointer parts ("/serverContent/modelTurn/parts");
} // namespace detail_message_faults

std::vector<std::string> MessageFaults::apply (std::string message)
{
    std::vector<std::string> out;
    out.push_back (faults.voice == LineFaults::Voice::normal ? std::move (message)
                                                             : withOtherVoice (std::move (message)));
    const auto said = out.front();
    ++messages;
    addUnasked (said, out);

    if (faults.repeatsTurns)
        addTurnAgain (said, out);
    if (faults.hugeBytes > 0 && messages == 1)
        out.push_back (R"({"padding":")" + std::string (faults.hugeBytes, 'x') + "\"}\n");
    if (faults.malformedEvery > 0 && messages % static_cast<std::uint64_t> (faults.malformedEvery) == 0)
        out.push_back (unreadable());
    return out;
}

void MessageFaults::addUnasked (const std::string& message, std::vector<std::string>& out)
{
    using namespace detail_message_faults;
    const auto isRepeated = faults.calls == LineFaults::Calls::repeated;
    if (faults.interruptedEvery == 0 && ! isRepeated)
        return;

    const auto json = Json::parse (message);
    if (isRepeated && json.contains ("toolCall"))
        out.push_back (message);
    if (faults.interruptedEvery > 0 && json.contains (parts) &&
        ++voiceMessages % static_cast<std::uint64_t> (faults.interruptedEvery) == 0)
        out.push_back (server_message::toWire (server_message::interrupted()));
}

void MessageFaults::addTurnAgain (const std::string& message, std::vector<std::string>& out)
{
    const auto json = detail_message_faults::Json::parse (message);
    if (! json.contains ("serverContent"))
        return;

    const auto& content = json["serverContent"];
    const auto isOfAgent = content.contains ("modelTurn") || content.contains ("outputTranscription") ||
                           content.contains ("generationComplete") || content.contains ("turnComplete");
    if (isOfAgent && turn.size() < detail_message_faults::longestTurn)
        turn.push_back (message);
    if (content.contains ("turnComplete"))
        for (auto& each : std::exchange (turn, {}))
            out.push_back (std::move (each));
}

std::string MessageFaults::unreadable()
{
    static const std::array<std::string, 4> kinds{R"({"serverContent":{"modelTurn":{"parts":[{"inlineData")", "no JSON",
                                                  R"(["serverContent"])", "{\"serverContent\":\"\xff\xfe\"}"};
    return kinds[unreadableMessages++ % kinds.size()];
}

std::string MessageFaults::withOtherVoice (std::string message)
{
    using namespace detail_message_faults;
    constexpr double step = 2.0 * std::numbers::pi * 400.0 / TurnAudio::sampleRate;
    auto json = Json::parse (message);

    if (! json.contains (parts))
        return message;

    for (auto& part : json[parts])
    {
        if (! part.contains ("inlineData"))
            continue;
        auto& data = part["inlineData"]["data"];
        std::vector<std::int16_t> voice (
            base64ToBytes (data.get<std::string>()).value_or (std::vector<std::uint8_t>()).size() / 2);
        if (faults.voice == LineFaults::Voice::tone)
            for (auto& sample : voice)
                sample =
                    static_cast<std::int16_t> (8000.0 * std::sin (step * static_cast<double> (toneSamples++ % 60)));
        data = samplesToBase64 (voice);
    }

    // What is not said is not written down either.
    json["serverContent"].erase ("outputTranscription");
    return server_message::toWire (json);
}

} // namespace parlando
