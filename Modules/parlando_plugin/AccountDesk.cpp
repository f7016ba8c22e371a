#include "AccountDesk.h"

#include "AccountSettings.h"
#include "ServiceAccess.h"

#include <stdexcept>
#include <system_error>

namespace parlando
{

namespace
{

AgentDefinition withModel (AgentDefinition agent, const Provider& provider)
{
    if (agent.model.empty())
        agent.model = provider.usualModel();

    return agent;
}

std::string asEnding (const std::string& remark) { return (remark.empty() ? "" : " ") + remark; }

} // namespace

AccountDesk::~AccountDesk()
{
    abandon();

    if (thread.joinable())
        thread.join();
}

AccountSettings AccountDesk::remembered() const
{
    try
    {
        return AccountSettings::load (*provider);
    }
    catch (const std::invalid_argument&)
    {
        return {}; // who looks for access is told
    }
}

/** The proxy in use, in words; empty where there is none. */
std::string AccountDesk::wayOf (const ServiceAccess& access) const
{
    try
    {
        const auto proxy = access.endpoint.proxy.proxyFor (WebSocketUrl::parse (provider->baseUrlOf (access.endpoint)));
        return proxy ? proxy->forPeople() + " (" + proxy->source + ")" : std::string();
    }
    catch (const std::invalid_argument&)
    {
        return {}; // it is among the problems
    }
}

AccountView AccountDesk::view() const
{
    const std::lock_guard lock (mutex);
    return current;
}

void AccountDesk::abandon()
{
    isAbandoned = true;
    const std::lock_guard lock (mutex);

    if (probing != nullptr)
        probing->abandon();
}

/** Lets abandon() reach a probe, for as long as both live. */
struct AccountDesk::Showing
{
    Showing (AccountDesk& owner, ServiceProbe& probe) : desk (owner)
    {
        const std::lock_guard lock (desk.mutex);
        desk.probing = &probe;

        if (desk.isAbandoned)
            probe.abandon();
    }

    ~Showing()
    {
        const std::lock_guard lock (desk.mutex);
        desk.probing = nullptr;
    }

    Showing (const Showing&) = delete;
    Showing& operator= (const Showing&) = delete;

