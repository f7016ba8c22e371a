// What the command-line client costs: CPU and memory of a conversation in real time, and of an hour of audio in bulk.
//
//   benchmark-client PATH-TO-parlando [SECONDS] [PART]
//
// SECONDS (60) is the length of the conversation in real time; PART is conversation, receive or send (all of them).
//
// The service is on loopback in this process; the client is a process of its own and its report tells its CPU.

#include "Integration/ScriptedService.h"

#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace parlando;
using parlando::testing::ScriptedService;

namespace
{

namespace fs = std::filesystem;

/** `amplitude`: two of them alternate, as a tone that stands is not taken for a voice. */
std::string audio40ms (double amplitude)
{
    std::vector<std::int16_t> samples (960);

    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<std::int16_t> (amplitude * std::sin (0.05 * static_cast<double> (i)));

    return ScriptedService::audio (samples);
}

/** A mono 16-bit WAV of a low tone. */
void writeWave (const fs::path& path, int sampleRate, int seconds)
{
    std::ofstream file (path, std::ios::binary);
    const auto number = [&] (std::uint32_t value, int bytes)
    {
        for (int i = 0; i < bytes; ++i)
            file.put (static_cast<char> (value >> (8 * i)));
    };
    const auto rate = static_cast<std::uint32_t> (sampleRate);
    const auto bytes = rate * static_cast<std::uint32_t> (seconds) * 2;
    file << "RIFF";
    number (36 + bytes, 4);
    file << "WAVEfmt ";
    number (16, 4);
    number (1, 2);
    number (1, 2);
    number (rate, 4);
    number (rate * 2, 4);
    number (2, 2);
    number (16, 2);
    file << "data";
    number (bytes, 4);

    for (std::uint32_t i = 0; i < bytes / 2; ++i)
        number (static_cast<std::uint32_t> (static_cast<int> (6000.0 * std::sin (0.02 * i))), 2);
}

/** Runs the client to its end; its report. */
nlohmann::json runClient (std::vector<std::string> arguments, const fs::path& folder)
{
    const auto report = (folder / "report.json").string();
    arguments.insert (arguments.end(), {"--report", report, "--quiet"});
    std::vector<char*> raw;

    for (auto& argument : arguments)
        raw.push_back (argument.data());

    raw.push_back (nullptr);
    const auto child = ::fork();

    if (child == 0)
    {
        ::execv (raw[0], raw.data());
        std::_Exit (127);
    }

    int status = 0;
    ::waitpid (child, &status, 0);

    if (! WIFEXITED (status) || WEXITSTATUS (status) != 0)
        std::fprintf (stderr, "the client ended with status %d\n", status);

    std::ifstream file (report);
    return nlohmann::json::parse (file);
}

void print (const char* name, const nlohmann::json& report, double seconds)
{
    const auto cpu = report["process"]["cpuSeconds"].get<double>();
    const auto memory = report["process"]["peakMemoryBytes"].get<double>() / 1048576.0;
    std::printf ("%-46s %7.3f CPU s (%.2f %% of a core), peak memory %.1f MiB\n", name, cpu, 100.0 * cpu / seconds,
                 memory);
}

/** The agent speaks half of the time: 2 s in bursts at four times real time, then 2 s of nothing. */
class Talker
{
public:
    void speak (ScriptedService::Connection& connection)
    {
        for (int i = 0; i < 50; ++i)
            connection.sendBinary (i < 25 ? loud : soft);

        connection.sendBinary (ScriptedService::content ("generationComplete"));
        connection.sendBinary (ScriptedService::content ("turnComplete"));
    }

private:
    const std::string loud = audio40ms (8000.0), soft = audio40ms (4000.0);
};

void conversation (const std::string& client, const fs::path& folder, int seconds, int blockMilliseconds)
{
    Talker talker;
    int pieces = 0;
    ScriptedService service ({},
                             [&] (auto& connection, const auto& message)
                             {
                                 if (message.contains ("realtimeInput") && ++pieces % 200 == 1)
                                     talker.speak (connection);
                             });
    writeWave (folder / "person.wav", 48000, seconds);
    const auto report =
        runClient ({client, "talk", "--endpoint", service.url(), "--input", (folder / "person.wav").string(),
                    "--output", (folder / "agent.wav").string(), "--duration", std::to_string (seconds), "--block-size",
                    std::to_string (48 * blockMilliseconds)},
                   folder);
    const auto name = "A conversation of " + std::to_string (seconds) + " s, 48 kHz, " +
                      std::to_string (blockMilliseconds) + " ms blocks";
    print (name.c_str(), report, seconds);
}

double cpuSeconds()
{
    timespec used{};
    ::clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double> (used.tv_sec) + 1.0e-9 * static_cast<double> (used.tv_nsec);
}

/** What the machine itself asks for: a process that does nothing but sleep 20 ms and send as many bytes as a microphone
    message has. A client that sends each message when it is due cannot cost less. */
void bareSender (int seconds)
{
    int ends[2];

    if (::socketpair (AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return;

    const auto reader = ::fork();

    if (reader == 0)
    {
        ::close (ends[0]);
        char bytes[4096];

        while (::read (ends[1], bytes, sizeof (bytes)) > 0)
        {
        }

        std::_Exit (0);
    }

    ::close (ends[1]);
    const char message[950] = {};
    const auto before = cpuSeconds();
    auto due = std::chrono::steady_clock::now();

    for (int i = 0; i < 50 * seconds; ++i)
    {
        std::this_thread::sleep_until (due += std::chrono::milliseconds (20));

        if (::send (ends[0], message, sizeof (message), MSG_NOSIGNAL) < 0)
            break;
    }

    const auto cpu = cpuSeconds() - before;
    std::printf ("%-46s %7.3f CPU s (%.2f %% of a core)\n", "For comparison: sleep 20 ms, send 950 bytes", cpu,
                 100.0 * cpu / seconds);
    ::close (ends[0]);
    ::waitpid (reader, nullptr, 0);
}

/** Sends an hour of agent audio as fast as the client takes it. */
class Flood
{
public:
    static constexpr int messages = 90000;

    void begin (ScriptedService& service, int id)
    {
        timer = service.every (Milliseconds (1), [&service, id, this] { top (service.find (id)); });
    }

private:
    void top (ScriptedService::Connection* connection)
    {
        if (connection == nullptr)
            return timer.cancel();

        for (; sent < messages && connection->queuedBytes() < 4000000; ++sent)
            connection->sendBinary (sent / 25 % 2 == 0 ? loud : soft);

        if (sent == messages)
        {
            connection->sendBinary (ScriptedService::content ("generationComplete"));
            connection->sendBinary (ScriptedService::content ("turnComplete"));
            connection->close (1000, "");
            timer.cancel();
        }
    }

    const std::string loud = audio40ms (8000.0), soft = audio40ms (4000.0);
    int sent = 0;
    EventLoop::Timer timer;
};

void bulkReceive (const std::string& client, const fs::path& folder)
{
    Flood flood;
    std::unique_ptr<ScriptedService> service;
    service = std::make_unique<ScriptedService> ([&] (auto& connection, const auto&)
                                                 { flood.begin (*service, connection.id); });
    const auto report = runClient ({client, "talk", "--endpoint", service->url(), "--no-audio", "--pace", "fast",
                                    "--sample-rate", "24000", "--linger", "600"},
                                   folder);
    print ("One hour of agent audio in 40 ms messages", report, 3600.0);
    std::printf ("  %llu of %llu samples heard\n", report["turns"][0]["samplesHeard"].get<unsigned long long>(),
                 static_cast<unsigned long long> (Flood::messages) * 960);
}

void bulkSend (const std::string& client, const fs::path& folder)
{
    ScriptedService service;
    service.parseAudio (false);
    writeWave (folder / "hour.wav", 16000, 3600);
    const auto report = runClient ({client, "talk", "--endpoint", service.url(), "--input",
                                    (folder / "hour.wav").string(), "--pace", "fast", "--linger", "0"},
                                   folder);
    print ("One hour of microphone audio in 20 ms messages", report, 3600.0);
    std::printf ("  %llu of %llu samples sent\n", report["microphone"]["samplesSent"].get<unsigned long long>(),
                 3600ull * 16000);
}

} // namespace

int main (int argc, char** argv)
{
    if (argc < 2)
    {
        std::fprintf (stderr, "usage: benchmark-client PATH-TO-parlando [SECONDS] [conversation|receive|send]\n");
        return 2;
    }

    std::setvbuf (stdout, nullptr, _IOLBF, 0);
    std::string folder = (fs::temp_directory_path() / "parlando-benchmark-XXXXXX").string();

    if (::mkdtemp (folder.data()) == nullptr)
        return 1;

    const auto seconds = argc > 2 ? std::atoi (argv[2]) : 60;
    const auto isWanted = [&] (std::string_view part) { return argc < 4 || part == argv[3]; };

    if (isWanted ("conversation"))
    {
        conversation (argv[1], folder, seconds, 40);
        conversation (argv[1], folder, seconds, 10);
        bareSender (10);
    }

    if (isWanted ("receive"))
        bulkReceive (argv[1], folder);

    if (isWanted ("send"))
        bulkSend (argv[1], folder);

    fs::remove_all (folder);
}
