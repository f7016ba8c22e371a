#include "LoopbackServer.h"

#include "LoopbackConnection.h"

#include <future>
#include <optional>
#include <stdexcept>

namespace parlando
{

struct LoopbackServer::Implementation
{
    Implementation (EventLoop& eventLoop, Options given, Callbacks toCall)
        : loop (eventLoop), options (std::move (given)),
          acceptor (loop.context()), clients{loop, std::move (toCall), options.limits, {}, {}}
    {
    }

    void loadCertificate();
    void listen();
    void acceptNext();
    void take (detail_loopback::Tcp::socket);
    void keepWatch();

    EventLoop& loop;
    const Options options;
    detail_loopback::Tcp::acceptor acceptor;
    detail_loopback::Clients clients;
    EventLoop::Timer watch, pause;
};

void LoopbackServer::Implementation::loadCertificate()
{
    auto& tls = clients.tls;

    if (options.certificateFile.empty() && options.keyFile.empty())
        return;

    detail_loopback::Error error;
    tls.emplace (boost::asio::ssl::context::tls_server);
    tls->use_certificate_chain_file (options.certificateFile, error);

    if (error)
        throw std::runtime_error ("The certificate file " + options.certificateFile +
                                  " does not load: give a PEM file with the server's certificate.");

    tls->use_private_key_file (options.keyFile, boost::asio::ssl::context::pem, error);

    if (error)
        throw std::runtime_error ("The key file " + options.keyFile +
                                  " does not load: give the PEM file of the key that belongs to the certificate.");
}

void LoopbackServer::Implementation::listen()
{
    const detail_loopback::Tcp::endpoint endpoint (boost::asio::ip::address_v4::loopback(), options.port);
    detail_loopback::Error error;
    acceptor.open (endpoint.protocol());
    acceptor.set_option (boost::asio::socket_base::reuse_address (true));
    acceptor.bind (endpoint, error);

    if (! error)
        acceptor.listen (boost::asio::socket_base::max_listen_connections, error);

    if (error)
        throw std::runtime_error ("Port " + std::to_string (options.port) + " cannot be listened on (" +
                                  error.message() + "): choose another, or 0 for any free one.");

    acceptNext();
}

void LoopbackServer::Implementation::acceptNext()
{
    acceptor.async_accept (
        [this] (const detail_loopback::Error& error, detail_loopback::Tcp::socket socket)
        {
            if (error == boost::asio::error::operation_aborted)
                return;

            // Without a descriptor to be had, asking at once would be asking without end.
            if (error)
            {
                pause = loop.after (Milliseconds (100), [this] { acceptNext(); });
                return;
            }

            take (std::move (socket));
            acceptNext();
        });
}

/** Some more than may stay are let in, to be told that they may not. */
void LoopbackServer::Implementation::take (detail_loopback::Tcp::socket socket)
{
    constexpr std::size_t onTheirWay = 16;

    if (clients.all.size() >= static_cast<std::size_t> (options.limits.mostConnections) + onTheirWay)
        return;

    const auto client = std::make_shared<detail_loopback::Client> (clients, std::move (socket));
    clients.all[client->id] = client;
    client->start();
}

void LoopbackServer::Implementation::keepWatch()
{
    watch = loop.every (Milliseconds (100), [this] { clients.endLate(); });
}

LoopbackServer::LoopbackServer (Options options, Callbacks callbacks)
    : implementation (std::make_unique<Implementation> (loop, std::move (options), std::move (callbacks)))
{
    implementation->loadCertificate();
    implementation->listen();
    implementation->keepWatch();
    thread = std::thread ([this] { loop.run(); });
}

LoopbackServer::~LoopbackServer()
{
    loop.stop();
    thread.join();

    for (const auto& [id, client] : implementation->clients.all)
        client->drop();
}

std::uint16_t LoopbackServer::port() const noexcept { return implementation->acceptor.local_endpoint().port(); }

std::string LoopbackServer::url() const
{
    return (implementation->clients.tls ? "wss://localhost:" : "ws://127.0.0.1:") + std::to_string (port());
}

void LoopbackServer::post (std::function<void()> function) { loop.post (std::move (function)); }

void LoopbackServer::postAndWait (std::function<void()> function)
{
    std::promise<void> done;
    post (
        [&]
        {
            function();
            done.set_value();
        });
    done.get_future().wait();
}

EventLoop::Timer LoopbackServer::after (Milliseconds delay, std::function<void()> function)
{
    return loop.after (delay, std::move (function));
}

EventLoop::Timer LoopbackServer::every (Milliseconds period, std::function<void()> function)
{
    return loop.every (period, std::move (function));
}

LoopbackServer::Connection* LoopbackServer::find (int id)
{
    const auto& all = implementation->clients.all;
    const auto found = all.find (id);
    return found == all.end() || ! found->second->isOpen() ? nullptr : found->second.get();
}

} // namespace parlando