    AccountDesk& desk;
};

void AccountDesk::run (const char* doing, std::function<void()> task)
{
    {
        const std::lock_guard lock (mutex);

        if (std::exchange (current.isBusy, true))
            return;

        current.sentence = doing;
        current.isTrouble = false;
    }

    if (thread.joinable())
        thread.join(); // it has ended

    const auto work = [this, todo = std::move (task)]
    {
        try
        {
            todo();
        }
        catch (const std::exception& problem)
        {
            ended (problem.what(), true);
        }
    };

    try
    {
        thread = std::thread (work);
    }
    catch (const std::system_error&)
    {
        ended ("The system has no thread left: close what else runs, then try again.", true);
    }
}

void AccountDesk::ended (std::string sentence, bool isTrouble)
{
    const std::lock_guard lock (mutex);
    current.sentence = std::move (sentence);
    current.isTrouble = isTrouble;
    current.isBusy = false;
}

std::string AccountDesk::found()
{
    const auto access = ServiceAccess::look (*provider, &isAbandoned);
    auto settings = remembered();
    auto way = wayOf (access);
    const std::lock_guard lock (mutex);
    current.isKnown = true;
    current.hasAccess = access.problem.empty();
    current.source = access.source;
    current.place = std::move (settings.place);
    current.proxy = std::move (settings.proxy);
    current.way = std::move (way);
    return access.caution;
}

void AccountDesk::look()
{
    run ("",
         [this]
         {
             auto caution = found();
             const auto isTrouble = ! caution.empty();
             ended (std::move (caution), isTrouble);
         });
}

std::string AccountDesk::ask (const Credential& credential, const AccessTokenSource& tokens, const Endpoint& endpoint,
                              const AgentDefinition& agent)
{
    auto shown = credential;

    if (! tokens.isEmpty())
    {
        auto fetched = fetchAccessToken (tokens, isAbandoned);

        if (! fetched.error.empty())
            return fetched.error;

        shown = std::move (fetched.credential);
    }

    const auto request = provider->connectRequest (endpoint, shown);
    ServiceProbe probe;
    const Showing showing (*this, probe);
    const auto result = probe.run (request, provider->makeWire (endpoint), agent);
    return Redactor().withSecret (shown).withProxy (endpoint.proxy).redact (problem (result, agent.model));
}

void AccountDesk::check (AgentDefinition agent)
{
    run ("Asking the service…",
         [this, wanted = withModel (std::move (agent), *provider)]
         {
             found();
             auto access = ServiceAccess::look (*provider, &isAbandoned);
             auto wrong = access.problem;

             if (wrong.empty())
                 wrong = ask (access.credential, access.accessTokens, access.endpoint, wanted);

             const auto isWrong = ! wrong.empty();
             ended (isWrong ? std::move (wrong) : wanted.model + " answers.", isWrong);
         });
}

void AccountDesk::checkAndKeep (const std::string& key, AgentDefinition agent)
{
    run ("Asking the service whether it takes the key…",
         [this, credential = std::make_shared<const Secret> (key), wanted = withModel (std::move (agent), *provider)]
         {
             const Credential given (credential->reveal());

             auto endpoint = ServiceAccess::look (*provider, &isAbandoned).endpoint;
             endpoint.place.clear(); // a key counts without one

             if (auto wrong = ask (given, {}, endpoint, wanted); ! wrong.empty())
                 return ended (std::move (wrong) + " The key was not kept.", true);

             const auto place = keepCredential (given, &isAbandoned);
             auto settings = remembered();
             settings.place.clear();
             settings.save (*provider);
             found();
             ended ("The service takes the key. It is kept in " + place.where + "." + asEnding (place.remark));
         });
}

void AccountDesk::forget()
{
    run ("Forgetting the key…",
         [this]
         {
             const auto remark = forgetCredential (&isAbandoned);
             found();
             ended ("No key is kept on this machine." + asEnding (remark));
         });
}

void AccountDesk::usePlace (const std::string& place)
{
    run ("",
         [this, place]
         {
             if (! place.empty())
                 provider->checkPlace (place);

             auto settings = remembered();
             settings.place = place;
             settings.save (*provider);
             found();
             ended (place.empty()
                        ? "The service is reached by key."
                        : "The service is reached through " + std::string (provider->access().place.name) + ".");
         });
}

void AccountDesk::keepProxy (const std::string& url, const std::string& password)
{
    auto settings = remembered();
    const auto before = std::exchange (settings.proxy, url);
    auto proxy = url.empty() || url == AccountSettings::noProxy ? Proxy() : Proxy::parse (url);

    if (! proxy.host.empty())
    {
        proxy.password = password.empty() ? proxy.password : password;
        settings.proxy = proxy.withoutPassword().url();
    }

    if (! proxy.password.empty())
        keepCredential (Credential (Proxy::parse (proxy.url()).url()), &isAbandoned, KeptSecret::proxyUrl);
    else if (settings.proxy != before && before.find ('@') != std::string::npos)
        forgetCredential (&isAbandoned, KeptSecret::proxyUrl);

    settings.save (*provider);
}

void AccountDesk::useProxy (const std::string& url, const std::string& password)
{
    run ("",
         [this, place = std::make_shared<const Secret> (url), secret = std::make_shared<const Secret> (password)]
         {
             keepProxy (std::string (place->reveal()), std::string (secret->reveal()));
             found();
             const auto way = view().way;
             ended (way.empty() ? "The service is reached without a proxy."
                                : "The service is reached through " + way + ".");
         });
}

} // namespace parlando
