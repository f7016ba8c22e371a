#include "RehearsalService.h"

#include "RequestCheck.h"
#include "ServerMessages.h"
#include "SessionLimits.h"

#include <utility>

namespace parlando
{

// A connection: its session, and the ears and voice that it sees.
class RehearsalService::Client final : public Ears, public Voice
{
public:
    Client (RehearsalService& owner, MessageServer::Connection& c, RehearsalSession::Options sessionOptions)
        : service (owner), connection (c), session (std::move (sessionOptions), owner.store, *this, *this),
          faults (owner.options.scenario.forConnection (c.id)), line (faults, static_cast<std::uint32_t> (c.id))
    {
    }

    void begin (std::uint64_t utterance, const std::vector<std::string>& things) override
    {
        service.hearing->begin ({connection.id, utterance}, things);
    }
    void append (std::uint64_t utterance, std::span<const std::int16_t> samples) override
    {
        service.hearing->append ({connection.id, utterance}, samples);
    }
    void finish (std::uint64_t utterance) override { service.hearing->finish ({connection.id, utterance}); }
    void abandonUtterance (std::uint64_t utterance) override { service.hearing->abandon ({connection.id, utterance}); }

    void speak (std::uint64_t sentence, const std::string& text, const std::string& voiceName) override
    {
        service.log ("connection " + std::to_string (connection.id) + " says: " + text);
        service.speaking->speak ({connection.id, sentence}, text, voiceName);
    }
    void abandonSentence (std::uint64_t sentence) override { service.speaking->abandon ({connection.id, sentence}); }

