#pragma once

#include <parlando_rehearsal/parlando_rehearsal.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace parlando::testing
{

/** A service on loopback that takes every setup and otherwise does what the test says.

    It counts what it hears. `script` is called on the server's thread for every message after the setup.
*/
class ScriptedService
{
public:
    using Connection = LoopbackServer::Connection;
    using Script = std::function<void (Connection&, const nlohmann::json&)>;

    explicit ScriptedService (Script ready = {}, Script script = {})
        : whenReady (std::move (ready)), whenTold (std::move (script)), server ({}, callbacks())
    {
    }

    std::string url() const { return server.url(); }

    /** Runs `task` on the server's thread. */
    void post (std::function<void()> task) { server.post (std::move (task)); }

    /** Server's thread: a timer, and the connection of that number or null. */
    EventLoop::Timer every (Milliseconds period, std::function<void()> task) { return server.every (period, std::move (task)); }
    Connection* find (int id) { return server.find (id); }

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

private:
    LoopbackServer::Callbacks callbacks()
    {
        LoopbackServer::Callbacks made;
        made.received = [this] (Connection& connection, std::string_view text, bool) { take (connection, text); };
        return made;
    }

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
    std::atomic<bool> parsesAudio { true };
    std::atomic<std::uint64_t> heard { 0 };
    mutable std::mutex mutex;
    std::vector<nlohmann::json> received;
    LoopbackServer server; // last: stops before what its callbacks use
};

} // namespace parlando::testing
