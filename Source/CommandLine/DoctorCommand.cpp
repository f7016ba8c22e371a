#include "Commands.h"
#include "PrintableText.h"
#include "ServiceAccess.h"
#include "TalkSetup.h"

#include <parlando_session/parlando_session.h>

#include <atomic>
#include <cstdio>
#include <ctime>
#include <stdexcept>
#include <string>

namespace parlando
{
namespace
{

/** The lines of an examination; knows whether all was well. */
class Findings
{
public:
    explicit Findings (Redactor known) : redactor (std::move (known)) {}

    void ok (const char* what, const std::string& how) { line ("ok  ", what, how); }
    void noted (const char* what, const std::string& caution) { line ("!   ", what, caution); }
    void skipped (const char* what, const std::string& why) { line ("-   ", what, why); }

    void failed (const char* what, const std::string& why)
    {
        line ("FAIL", what, why);
        allWell = false;
    }

    ExitCode result() const { return allWell ? ExitCode::success : ExitCode::failed; }

private:
    void line (const char* mark, const char* what, const std::string& text) const
    {
        std::printf ("%s  %-12s %s\n", mark, what, printable (redactor.redact (text)).c_str());
        std::fflush (stdout);
    }

    Redactor redactor;
    bool allWell = true;
};

/** True when there is a credential, or none is needed. */
bool checkKey (Findings& findings, const FoundCredential& found, bool isThisMachine)
{
    const auto* kind = found.credential.kind() == Credential::Kind::ephemeralToken ? "an ephemeral token"
                       : found.credential.kind() == Credential::Kind::accessToken  ? "an access token"
                                                                                   : "a key";

    if (! found.error.empty())
        findings.failed ("key", found.error);
    else if (found.credential.kind() != Credential::Kind::none)
        findings.ok ("key", std::string (kind) + " from " + found.source);
    else if (isThisMachine)
        findings.ok ("key", "none, and none is needed on this machine");
    else
        findings.failed ("key", "none: " + keyAdvice());

    if (! found.caution.empty())
        findings.noted ("key", found.caution);

    return found.credential.kind() != Credential::Kind::none || (found.error.empty() && isThisMachine);
}

/** Certificates and tokens carry dates: a clock that is years off makes them all look wrong. */
void checkClock (Findings& findings)
{
    constexpr int firstYear = 2026, lastYear = 2099;
    const auto seconds = std::time (nullptr);
    std::tm date = {};
    ::gmtime_r (&seconds, &date);
    char text[64];
    std::strftime (text, sizeof (text), "%Y-%m-%d %H:%M UTC", &date);
    const int year = date.tm_year + 1900;

    if (year >= firstYear && year <= lastYear)
        findings.ok ("clock", text);
    else
        findings.failed ("clock", std::string (text) + ": set the machine's clock, certificates depend on it.");
}

/** Why there is no proxy. */
std::string withoutProxy (const ServiceOptions& options)
{
    const auto settings = endpointOf (options).proxy;

    if (settings.url.empty())
        return "none";

    return isLoopback (options) ? "none to this machine"
                                : "none to " + hostOf (options) + ", as NO_PROXY or --noproxy says";
}

/** True when it can be read, or there is none. */
bool checkProxyUrl (Findings& findings, const ServiceOptions& options)
{
    try
    {
        proxyOf (options);
        return true;
    }
    catch (const UsageError& problem)
    {
        findings.failed ("proxy", problem.what());
        return false;
    }
}

bool checkName (Findings& findings, const std::string& host)
{
    const auto found = lookUpWithSystem (host);

    if (found.addresses.empty())
    {
        findings.failed ("name lookup", host + ": " + (found.error.empty() ? "no address" : found.error) +
                                            " Check the network, its name servers, and the address.");
        return false;
    }

    findings.ok ("name lookup", host + " is " + found.addresses.front());
    return true;
}

/** The request to probe with: without a credential for Google's own host, its address alone, to see its certificate. */
ConnectRequest probeRequest (const Endpoint& endpoint, const FoundCredential& found, bool mayAsk)
{
    if (mayAsk)
        return gemini::makeConnectRequest (endpoint, found.credential);

    ConnectRequest request;
    request.url = gemini::baseUrlOf (endpoint);
    request.caFile = endpoint.caFile;
    request.proxy = endpoint.proxy.proxyFor (WebSocketUrl::parse (request.url));
    return request;
}

/** All names that are looked up on this machine. */
bool checkNames (Findings& findings, const std::string& service, const std::optional<Proxy>& proxy)
{
    const auto proxyLooksUp = proxy && proxy->kind != Proxy::Kind::socks5;
    return (! proxy || checkName (findings, proxy->host)) && (proxyLooksUp || checkName (findings, service));
}

/** True when the way went on behind it. */
bool checkProxy (Findings& findings, const ServiceProbe::Result& probe, const Proxy& proxy)
{
    const auto name = proxy.forPeople() + " (" + proxy.source + ")";
    const auto isPassed = probe.opened || probe.close.stage >= ConnectStage::tls;

    if (isPassed)
        findings.ok ("proxy", name + " opens the way");
    else
        findings.failed ("proxy", probe.close.error);

    return isPassed;
}

void checkTls (Findings& findings, const ServiceProbe::Result& probe, const std::string& url)
{
    const bool reached = probe.opened || probe.close.stage >= ConnectStage::upgrade;
    const bool encrypted = url.rfind ("wss", 0) == 0 || url.rfind ("https", 0) == 0;

    if (! reached)
        findings.failed (encrypted ? "TLS" : "connection", probe.close.error);
    else if (encrypted)
        findings.ok ("TLS", "certificate and host name are right");
    else
        findings.ok ("connection", "stands; not encrypted, and need not be on this machine");
}

void checkModel (Findings& findings, const ServiceProbe::Result& probe, const std::string& model)
{
    if (probe.accepted)
        findings.ok ("model", model + " answered after " + std::to_string (probe.timeToAnswer.count()) + " ms");
    else
        findings.failed ("model", problem (probe, model));
}

/** From the names to the model; what is behind a failure is not tried. */
void examineWay (Findings& findings, const ServiceOptions& options, const ConnectRequest& request, bool mayAsk)
{
    const auto& proxy = request.proxy;

    if (! proxy)
        findings.skipped ("proxy", withoutProxy (options));

    if (! checkNames (findings, hostOf (options), proxy))
        return;

    TalkOptions plain;
    plain.service = options;
    const auto agent = gemini::definitionOf (makeSetup (plain));
    const auto probe = ServiceProbe().run (request, gemini::geminiLive()->makeWire (endpointOf (options)),
                                           mayAsk ? std::optional (agent) : std::nullopt);

    if (proxy && ! checkProxy (findings, probe, *proxy))
        return;

    checkTls (findings, probe, request.url);

    if (! mayAsk)
        findings.skipped ("model", "not asked without a key");
    else if (probe.opened || probe.close.stage >= ConnectStage::upgrade)
        checkModel (findings, probe, agent.model);
}

} // namespace

ExitCode examine (const ServiceOptions& options)
{
    const auto endpoint = endpointOf (options);
    const auto tokens = accessTokensOf (options);
    const std::atomic<bool> isAbandoned{false};
    const auto found = tokens.isEmpty() ? findKey (options.apiKeyFile) : fetchAccessToken (tokens, isAbandoned);
    Findings findings (Redactor().withSecret (found.credential).withProxy (endpoint.proxy));
    const bool mayAsk = checkKey (findings, found, isLoopback (options));
    checkClock (findings);

    if (! checkProxyUrl (findings, options))
        return findings.result();

    try
    {
        examineWay (findings, options, probeRequest (endpoint, found, mayAsk), mayAsk);
    }
    catch (const std::invalid_argument& problem)
    {
        findings.failed ("endpoint", problem.what());
    }

    return findings.result();
}

} // namespace parlando
