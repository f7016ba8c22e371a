#include "AccountDesk.h"

#include "AccountSettings.h"
#include "ServiceAccess.h"

#include <stdexcept>

namespace parlando
{

namespace
{

std::string rememberedVertex()
{
    try
    {
        return AccountSettings::load().vertex;
    }
    catch (const std::invalid_argument&)
    {
        return {}; // who looks for access is told
    }
}

} // namespace

AccountDesk::~AccountDesk()
{
    abandon();

    if (thread.joinable())
        thread.join();
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

    thread = std::thread (
        [this, work = std::move (task)]
        {
            try
            {
                work();
            }
            catch (const std::exception& problem)
            {
                ended (problem.what(), true);
            }
        });
}

void AccountDesk::ended (std::string sentence, bool isTrouble)
{
    const std::lock_guard lock (mutex);
    current.sentence = std::move (sentence);
    current.isTrouble = isTrouble;
    current.isBusy = false;
}

void AccountDesk::found()
{
    const auto access = ServiceAccess::look (&isAbandoned);
    auto vertex = rememberedVertex();
    const std::lock_guard lock (mutex);
    current.isKnown = true;
    current.hasAccess = access.problem.empty();
    current.source = access.source;
    current.vertex = std::move (vertex);
}

void AccountDesk::look()
{
    run ("",
         [this]
         {
             found();
             ended ({});
         });
}

std::string AccountDesk::ask (const Credential& credential, const AccessTokenSource& tokens, const Endpoint& endpoint,
                              const Setup& setup)
{
    auto shown = credential;

    if (! tokens.isEmpty())
    {
        auto fetched = fetchAccessToken (tokens, isAbandoned);

        if (! fetched.error.empty())
            return fetched.error;

        shown = std::move (fetched.credential);
    }

    ServiceProbe probe;
    const auto show = [this] (ServiceProbe* asked)
    {
        const std::lock_guard lock (mutex);
        probing = asked;

        if (isAbandoned && asked != nullptr)
            asked->abandon();
    };
    show (&probe);
    const auto result = probe.run (makeConnectRequest (endpoint, shown, setup.vertex), setup);
    show (nullptr);
    return Redactor().withSecret (shown).redact (problem (result, setup.model));
}

void AccountDesk::check (Setup setup)
{
    run ("Asking the service…",
         [this, setup = std::move (setup)]() mutable
         {
             found();
             auto access = ServiceAccess::look (&isAbandoned);
             setup.vertex = access.vertex;
             auto wrong = access.problem;

             if (wrong.empty())
                 wrong = ask (access.credential, access.accessTokens, access.endpoint, setup);

             const auto isWrong = ! wrong.empty();
             ended (isWrong ? std::move (wrong) : setup.model + " answers.", isWrong);
         });
}

void AccountDesk::checkAndKeep (const std::string& key, Setup setup)
{
    run ("Asking the service whether it takes the key…",
         [this, credential = std::make_shared<const Secret> (key), setup = std::move (setup)]
         {
             const Credential given (credential->reveal());

             if (auto wrong = ask (given, {}, ServiceAccess::look (&isAbandoned).endpoint, setup); ! wrong.empty())
                 return ended (std::move (wrong) + " The key was not kept.", true);

             auto place = keepCredential (given, &isAbandoned);
             AccountSettings().save();
             found();
             ended ("The service takes the key. It is kept in " + place + ".");
         });
}

void AccountDesk::forget()
{
    run ("Forgetting the key…",
         [this]
         {
             forgetCredential (&isAbandoned);
             found();
             ended ("No key is kept on this machine.");
         });
}

void AccountDesk::useVertex (const std::string& place)
{
    run ("",
         [this, place]
         {
             if (! place.empty())
                 parseVertexLocation (place);

             AccountSettings{place}.save();
             found();
             ended (place.empty() ? "The service is reached by key." : "The service is reached through Vertex AI.");
         });
}

} // namespace parlando
