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

    /** Listens at once. Throws std::runtime_error, in words: port taken, PEM file unusable, model missing. */
    explicit RehearsalService (Options);
    ~RehearsalService();

    RehearsalService (const RehearsalService&) = delete;
    RehearsalService& operator= (const RehearsalService&) = delete;

    [[nodiscard]] std::uint16_t port() const { return server->port(); }
    [[nodiscard]] std::string url() const { return server->url(); }

    /** All connections since the start, in the order of their upgrades. */
    [[nodiscard]] std::vector<Counters> counters() const;

private:
    class Client;

    LoopbackServer::Callbacks callbacks();
    int accept (const LoopbackServer::Request&);
    void opened (LoopbackServer::Connection&);
    void received (LoopbackServer::Connection&, std::string_view);
    void closed (LoopbackServer::Connection&, int code);
    void understood (HearingThread::Utterance, const std::string& text);
    void ready (SpeakingThread::Sentence, Speech);
    void tick();
    void spoil (int connection);
    void sendDue (Client&);
    void apply (Client&, const SessionEffects&);
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
    EventLoop::Timer ticker;

    std::unique_ptr<HearingThread> hearing;
    std::unique_ptr<SpeakingThread> speaking;
    std::unique_ptr<LoopbackServer> server;
};

} // namespace parlando
