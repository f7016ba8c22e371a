#include "SpoiltLine.h"

#include "Base64.h"
#include "ServerMessages.h"
#include "TurnAudio.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace parlando
{

void SpoiltLine::push (Instant now, std::string message)
{
    if (faults.voice != LineFaults::Voice::normal)
        message = withOtherVoice (std::move (message));

    const auto extra = std::uniform_int_distribution<Milliseconds::rep> (0, faults.jitter.count()) (random);
    const auto due = now + faults.delay + Milliseconds (extra);
    messages.push_back ({messages.empty() ? due : std::max (due, messages.back().due), std::move (message)});
}

std::optional<std::string> SpoiltLine::next (Instant now)
{
    if (messages.empty() || messages.front().due > now)
        return std::nullopt;
    auto text = std::move (messages.front().text);
    messages.pop_front();
    return text;
}

std::string SpoiltLine::withOtherVoice (std::string message)
{
    constexpr double step = 2.0 * std::numbers::pi * 400.0 / TurnAudio::sampleRate;
    auto json = server_message::Json::parse (message);
    const server_message::Json::json_pointer parts ("/serverContent/modelTurn/parts");

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
                sample = static_cast<std::int16_t> (8000.0 * std::sin (step * static_cast<double> (samples++ % 60)));
        data = samplesToBase64 (voice);
    }

    // What is not said is not written down either.
    json["serverContent"].erase ("outputTranscription");
    return server_message::toWire (json);
}

} // namespace parlando
