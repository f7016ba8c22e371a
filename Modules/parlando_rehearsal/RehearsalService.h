#pragma once

#include "HearingThread.h"
#include "LoopbackServer.h"
#include "RehearsalAccess.h"
#include "RehearsalSession.h"
#include "Scenario.h"
#include "SpeakingThread.h"
#include "SpoiltLine.h"

#include <cstdint>
#include <functional>
#include <latch>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace parlando
{

/** The rehearsal service: a server on 127.0.0.1 that speaks the Gemini Live protocol, hears with pocketsphinx and
   speaks with flite. Sessions live on the server's thread; recognition and synthesis have one thread each, shared by
   all connections. Public functions: any thread but the service's own. */
class RehearsalService
{
public:
    struct Options
    {
        std::uint16_t port = 0;               // 0: any free one
        std::string certificateFile, keyFile; // PEM; both set: wss
        std::string modelFolder = Recogniser::usualModelFolder;
        std::optional<std::string> requiredKey; // none: no key is needed; empty: any will do
        std::string token; // what the program that started this shows as its key; empty: none is needed
        TurnAudio::Pace pace;
        Scenario scenario;
        std::function<void (const std::string&)>
            log; // lines without credentials, from the service's threads; may be empty
    };

    /** Of one connection, open or ended. */
    struct Counters
    {
        int connection = 0;
        bool isOpen = true;
        std::uint64_t receivedMessages = 0;
        std::uint64_t receivedAudioSamples = 0; // at the client's rate
        std::uint64_t sentMessages = 0;
    };

    /** What the service runs on: each is made with what it calls back. */
    struct Surroundings
    {
        std::function<std::unique_ptr<Hearing> (Hearing::Understood)> hearing;
        std::function<std::unique_ptr<Speaking> (Speaking::Ready)> speaking;
        std::function<std::unique_ptr<MessageServer> (MessageServer::Callbacks)> server;
    };

    /** Listens at once. Throws std::runtime_error, in words: port taken, PEM file unusable, model missing. */
    explicit RehearsalService (Options);

    /** The same with ears, voice, network and time of another kind: port, certificate and model of the options mean
        nothing then. */
    RehearsalService (Options, const Surroundings&);

    ~RehearsalService();

    RehearsalService (const RehearsalService&) = delete;
    RehearsalService& operator= (const RehearsalService&) = delete;

    [[nodiscard]] std::uint16_t port() const { return server->port(); }
    [[nodiscard]] std::string url() const { return server->url(); }

    /** All connections since the start, in the order of their upgrades. */
    [[nodiscard]] std::vector<Counters> counters() const;

private:
    class Client;

    static Surroundings usualSurroundings (const Options&);
    MessageServer::Callbacks callbacks();
    MessageServer::HttpAnswer accept (const MessageServer::Request&);
    void opened (MessageServer::Connection&);
    void received (MessageServer::Connection&, std::string_view);
    void closed (MessageServer::Connection&, int code);
    void understood (Hearing::Utterance, const std::string& text);
    void ready (Speaking::Sentence, Speech);
    void tick();
    void spoil (int connection);
    void sendDue (Client&);
    void apply (Client&, const RehearsalEffects&);
    void cancelCalls (Client&, const std::string& message);
    void count (int connection, const std::function<void (Counters&)>& change);
    void log (const std::string& line) const;

    const Options options;
    mutable std::mutex countersMutex;
    std::map<int, Counters> connectionCounters;

    // Server's thread from here on.
    ResumptionStore store;
    RehearsalAccess accepted; // of the request whose `opened` follows at once
    std::map<int, std::unique_ptr<Client>> clients;
    Scheduler::Timer ticker;

    std::unique_ptr<Hearing> hearing;
    std::unique_ptr<Speaking> speaking;
    std::latch standing{1};                // until `server` is there for what its thread calls
    std::unique_ptr<MessageServer> server; // last: stops before what it calls
};

} // namespace parlando
