#pragma once

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <numeric>
#include <span>
#include <string>
#include <vector>

namespace parlando::testing
{

/** A service that takes every setup and otherwise does what the test says.

    It counts what it hears. `script` is called on the server's thread for every message after the setup.
*/
class ServiceScript
{
public:
    using Connection = MessageServer::Connection;
    using Script = std::function<void (Connection&, const nlohmann::json&)>;

    explicit ServiceScript (Script ready = {}, Script script = {})
        : whenReady (std::move (ready)), whenTold (std::move (script))
    {
    }

    /** Off: microphone audio is neither parsed nor counted, for benchmarks. */
    void parseAudio (bool shouldParse) { parsesAudio = shouldParse; }

    /** Samples at 16 kHz that came as realtimeInput.audio. */
    std::uint64_t samplesHeard() const { return heard; }

    std::vector<nlohmann::json> messages() const
    {
        const std::lock_guard lock (mutex);
        return received;
    }

    static std::string audio (std::span<const std::int16_t> samples)
    {
        std::string bytes;

        for (const auto sample : samples)
        {
            bytes += static_cast<char> (sample & 0xff);
            bytes += static_cast<char> (sample >> 8);
        }

        return R"({"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":")" +
               base64 (bytes) + R"("}}]}}})";
    }

    static std::string content (const char* flag)
    {
        return std::string (R"({"serverContent":{")") + flag + R"(":true}})";
    }

    /** So many samples, each of which tells its place: `first`, `first` + 1, … */
    static std::vector<std::int16_t> ramp (int first, int count)
    {
        std::vector<std::int16_t> samples (static_cast<std::size_t> (count));
        std::iota (samples.begin(), samples.end(), static_cast<std::int16_t> (first));
        return samples;
    }

    /** A whole turn of ramp (1, samples), in pieces of 40 ms. */
    static void sendTurn (Connection& connection, int samples)
    {
        for (int i = 0; i < samples; i += 960)
            connection.sendBinary (audio (ramp (1 + i, std::min (960, samples - i))));

        connection.sendBinary (content ("generationComplete"));
        connection.sendBinary (content ("turnComplete"));
    }

    /** What a server is to call. */
    MessageServer::Callbacks callbacks()
    {
        MessageServer::Callbacks made;
        made.received = [this] (Connection& connection, std::string_view text, bool) { take (connection, text); };
        return made;
    }

private:
    void take (Connection& connection, std::string_view text)
    {
        if (! parsesAudio && text.starts_with (R"({"realtimeInput")"))
            return;

        const auto message = nlohmann::json::parse (text);

        if (message.contains ("realtimeInput") && message["realtimeInput"].contains ("audio"))
        {
            const auto& data = message["realtimeInput"]["audio"]["data"].get_ref<const std::string&>();
            heard += (data.size() / 4 * 3 - static_cast<std::size_t> (std::count (data.begin(), data.end(), '='))) / 2;
        }
        else
        {
            const std::lock_guard lock (mutex);
            received.push_back (message);
        }

        if (message.contains ("setup"))
        {
            connection.sendBinary (R"({"setupComplete":{}})");

            if (whenReady)
                whenReady (connection, message);
        }
        else if (whenTold)
            whenTold (connection, message);
    }

    static std::string base64 (const std::string& bytes)
    {
        static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        const auto at = [&] (std::size_t i)
        { return i < bytes.size() ? static_cast<std::uint32_t> (static_cast<unsigned char> (bytes[i])) : 0u; };
        std::string text;

        for (std::size_t i = 0; i < bytes.size(); i += 3)
        {
            const auto group = at (i) << 16 | at (i + 1) << 8 | at (i + 2);
            text += alphabet[group >> 18 & 63];
            text += alphabet[group >> 12 & 63];
            text += i + 1 < bytes.size() ? alphabet[group >> 6 & 63] : '=';
            text += i + 2 < bytes.size() ? alphabet[group & 63] : '=';
        }

        return text;
    }

    Script whenReady, whenTold;
    std::atomic<bool> parsesAudio{true};
    std::atomic<std::uint64_t> heard{0};
    mutable std::mutex mutex;
    std::vector<nlohmann::json> received;
};

} // namespace parlando::testing
