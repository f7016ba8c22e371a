#include "VoiceJson.h"

#include <stdexcept>

namespace parlando
{
namespace
{

using Json = nlohmann::json;

/** Of 10 ms: a hundred days. */
constexpr std::int64_t mostFrames = 1'000'000'000;

constexpr std::size_t perHalf = 3;

int numberAt (const Json& numbers, std::size_t place, std::int64_t least, std::int64_t most)
{
    const auto& number = numbers[place];

    if (! number.is_number_integer() || number.get<std::int64_t>() < least || number.get<std::int64_t>() > most)
        throw std::invalid_argument ("has a frame with a voice that cannot be");

    return static_cast<int> (number.get<std::int64_t>());
}

} // namespace

Json toJson (const input::MicrophoneFrame::Voice& voice)
{
    auto json = Json::array ({static_cast<int> (voice.bargeIn)});

    for (const auto& half : voice.halves)
    {
        json.push_back ((half.isVoice ? 1 : 0) | (half.isSpeaking ? 2 : 0));
        json.push_back (half.sinceOnset);
        json.push_back (half.sinceEnd);
    }

    return json;
}

input::MicrophoneFrame::Voice readVoice (const Json& json)
{
    input::MicrophoneFrame::Voice voice;

    if (! json.is_array() || json.size() != 1 + perHalf * voice.halves.size())
        throw std::invalid_argument ("has a frame with a voice of no such form");

    voice.bargeIn = static_cast<BargeInMode> (numberAt (json, 0, 0, static_cast<int> (BargeInMode::quick)));

    for (std::size_t i = 0; i < voice.halves.size(); ++i)
    {
        const auto at = 1 + perHalf * i;
        const auto flags = numberAt (json, at, 0, 3);
        voice.halves[i] = {(flags & 1) != 0, (flags & 2) != 0, numberAt (json, at + 1, -mostFrames, mostFrames),
                           numberAt (json, at + 2, -mostFrames, mostFrames)};
    }

    return voice;
}

} // namespace parlando
