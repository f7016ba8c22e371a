#include "Support/TestCertificates.h"
#include "Support/Text.h"
#include "Support/TransportVisit.h"

#include <parlando_rehearsal/LoopbackServer.h>

#include <catch2/catch_test_macros.hpp>

using namespace parlando;
using parlando::testing::contains;
using testing::TestCertificates;
using testing::TransportVisit;

namespace
{
LoopbackServer::Callbacks echo()
{
    LoopbackServer::Callbacks callbacks;
    callbacks.received = [] (LoopbackServer::Connection& client, std::string_view text, bool)
    { client.sendBinary (std::string (text)); };
    return callbacks;
}

LoopbackServer::Options over (const TestCertificates::Leaf& leaf)
{
    return {.certificateFile = leaf.certificateFile, .keyFile = leaf.keyFile};
}

// Connects to localhost with that certificate and expects to be stopped by it.
std::string errorWith (const TestCertificates::Leaf& leaf, const std::string& caFile)
{
    const LoopbackServer server (over (leaf), echo());
    TransportVisit visit;
    visit.run (ConnectRequest{.url = server.url() + "/?key=sesame", .caFile = caFile});
    CHECK (visit.openings == 0);
    CHECK (visit.report().stage == ConnectStage::tls);
    CHECK (visit.report().error.find ("sesame") == std::string::npos);
    return visit.report().error;
}

} // namespace

TEST_CASE ("C6: wss with a certificate of a trusted authority carries messages of all sizes")
{
    TestCertificates certificates;
    const LoopbackServer server (over (certificates.good()), echo());
    std::string url = server.url();

    SECTION ("by name") {}
    SECTION ("by address") { url = "wss://127.0.0.1:" + std::to_string (server.port()); }

    std::vector<std::string> sent;

    for (const std::size_t size : {1, 950, 16384, 70000, 3000000})
        sent.emplace_back (size, 'x');

    TransportVisit visit;
    visit.whenOpened = [&]
    {
        for (const auto& message : sent)
            visit.transport->send (message);
    };
    visit.whenReceived = [&] (std::string_view)
    {
        if (visit.messages.size() == sent.size())
            visit.close();
    };
    visit.run (ConnectRequest{.url = url, .caFile = certificates.authorityFile()});

    CHECK (visit.messages == sent);
    CHECK (visit.report().wasClean);
    CHECK (visit.report().error.empty());
}

TEST_CASE ("C6: a certificate that cannot be trusted stops the connection, and the error names what is wrong")
{
    TestCertificates certificates;
    const auto authority = certificates.authorityFile();

    CHECK (contains (errorWith (certificates.expired(), authority), "has expired"));
    CHECK (contains (errorWith (certificates.notYetValid(), authority), "not valid yet"));
    CHECK (contains (errorWith (certificates.wrongHost(), authority), "another host name"));
    CHECK (contains (errorWith (certificates.selfSigned(), authority), "self-signed"));
    CHECK (contains (errorWith (certificates.good(), ""), "an authority that this machine does not know"));
}

TEST_CASE ("C6: the address is checked as the name is")
{
    TestCertificates certificates;
    const LoopbackServer server (over (certificates.wrongHost()), echo());
    TransportVisit visit;
    visit.run (ConnectRequest{.url = "wss://127.0.0.1:" + std::to_string (server.port()),
                              .caFile = certificates.authorityFile()});

    CHECK (contains (visit.report().error, "another host name"));
}

TEST_CASE ("A self-signed certificate given as the CA file is trusted")
{
    TestCertificates certificates;
    const auto leaf = certificates.selfSigned();
    const LoopbackServer server (over (leaf), echo());
    TransportVisit visit;
    visit.whenOpened = [&] { visit.close(); };
    visit.run (ConnectRequest{.url = server.url(), .caFile = leaf.certificateFile});

    CHECK (visit.openings == 1);
}

TEST_CASE ("A CA file that cannot be read is one clear error, and nothing is connected")
{
    TestCertificates certificates;

    for (const auto& file : {certificates.brokenFile(), std::string ("/nowhere/authority.pem")})
    {
        TransportVisit visit;
        visit.run (ConnectRequest{.url = "wss://127.0.0.1:1/", .caFile = file});
        CHECK (visit.report().stage == ConnectStage::resolve);
        CHECK (contains (visit.report().error, "The certificate file " + file + " cannot be used"));
    }
}

TEST_CASE ("One transport connects with one CA file after another")
{
    TestCertificates certificates;
    const LoopbackServer server (over (certificates.good()), echo());
    TransportVisit visit;
    visit.whenOpened = [&] { visit.close(); };
    visit.whenClosed = [&]
    {
        if (visit.reports.size() == 1)
            visit.transport->open (ConnectRequest{.url = server.url()}, visit);
        else if (visit.reports.size() == 2)
            visit.transport->open (ConnectRequest{.url = server.url(), .caFile = certificates.authorityFile()}, visit);
        else
            visit.stop();
    };
    visit.run (ConnectRequest{.url = server.url(), .caFile = certificates.authorityFile()});

    CHECK (visit.openings == 2);
    REQUIRE (visit.reports.size() == 3);
    CHECK (contains (visit.reports[1].error, "does not know"));
}

TEST_CASE ("LoopbackServer says which PEM file or port cannot be used")
{
    TestCertificates certificates;
    const auto leaf = certificates.good();
    const auto message = [] (LoopbackServer::Options options) -> std::string
    {
        try
        {
            const LoopbackServer server (std::move (options), {});
            return "";
        }
        catch (const std::runtime_error& error)
        {
            return error.what();
        }
    };

    CHECK (contains (message ({.certificateFile = "/nowhere.pem", .keyFile = leaf.keyFile}), "/nowhere.pem"));
    CHECK (contains (message ({.certificateFile = leaf.certificateFile, .keyFile = "/nowhere.key"}), "/nowhere.key"));

    const LoopbackServer first ({}, {});
    CHECK (contains (message ({.port = first.port()}), "choose another"));
}
