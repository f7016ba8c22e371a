#pragma once

#include <parlando_auth/parlando_auth.h>
#include <parlando_provider/parlando_provider.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace parlando
{

class ServiceProbe;
struct AccountSettings;
struct ServiceAccess;

/** This person's access to the service, for people. */
struct AccountView
{
    bool isKnown = false;   /**< Somebody has looked. */
    bool hasAccess = false; /**< There is a key or the like, or none is needed. */
    std::string source;     /**< Where it is, such as "the keyring" or a variable's name. */
    std::string place;      /**< AccountSettings::place. */
    std::string proxy;      /**< What AccountSettings have of a proxy. */
    std::string way;        /**< The proxy in use and who named it, nothing secret; empty: none. */
    bool isBusy = false;    /**< Something is going on; what is asked for meanwhile is not done. */
    bool isTrouble = false; /**< The sentence tells of something that did not work. */
    std::string sentence;   /**< What is going on, or what came of it; may be empty. */

    bool operator== (const AccountView&) const = default;
};

/** Finds, checks, keeps and forgets this person's key. What takes time is done on a thread of its own, which lives no
    longer than that. Message thread; constructing starts nothing, destroying takes at most 0.3 s. */
class AccountDesk final
{
public:
    explicit AccountDesk (std::shared_ptr<const Provider> service) : provider (std::move (service)) {}
    ~AccountDesk();

    AccountDesk (const AccountDesk&) = delete;
    AccountDesk& operator= (const AccountDesk&) = delete;

    [[nodiscard]] AccountView view() const;

    /** Where is a key? */
    void look();

    /** Does the service take what there is, and this agent? */
    void check (AgentDefinition);

    /** A key or an ephemeral token as it was typed or pasted: kept where the service takes it and this agent. */
    void checkAndKeep (const std::string& key, AgentDefinition);

    /** No store has a key afterwards. */
    void forget();

    /** The service is reached at this place (Endpoint::place) from the next connection on; empty: by key. */
    void usePlace (const std::string& place);

    /** A proxy's URL, to be used from the next connection on, with a password in it or beside it, which is kept where
        keys are (empty: the one that is kept for this proxy, if any). Empty: the environment's;
        AccountSettings::noProxy: none. */
    void useProxy (const std::string& url, const std::string& password);

private:
    [[nodiscard]] AccountSettings remembered() const;
    [[nodiscard]] std::string wayOf (const ServiceAccess&) const;
    void keepProxy (const std::string& url, const std::string& password);
    void run (const char* doing, std::function<void()> task);
    std::string found();
    void ended (std::string sentence, bool isTrouble = false);
    [[nodiscard]] std::string ask (const Credential&, const AccessTokenSource&, const Endpoint&,
                                   const AgentDefinition&);
    void abandon();

    struct Showing;

    const std::shared_ptr<const Provider> provider;
    std::thread thread;
    std::atomic<bool> isAbandoned{false};
    mutable std::mutex mutex; // guards what is below
    AccountView current;
    ServiceProbe* probing = nullptr;
};

} // namespace parlando