    RehearsalService& service;
    MessageServer::Connection& connection;
    RehearsalSession session;
    const LineFaults faults;
    SpoiltLine line;
    const Instant opened = service.server->now();
    bool wasWarned = false, isEnding = false;
};

RehearsalService::Surroundings RehearsalService::usualSurroundings (const Options& options)
{
    LoopbackServer::Options place{options.port, options.certificateFile, options.keyFile, {}};
    place.limits.mostUnread = 16 * 1024 * 1024; // four minutes of voice
    return {
        [folder = options.modelFolder] (auto understood)
        { return std::make_unique<HearingThread> (folder, std::move (understood)); },
        [] (auto ready) { return std::make_unique<SpeakingThread> (std::move (ready)); },
        [place] (auto callbacks) { return std::make_unique<LoopbackServer> (place, std::move (callbacks)); },
    };
}

RehearsalService::RehearsalService (Options o) : RehearsalService (o, usualSurroundings (o)) {}

RehearsalService::RehearsalService (Options o, const Surroundings& surroundings) : options (std::move (o))
{
    hearing = surroundings.hearing ([this] (Hearing::Utterance u, std::string text)
                                    { server->post ([this, u, t = std::move (text)] { understood (u, t); }); });
    speaking = surroundings.speaking (
        [this] (Speaking::Sentence s, Speech speech)
        { server->post ([this, s, sp = std::move (speech)]() mutable { ready (s, std::move (sp)); }); });
    server = surroundings.server (callbacks());
    standing.count_down();
    // 10 ms: a quarter of a piece.
    server->post ([this] { ticker = server->every (Milliseconds (10), [this] { tick(); }); });
}

RehearsalService::~RehearsalService()
{
    hearing->stop();
    speaking->stop();
    server->postAndWait (
        [this]
        {
            ticker = {};
            clients.clear();
        });
}

MessageServer::Callbacks RehearsalService::callbacks()
{
    MessageServer::Callbacks calls;
    calls.accept = [this] (const MessageServer::Request& request) { return accept (request); };
    calls.opened = [this] (MessageServer::Connection& connection) { opened (connection); };
    calls.received = [this] (MessageServer::Connection& connection, std::string_view text, bool)
    { received (connection, text); };
    calls.refused = [this] (int id, int code, const std::string& reason) {
        log ("connection " + std::to_string (id) + " is closed by the service: " + std::to_string (code) + " " +
             reason);
    };
    calls.closed = [this] (MessageServer::Connection& connection, int code, const std::string&)
    { closed (connection, code); };
    return calls;
}

MessageServer::HttpAnswer RehearsalService::accept (const MessageServer::Request& request)
{
    standing.wait(); // the first that is called of any connection
    if (auto refusal = checkRequest (request, options.token))
    {
        log ("refused: " + refusal->sentence);
        return *refusal;
    }
    accepted = RehearsalAccess::read (request);
    if (! accepted.apiVersion.empty())
        return 101;
    log ("refused: a path that the service does not have");
    return {404, "The service has no such path."};
}

void RehearsalService::opened (MessageServer::Connection& connection)
{
    const auto access = std::exchange (accepted, {});
    count (connection.id, [] (Counters&) {});
    log ("connection " + std::to_string (connection.id) + " opened, " + access.apiVersion);
    if (const auto refusal = access.check (options.requiredKey))
    {
        log ("connection " + std::to_string (connection.id) + " refused: " + refusal->reason);
        return connection.close (refusal->code, refusal->reason);
    }
    RehearsalSession::Options sessionOptions;
    sessionOptions.apiVersion = access.apiVersion;
    const auto faults = options.scenario.forConnection (connection.id);
    sessionOptions.pace = options.pace;
    if (faults.pace > 0.0)
        sessionOptions.pace.speed = faults.pace;
    sessionOptions.refusesResume = faults.refusesResume;
    sessionOptions.turnEnd = faults.turnEnd;
    clients[connection.id] = std::make_unique<Client> (*this, connection, std::move (sessionOptions));
}

void RehearsalService::received (MessageServer::Connection& connection, std::string_view text)
{
    const auto client = clients.find (connection.id);
    if (client == clients.end())
        return;
    RehearsalEffects effects;
    auto& session = client->second->session;
    session.receive (server->now(), text, effects);
    count (connection.id,
           [&] (Counters& counters)
           {
               ++counters.receivedMessages;
               counters.receivedAudioSamples = session.receivedSamples();
           });
    apply (*client->second, effects);
}

void RehearsalService::closed (MessageServer::Connection& connection, int code)
{
    clients.erase (connection.id);
    count (connection.id, [] (Counters& counters) { counters.isOpen = false; });
    log ("connection " + std::to_string (connection.id) + " closed, " + std::to_string (code));
}

void RehearsalService::understood (Hearing::Utterance utterance, const std::string& text)
{
    const auto client = clients.find (utterance.connection);
    if (client == clients.end())
        return;
    log ("connection " + std::to_string (utterance.connection) + " heard: " + text);
    RehearsalEffects effects;
    client->second->session.heard (server->now(), utterance.number, text, effects);
    apply (*client->second, effects);
}

void RehearsalService::ready (Speaking::Sentence sentence, Speech speech)
{
    const auto client = clients.find (sentence.connection);
    if (client == clients.end())
        return;
    RehearsalEffects effects;
    client->second->session.spoken (server->now(), sentence.number, std::move (speech), effects);
    apply (*client->second, effects);
}

void RehearsalService::tick()
{
    std::vector<int> ids;
    for (const auto& [id, client] : clients)
        ids.push_back (id);
    for (const auto id : ids)
        spoil (id);

    RehearsalEffects effects;
    for (const auto& [id, client] : clients)
    {
        effects.clear();
        client->session.tick (server->now(), effects);
        apply (*client, effects);
        sendDue (*client);
    }
}

void RehearsalService::spoil (int id)
{
    auto& client = *clients.at (id);
    const auto age = std::chrono::duration_cast<Milliseconds> (server->now() - client.opened);
    const auto step = client.faults.next (age, client.wasWarned);
    if (client.isEnding || step == LineFaults::Step::nothing)
        return;

    auto& connection = client.connection;
    if (step == LineFaults::Step::goAway)
    {
        client.wasWarned = true;
        log ("connection " + std::to_string (id) + " is told goAway");
        return connection.sendBinary (server_message::toWire (server_message::goAway (
            client.faults.hidesTimeLeft ? std::nullopt : std::optional (client.faults.timeLeft))));
    }

    client.isEnding = true;
    const auto say = [&] (const char* what) { log ("connection " + std::to_string (id) + what); };
    switch (step)
    {
        case LineFaults::Step::drop:
            say (" is dropped");
            return connection.drop();
        case LineFaults::Step::stall:
            say (" falls silent");
            return connection.stopReading();
        case LineFaults::Step::close:
            say (" is closed");
            return connection.close (client.faults.closeCode, client.faults.closeReason);
        default:
            say (" did not go away");
            return connection.close (1008, "Connection aborted because the client failed to close the connection after "
                                           "receiving a GoAway signal once the session durat");
    }
}

/** Messages that have waited long enough leave; none after a connection has come to its end. */
void RehearsalService::sendDue (Client& client)
{
    while (auto message = client.line.next (server->now()))
        if (! client.isEnding)
            client.connection.sendBinary (std::move (*message));
}

void RehearsalService::apply (Client& client, const RehearsalEffects& effects)
{
    if (effects.empty())
        return;
    for (const auto& effect : effects)
    {
        if (const auto* const message = std::get_if<SendMessage> (&effect))
        {
            client.line.push (server->now(), message->json);
            cancelCalls (client, message->json);
        }
        else if (const auto* const end = std::get_if<CloseConnection> (&effect))
        {
            log ("connection " + std::to_string (client.connection.id) +
                 " is closed by the service: " + std::to_string (end->code) + " " + end->reason);
            client.connection.close (end->code, end->reason);
        }
        sendDue (client);
    }
    count (client.connection.id, [&] (Counters& counters) { counters.sentMessages += effects.size(); });
}

/** Calls that the client is told to forget have no answer: the session gets one that says so. */
void RehearsalService::cancelCalls (Client& client, const std::string& message)
{
    using server_message::Json;
    if (client.faults.calls != LineFaults::Calls::cancelled || message.find ("\"toolCall\"") == std::string::npos)
        return;

    auto answers = Json::array();
    std::vector<std::string> ids;
    const auto json = Json::parse (message);
    for (const auto& call : json["toolCall"]["functionCalls"])
    {
        ids.push_back (call["id"]);
        answers.push_back ({{"id", call["id"]}, {"name", call["name"]}, {"response", {{"error", "cancelled"}}}});
    }

    client.line.push (server->now(), server_message::toWire (server_message::toolCallCancellation (ids)));
    const Json response{{"toolResponse", {{"functionResponses", std::move (answers)}}}};
    server->post (
        [this, id = client.connection.id, text = response.dump()]
        {
            const auto found = clients.find (id);
            if (found == clients.end())
                return;
            RehearsalEffects effects;
            found->second->session.receive (server->now(), text, effects);
            apply (*found->second, effects);
        });
}

void RehearsalService::count (int connection, const std::function<void (Counters&)>& change)
{
    const std::lock_guard lock (countersMutex);
    if (connectionCounters.size() > session_limits::mostCounters)
        std::erase_if (connectionCounters, [] (const auto& each) { return ! each.second.isOpen; });
    auto& counters = connectionCounters[connection];
    counters.connection = connection;
    change (counters);
}

std::vector<RehearsalService::Counters> RehearsalService::counters() const
{
    const std::lock_guard lock (countersMutex);
    std::vector<Counters> all;
    for (const auto& [id, each] : connectionCounters)
        all.push_back (each);
    return all;
}

void RehearsalService::log (const std::string& line) const
{
    if (options.log)
        options.log (line);
}

} // namespace parlando
