#include "HostService.h"

#include <juce_core/juce_core.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace parlando::testing
{

HostService::HostService (Manner manner) : server ({}, callbacks (manner))
{
    ::setenv ("PARLANDO_ENDPOINT", url().c_str(), 1);
}

std::size_t HostService::samplesHeard() const
{
    const std::lock_guard lock (mutex);
    return heard.size();
}

std::vector<float> HostService::lastHeard (std::size_t samples) const
{
    const std::lock_guard lock (mutex);
    std::vector<float> result;

    for (auto i = heard.size() - std::min (samples, heard.size()); i < heard.size(); ++i)
        result.push_back (static_cast<float> (heard[i]) / 32'768.0f);

    return result;
}

std::vector<nlohmann::json> HostService::messages() const
{
    const std::lock_guard lock (mutex);
    return received;
}

void HostService::say (std::vector<std::int16_t> samples, bool endsTurn)
{
    constexpr std::size_t piece = 2'400;

    for (std::size_t start = 0; start < samples.size(); start += piece)
    {
        const auto* first = samples.data() + start;
        const auto bytes = std::min (piece, samples.size() - start) * sizeof (std::int16_t);
        send (R"({"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":")" +
              juce::Base64::toBase64 (first, bytes).toStdString() + R"("}}]}}})");
    }

    if (endsTurn)
    {
        send (R"({"serverContent":{"generationComplete":true}})");
        send (R"({"serverContent":{"turnComplete":true}})");
    }
}

void HostService::send (std::string json)
{
    forAll ([text = std::move (json)] (auto& connection) { connection.sendBinary (text); });
}

void HostService::dropAll()
{
    forAll ([] (auto& connection) { connection.drop(); });
}

void HostService::stir (int tick)
{
    switch (tick % 30)
    {
        case 0:
            say (steadySpeech (0.5), false);
            break;
        case 5:
        case 20:
            send (R"({"toolCall":{"functionCalls":[{"id":"c)" + std::to_string (tick) +
                  R"(","name":"calculator","args":{"expression":"6*7"}}]}})");
            break;
        case 7:
            send (R"({"toolCall":{"functionCalls":[{"id":"n)" + std::to_string (tick) +
                  R"(","name":"play_notes","args":{"notes":[{"pitch":"C4","length":90},{"pitch":"E4","start":20}],)" +
                  R"("unit":"ms"}},{"id":"s)" + std::to_string (tick) +
                  R"(","name":"set_reverb_send","args":{"value":)" + std::to_string (tick % 100) +
                  R"(,"ramp":60}}]}})");
            break;
        case 10:
            send (R"({"serverContent":{"outputTranscription":{"text":"forty-two"}}})");
            break;
        case 25:
            interrupt();
            break;
        case 29:
            if (tick % 4 == 1)
                dropAll();
            break;
        default:
            break;
    }
}

void HostService::forAll (std::function<void (LoopbackServer::Connection&)> task)
{
    server.post (
        [this, todo = std::move (task)]
        {
            for (const auto id : ids)
                if (auto* connection = server.find (id))
                    todo (*connection);
        });
}

LoopbackServer::Callbacks HostService::callbacks (Manner manner)
{
    LoopbackServer::Callbacks made;
    made.accept = [this, manner] (const LoopbackServer::Request&)
    {
        ++knockCount;
        return manner == Manner::polite ? 101 : 0;
    };
    made.received = [this] (LoopbackServer::Connection& connection, std::string_view text, bool)
    { take (connection, text); };
    made.closed = [this] (LoopbackServer::Connection& connection, int, std::string)
    {
        if (std::erase (ids, connection.id) > 0)
            --openCount;
    };
    return made;
}

void HostService::take (LoopbackServer::Connection& connection, std::string_view text)
{
    const auto message = nlohmann::json::parse (text);

    if (message.contains ("realtimeInput") && message["realtimeInput"].contains ("audio"))
    {
        juce::MemoryOutputStream bytes;
        juce::Base64::convertFromBase64 (
            bytes, juce::String (message["realtimeInput"]["audio"]["data"].get_ref<const std::string&>()));
        const std::lock_guard lock (mutex);
        const auto before = heard.size();
        heard.resize (before + bytes.getDataSize() / sizeof (std::int16_t));
        std::memcpy (heard.data() + before, bytes.getData(), (heard.size() - before) * sizeof (std::int16_t));
        return;
    }

    {
        const std::lock_guard lock (mutex);
        received.push_back (message);
    }

    if (message.contains ("setup"))
    {
        ids.push_back (connection.id);
        connection.sendBinary (R"({"setupComplete":{}})");
        ++openCount;
        ++setupCount;
    }
}

} // namespace parlando::testing
